"""Sentences for the user that Qt's lupdate does not see, because they are said in this project's own ways."""

import ast
import builtins
import csv
import inspect
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from zxcvbn import feedback

from desktop.core.domain.accounts import Action, Subject

_ROOT = Path(__file__).resolve().parents[1]
# The command line stays English.
_PARTS = ("desktop/core", "desktop/ui")
# What did not happen, as the ends of sentences: `desktop.core.storage.telling`.
_TOLD = frozenset({"told", "transaction"})
# Keys of the details of audit events, from all over the storage, that stand beside a number or an unknown text.
_AUDIT_DETAILS = (
    *("conclusions", "examinations", "images", "images_copied", "lesions", "patients"),
    *("predictions", "repaired"),
)


class Found(NamedTuple):
    """A text to translate, and the context in which it is looked up."""

    context: str
    text: str


def strings_beyond_lupdate() -> list[Found]:
    """Return all of them, each once, in an order that stays."""
    found = {text for part in _PARTS for path in (_ROOT / part).rglob("*.py") for text in _in_module(path)}
    return sorted(found.union(_body_sites(), _bundles_words(), _passphrase_advice(), _audit_words()))


def _in_module(path: Path) -> Iterator[Found]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    contexts = dict(_contexts_of_wrappers(tree))
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and call.args):
            continue
        said = call.args[0]
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name in contexts:
            yield from (Found(contexts[name], text) for text in _texts(said, {}))
        elif name.endswith("Error") and not hasattr(builtins, name):
            yield from (Found("KnownError", text) for text in _texts(said, constants))
        elif name == "marked" and len(call.args) > 1:
            yield from (Found(context, text) for context in _texts(said, {}) for text in _texts(call.args[1], {}))
        elif name in _TOLD:
            yield from (Found("Told", text) for text in _texts(said, constants))


def _contexts_of_wrappers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Find functions like ``def _tr(text): return QCoreApplication.translate("Words", text)``, with their contexts."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and isinstance(last := function.body[-1], ast.Return):
            match last.value:
                case ast.Call(
                    func=ast.Attribute(attr="translate"), args=[ast.Constant(value=str(context)), ast.Name()]
                ):
                    yield function.name, context


def _texts(said: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """Go through the literals that an argument can be: itself, a constant of the module, or one or the other."""
    match said:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.Name(id=name) if name in constants:
            yield from _texts(constants[name], {})
        case ast.IfExp(body=first, orelse=second) | ast.BoolOp(values=[first, second]):
            yield from _texts(first, constants)
            yield from _texts(second, constants)


def _body_sites() -> Iterable[Found]:
    with (_ROOT / "desktop/core/domain/body_sites.csv").open(encoding="utf-8", newline="") as stream:
        return [Found("BodySite", row["meaning"]) for row in csv.DictReader(stream)]


def _bundles_words() -> Iterable[Found]:
    """List what the window shows of every bundle that ships. What another bundle says is shown as it is."""
    for path in (_ROOT / "models").glob("*/manifest.json"):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        yield Found("Bundle", manifest["intended_use"])
        yield from (Found("Bundle", label["title"]) for label in manifest["labels"])
        yield from (Found("Bundle", metric["name"]) for metric in manifest["metrics"])
        for part in ("metrics", "reliability", "operating_points"):
            yield from (Found("Bundle", measured["measured_on"]) for measured in manifest[part])


def _audit_words() -> Iterable[Found]:
    """List the audit trail's own words as `desktop.ui.models.audit_words` shows them."""
    for word in (*Action, *Subject, *_AUDIT_DETAILS):
        yield Found("Audit", str(word).replace("_", " ").capitalize())


def _passphrase_advice() -> Iterable[Found]:
    """List what zxcvbn says of a passphrase; it marks its sentences for gettext, with ``_``."""
    for call in ast.walk(ast.parse(inspect.getsource(feedback))):
        match call:
            case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(text))]):
                yield Found("PassphraseAdvice", f"{text.rstrip('.')}.")
