"""Reading strace's log: what is a breach of the silence and what is not."""

import pytest

pytest.importorskip("fcntl", reason="strace is Linux's")

from silence import breaches

_ALLOWED = [
    "812   socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3",
    '812   connect(3, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X99"}, 20) = 0',
    '812   connect(3, {sa_family=AF_UNIX, sun_path="/tmp/.X11-unix/X0"}, 110) = 0',
    '812   connect(4, {sa_family=AF_UNIX, sun_path="/run/user/1000/wayland-0"}, 27) = 0',
    '812   connect(4, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file)',
    "812   socketpair(AF_UNIX, SOCK_STREAM, 0, [5, 6]) = 0",
    '812   recvmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="AF_INET", iov_len=4096}]}, 0) = 32',
    "812   +++ exited with 0 +++",
]


@pytest.mark.parametrize(
    "line",
    [
        "812   socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 3",
        "812   socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 3",
        "[pid   813] socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 3",
        "812   socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = -1 EACCES (Permission denied)",
        '812   connect(3, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("13.89.179.10")}, 16) = 0',
        '812   connect(3, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 110) = 0',
        '812   connect(3, {sa_family=AF_UNIX, sun_path="/run/user/1000/bus"}, 110) = 0',
        '812   sendto(3, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("1.1.1.1")}, 16) = 1',
        "812   bind(3, {sa_family=AF_INET6, sin6_port=htons(0)}, 28 <unfinished ...>",
        "812   socket(AF_INET, SOCK_STREAM, IPPROTO_TCP <unfinished ...>",
    ],
)
def test_anything_but_the_display_is_found(line: str) -> None:
    assert breaches([*_ALLOWED, line + "\n"]) == [line]


def test_the_display_and_pairs_within_the_program_are_none() -> None:
    assert breaches(_ALLOWED) == []
