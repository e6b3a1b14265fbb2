"""The command line: the same core without a window.

Imports of numpy, ONNX Runtime and Qt are inside the commands: ``--help`` must answer at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import __version__
from desktop.core.errors import BundleError, KnownError
from desktop.terminal import EXIT_INTERRUPTED, EXIT_OK, EXIT_PROBLEMS, EXIT_REFUSED, abandon_stdout, output
from desktop.vault_cli import add_vault_commands

if TYPE_CHECKING:
    from desktop.core.imaging.sources import ImageSource
    from desktop.core.inference.classifier import Classifier

_COMMANDS = ("classify", "self-test", "settings", "vault")

_DESCRIPTION = """\
Offline dermoscopy workstation. Research and education only, not a medical device.

Without a command the window opens, with the images given. `lentigo classify`,
`lentigo self-test`, `lentigo settings` and `lentigo vault` work without a window;
each has its own --help."""


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
            abandon_stdout()  # The reader (`| head`) has gone.
            return EXIT_PROBLEMS
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
    _add_graph_option(classify)
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
    _add_graph_option(self_test)
    self_test.set_defaults(run=_self_test)
    settings = commands.add_parser(
        "settings",
        description="Print each setting as it holds for you on this computer, and what is wrong with the policy file, "
        "if there is one. Exit status 1 if something is.",
    )
    settings.set_defaults(run=_settings)
    add_vault_commands(commands.add_parser("vault", description="Make, check and read the encrypted history."))
    return parser


def _add_bundle_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bundle", type=Path, metavar="DIR", help="folder of a bundle; default: the one that ships")


def _add_graph_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--graph",
        metavar="NAME",
        help="use this graph of the bundle (fp32, int8); default: the fastest on this computer",
    )


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
    classifier = _open_classifier(options.bundle, options.graph)
    keys = [label.key for label in classifier.bundle.manifest.labels]
    unreadable = 0
    with output(options.output) as stream:
        writer = WRITERS[options.format](stream, keys)
        # Not while the records go to the same terminal: they would be torn apart.
        shown = sys.stderr.isatty() and not (options.output is None and sys.stdout.isatty())
        progress = tqdm(total=len(sources), unit="image", disable=not shown)
        with progress:
            for source, assessment in assess_all(classifier, sources, options.jobs):
                record = to_record(
                    str(source.path),
                    assessment,
                    include_out_of_scope=options.include_out_of_scope,
                    points=classifier.manifest.operating_points,
                )
                writer.write(record)
                unreadable += assessment.status is Status.UNREADABLE
                progress.update()
    if unreadable:
        print(f"lentigo: {unreadable} of {len(sources)} images could not be read.", file=sys.stderr)
    return EXIT_PROBLEMS if unreadable else EXIT_OK


def _self_test(options: argparse.Namespace) -> int:
    from desktop.core.domain.assessment import Status
    from desktop.core.imaging.sources import find_images
    from desktop.core.inference.fastest import describe_graph
    from desktop.core.locations import samples_dir

    try:
        classifier = _open_classifier(options.bundle, options.graph)
    except BundleError as error:
        print(f"FAIL  bundle: {error}")
        return EXIT_PROBLEMS
    report = classifier.probe_report
    print(f"ok    bundle: {classifier.bundle_id}, all hashes right")
    print(f"ok    graph: {describe_graph(classifier)}")
    print(f"ok    probe, pixels: largest difference {report.preprocessing_difference:.2g} grey levels")
    print(f"ok    probe, network: largest difference {report.network_difference:.2g}")
    sample: ImageSource | None = next(find_images([samples_dir()]), None)
    if sample is None:
        print("FAIL  sample: there is no sample image; reinstall Lentigo")
        return EXIT_PROBLEMS
    assessment = classifier.assess_source(sample)
    if assessment.status is not Status.ASSESSED:
        print(f"FAIL  sample: {assessment.reason}")
        return EXIT_PROBLEMS
    print(f"ok    sample: {sample.name} assessed in {assessment.elapsed_ms:.0f} ms")
    return EXIT_OK


def _settings(_options: argparse.Namespace) -> int:
    import json

    from desktop.core.settings.policy import default_policy_path, read_policy
    from desktop.core.settings.rows import all_settings
    from desktop.core.settings.settings import Settings, default_settings_path

    policy = read_policy(default_policy_path())
    settings = Settings(default_settings_path(), policy)
    print(f"settings: {default_settings_path()}")
    print(f"policy:   {default_policy_path()}{'' if policy.path else ' (there is none)'}")
    for row in all_settings():
        value = settings.get(row)
        origin = "fixed" if settings.is_fixed(row) else "default" if value == row.default else "yours"
        print(f"{origin:8}  {row.key} = {json.dumps(value)}")
    for problem in policy.problems:
        print(f"FAIL      {problem.sentence}")
    return EXIT_PROBLEMS if policy.problems else EXIT_OK


def _open_classifier(folder: Path | None, graph: str | None) -> "Classifier":
    from desktop.core.inference.fastest import open_classifier
    from desktop.core.locations import default_bundle_dir

    classifier = open_classifier(folder or default_bundle_dir(), graph)
    if classifier.bundle.manifest.is_newer_minor:
        print("lentigo: the bundle was made for a newer Lentigo; some of what it says is not read.", file=sys.stderr)
    return classifier


def _is_one_of(path: Path, sources: "Sequence[ImageSource]") -> bool:
    if not path.exists():
        return False
    return any(source.path is not None and source.path.exists() and source.path.samefile(path) for source in sources)
