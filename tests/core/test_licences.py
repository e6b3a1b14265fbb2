"""The licence texts that *About* shows."""

import re

from desktop.core.licences import licensed_parts


def test_every_part_has_a_text() -> None:
    lengths = {part.name: len(part.text()) for part in licensed_parts()}

    assert {name: length for name, length in lengths.items() if length < 400} == {}


def test_what_the_program_requires_is_among_the_parts_with_its_version() -> None:
    parts = {re.sub(r"[-_.]+", "-", part.name).lower(): part for part in licensed_parts()}

    direct = {"alembic", "argon2-cffi", "cryptography", "keyring", "numpy", "onnxruntime", "pillow", "sqlcipher3"}
    indirect = {"argon2-cffi-bindings", "cffi", "mako"}
    assert {"lentigo"} | direct | indirect <= parts.keys()
    assert all(parts[name].version for name in direct)
    assert "pytest" not in parts


def test_the_texts_are_those_of_the_right_authors() -> None:
    texts = {part.name: part.text() for part in licensed_parts()}

    for name, words in {
        "lentigo": "Apache License",
        "onnxruntime": "THIRD PARTY SOFTWARE NOTICES",
        "Qt and PySide6": "GNU Lesser General Public License, version 3",
        "GNU Lesser General Public License 3": "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU General Public License 3": "GNU GENERAL PUBLIC LICENSE",
        "CPython": "PYTHON SOFTWARE FOUNDATION LICENSE",
        "SQLCipher and SQLite": "ZETETIC LLC",
        "OpenSSL": "The OpenSSL Project Authors",
        "libheif, libde265 and x265": "GNU General Public License 2 or later",
        "pillow": "Secret Labs AB",
    }.items():
        assert words in texts[name], name


def test_the_parts_stand_in_the_order_of_the_alphabet() -> None:
    names = [part.name.casefold() for part in licensed_parts()]

    assert names == sorted(names)
    assert len(names) == len(set(names))
