"""The command line: the same core without a window.

Imports of numpy, ONNX Runtime and Qt are inside the commands: ``--help`` must answer at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from desktop import __version__
from desktop.core.errors import BundleError, KnownError

if TYPE_CHECKING:
    from desktop.core.imaging.sources import ImageSource
    from desktop.core.inference.classifier import Classifier
    from desktop.core.storage.history import History

EXIT_OK, EXIT_SOME_UNREADABLE, EXIT_REFUSED = 0, 1, 2
EXIT_INTERRUPTED = 130
_COMMANDS = ("classify", "self-test", "vault")

_DESCRIPTION = """\
Offline dermoscopy workstation. Research and education only, not a medical device.

Without a command the window opens, with the images given. `lentigo classify`,
`lentigo self-test` and `lentigo vault` work without a window; each has its own --help."""


def run(arguments: Sequence[str]) -> int:
    """Run the program with the given arguments and return its exit status.

    0 if all went well; 1 if some images were unreadable or a check failed; 2 for wrong usage, a refused bundle or
    records that cannot be written; 130 if interrupted.
    """
    if arguments and arguments[0] in _COMMANDS:
        options = _command_parser().parse_args(arguments)
        try:
            command: Callable[[argparse.Namespace], int] = options.run
            return command(options)
        except KnownError as error:
            print(f"lentigo: {error}", file=sys.stderr)
            return EXIT_REFUSED
        except KeyboardInterrupt:
            print("lentigo: interrupted.", file=sys.stderr)
            return EXIT_INTERRUPTED
        except BrokenPipeError:
            _abandon_stdout()  # The reader (`| head`) has gone.
            return EXIT_SOME_UNREADABLE
    options = _window_parser().parse_args(arguments)
    from desktop.app import run as run_window

    return run_window(options.paths, options.bundle)


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "lentigo", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"Lentigo {__version__}")
    _add_bundle_option(parser)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="images or folders to open")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("lentigo")
    commands = parser.add_subparsers(dest="command", required=True)
    classify = commands.add_parser(
        "classify",
        description="Assess images and write one record for each, in the order given. Research and education only.",
        epilog="Exit status: 0 all read; 1 some unreadable (the others are still written); 2 wrong usage or the "
        "bundle was refused.",
    )
    classify.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="images, or folders of images")
    _add_bundle_option(classify)
    classify.add_argument("--format", choices=("table", "jsonl", "csv"), default="table", help="default: table")
    classify.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to the terminal")
    classify.add_argument(
        "--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="images at a time; default: all cores"
    )
    classify.add_argument(
        "--include-out-of-scope",
        action="store_true",
        help="write the numbers of out-of-scope images too; they mean nothing",
    )
    classify.set_defaults(run=_classify)
    self_test = commands.add_parser(
        "self-test",
        description="Open the bundle, replay its probe, classify a sample; print one line a check. "
        "Exit status 0 only if all hold.",
    )
    _add_bundle_option(self_test)
    self_test.set_defaults(run=_self_test)
    _add_vault_commands(commands.add_parser("vault", description="Make, check and read the encrypted history."))
    return parser


def _add_vault_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="vault_command", required=True)
    for name, run_it, what in (
        ("create", _create_vault, "Make a vault in a new or empty folder, and print its recovery key."),
        (
            "verify",
            _verify_vault,
            "Check database, images and audit trail. Exit status: 0 clean; 1 something is damaged.",
        ),
        ("audit", _write_audit, "Write the audit trail to the terminal, as CSV."),
    ):
        command = commands.add_parser(
            name, description=f"{what} The passphrase is asked for, or read as a line of standard input."
        )
        command.add_argument("folder", type=Path, metavar="DIR", help="the vault's folder")
        command.add_argument("--account", required=True, metavar="NAME", help="an administrator's")
        command.set_defaults(run=run_it)


def _add_bundle_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bundle", type=Path, metavar="DIR", help="folder of a bundle; default: the one that ships")


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return number


def _classify(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from desktop.core.domain.assessment import Status
    from desktop.core.imaging.sources import find_images
    from desktop.core.inference.batch import assess_all
    from desktop.core.reporting.records import WRITERS, to_record

    sources = []
    for path in options.paths:
        found = list(find_images([path]))
        if not found:
            print(f"lentigo: there are no images in {path}.", file=sys.stderr)
        sources += found
    if not sources:
        raise KnownError("There are no images in what was given.")
    if options.output is not None and _is_one_of(options.output, sources):
        raise KnownError("The output file is one of the images; it is left as it is. Give another --output.")
    classifier = _open_classifier(options.bundle)
    keys = [label.key for label in classifier.bundle.manifest.labels]
    unreadable = 0
    with _output(options.output) as stream:
        writer = WRITERS[options.format](stream, keys)
        # Not while the records go to the same terminal: they would be torn apart.
        shown = sys.stderr.isatty() and not (options.output is None and sys.stdout.isatty())
        progress = tqdm(total=len(sources), unit="image", disable=not shown)
        with progress:
            for source, assessment in assess_all(classifier, sources, options.jobs):
                record = to_record(str(source.path), assessment, include_out_of_scope=options.include_out_of_scope)
                writer.write(record)
                unreadable += assessment.status is Status.UNREADABLE
                progress.update()
    if unreadable:
        print(f"lentigo: {unreadable} of {len(sources)} images could not be read.", file=sys.stderr)
    return EXIT_SOME_UNREADABLE if unreadable else EXIT_OK


def _self_test(options: argparse.Namespace) -> int:
    from desktop.core.domain.assessment import Status
    from desktop.core.imaging.sources import find_images
    from desktop.core.locations import samples_dir

    try:
        classifier = _open_classifier(options.bundle)
    except BundleError as error:
        print(f"FAIL  bundle: {error}")
        return EXIT_SOME_UNREADABLE
    report = classifier.probe_report
    print(f"ok    bundle: {classifier.bundle_id}, all hashes right")
    print(f"ok    probe, pixels: largest difference {report.preprocessing_difference:.2g} grey levels")
    print(f"ok    probe, network: largest difference {report.network_difference:.2g}")
    sample: ImageSource | None = next(find_images([samples_dir()]), None)
    if sample is None:
        print("FAIL  sample: there is no sample image; reinstall Lentigo")
        return EXIT_SOME_UNREADABLE
    assessment = classifier.assess_source(sample)
    if assessment.status is not Status.ASSESSED:
        print(f"FAIL  sample: {assessment.reason}")
        return EXIT_SOME_UNREADABLE
    print(f"ok    sample: {sample.name} assessed in {assessment.elapsed_ms:.0f} ms")
    return EXIT_OK


def _create_vault(options: argparse.Namespace) -> int:
    from desktop.core.storage.vault import Vault

    passphrase = _asked_for("Passphrase: ")
    if sys.stdin.isatty() and _asked_for("The same again: ") != passphrase:
        raise KnownError("The two passphrases are not the same. Nothing was made.")
    vault, recovery_key = Vault.create(options.folder, options.account, passphrase)
    vault.close()
    print(f"Recovery key: {recovery_key}")
    print("Write it down and keep it in a safe place. It is shown once, and it opens the vault like a passphrase.")
    return EXIT_OK


def _verify_vault(options: argparse.Namespace) -> int:
    with _unlocked(options) as history:
        report = history.verify()
    for problem in report.problems:
        print(f"FAIL  {problem}")
    if not report.clean:
        return EXIT_SOME_UNREADABLE
    print(f"ok    database, audit trail and {report.images_checked} images are as they were written")
    return EXIT_OK


def _write_audit(options: argparse.Namespace) -> int:
    from desktop.core.reporting.audit_csv import write_audit_csv

    with _unlocked(options) as history, _output(None) as stream:
        write_audit_csv(stream, history.audit_events(), history.accounts())
    return EXIT_OK


@contextmanager
def _unlocked(options: argparse.Namespace) -> "Iterator[History]":
    from desktop.core.storage.vault import Vault

    vault = Vault.open(options.folder)
    try:
        yield vault.unlock(options.account, _asked_for("Passphrase: "))
    finally:
        vault.close()


def _asked_for(prompt: str) -> str:
    """Ask for a passphrase without showing it; or take it from the program that feeds this one."""
    import getpass

    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def _open_classifier(folder: Path | None) -> "Classifier":
    from desktop.core.inference.classifier import Classifier
    from desktop.core.locations import default_bundle_dir

    classifier = Classifier.open(folder or default_bundle_dir())
    if classifier.bundle.manifest.is_newer_minor:
        print("lentigo: the bundle was made for a newer Lentigo; some of what it says is not read.", file=sys.stderr)
    return classifier


def _is_one_of(path: Path, sources: "Sequence[ImageSource]") -> bool:
    if not path.exists():
        return False
    return any(source.path is not None and source.path.exists() and source.path.samefile(path) for source in sources)


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    """Open the file to write to, or standard output; file names that are no valid Unicode are escaped, never fatal."""
    try:
        if path is None:
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
            yield sys.stdout
            sys.stdout.flush()
        else:
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        if path is None:
            _abandon_stdout()
        raise KnownError(f"The records cannot be written: {error.strerror}.") from error


def _abandon_stdout() -> None:
    """Keep Python from complaining once more at exit about what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
