"""What the practice's IT does, in the real program; then the command line looks at both vaults."""

import zipfile
from pathlib import Path

from tests.e2e.it_day import COLLEAGUE
from tests.e2e.sessions import audit, counted, photograph, play_story, vault_command
from tests.e2e.ways import ACCOUNT


def test_what_a_backup_missed_comes_back_by_a_patients_file_under_an_account_that_it_has(
    tmp_path: Path, bundle_dir: Path
) -> None:
    vault, backup, restored = (tmp_path / name for name in ("vault", "backup", "restored"))
    archive = tmp_path / "patient.zip"
    backup.mkdir()
    photographs = [tmp_path / f"IMG_{number:04}.jpg" for number in range(3)]
    for number, path in enumerate(photographs):
        photograph(path, "even-brown", taken=f"2026:11:0{number + 1} 09:00:00", shade=number)
    vault_command("create", vault)

    play_story("it_day", bundle_dir, vault, backup, restored, archive, *photographs)

    for folder in (vault, restored):
        assert "3 images are as they were written" in vault_command("verify", folder)
    with zipfile.ZipFile(archive) as opened:
        (image,) = [name for name in opened.namelist() if name.startswith("images/")]
        assert opened.read(image) == photographs[-1].read_bytes()
    events = audit(vault)
    told = counted(events)
    wanted = {
        ("created", "account"): 1,
        ("created", "patient"): 2,
        ("filed", "examination"): 3,
        ("backed_up", "vault"): 1,
        ("exported", "patient"): 1,
    }
    assert {what: told[what] for what in wanted} == wanted
    made = [event["account"] for event in events if (event["action"], event["subject"]) == ("created", "patient")]
    assert made == [ACCOUNT, COLLEAGUE]
    told = counted(audit(restored))
    wanted = {("created", "patient"): 1, ("imported", "patient"): 1, ("exported", "patient"): 0}
    assert {what: told[what] for what in wanted} == wanted
