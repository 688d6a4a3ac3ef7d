"""Which resource types share an input that a control is about, read from the installed pulumi-aws.

A control of a family (a customer-managed key, a public flag, a policy document) judges every type that has the input,
so an upgrade of pulumi-aws brings its new types under the controls. The pack must not import the SDK, which takes
longer than a preview; it reads the file that this module writes: `python -m policy_packs.families`.
"""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from twin import schema

FILE = Path(__file__).parent / "guardrails" / "controls" / "_families.json"
_DEEPEST = 3


@dataclass(frozen=True)
class _Input:
    """An input at any depth: the type token, its dotted path, its name, whether it can hold text, its siblings."""

    token: str
    path: str
    name: str
    is_text: bool
    siblings: frozenset[str]

    @property
    def depth(self) -> int:
        return self.path.count(".")


def _named(pattern: str, depth: int = 0) -> Callable[[_Input], bool]:
    """Inputs whose name is like the pattern, at most so many levels below the root."""
    expression = re.compile(pattern)
    return lambda item: item.depth <= depth and expression.fullmatch(item.name) is not None


def _is_kms_key(item: _Input) -> bool:
    return item.is_text and _KMS_KEY(item)


def _is_document(item: _Input) -> bool:
    return item.is_text and _DOCUMENT(item)


def _has_write_only_twin(item: _Input) -> bool:
    return item.is_text and f"{item.name}Wo" in item.siblings


_KMS_KEY = _named(r"(?:\w*[kK]ms(?:Master|Primary|Data)?(?:Key)?(?:Id|Arn|Identifier|Name)?|kmsEncryptionKey)", depth=3)
_DOCUMENT = _named(r"(?:\w*[pP]olic(?:y|yDocument|yJson|yBody|yText)|definition|content|document)")

FAMILIES: Mapping[str, Callable[[_Input], bool]] = {
    "kms_key": _is_kms_key,
    "public": _named("publiclyAccessible"),
    "deletion_protection": _named(
        r"(?:enableDeletionProtection|deletionProtection(?:Enabled)?|deleteProtection|terminationProtection(?:Enabled)?)"
    ),
    "minor_upgrades": _named("(?:autoMinorVersionUpgrade|autoMinorVersionUpgradeEnabled)"),
    "document": _is_document,
    "secret": _has_write_only_twin,
    "tags": _named("tags"),
    "destroyed_with_content": _named("(?:forceDestroy|forceDelete|skipFinalSnapshot|skipFinalBackup)"),
}


def families() -> dict[str, dict[str, list[str]]]:
    """Each family's type tokens with the dotted paths of the inputs that make them members."""
    found: dict[str, dict[str, list[str]]] = {name: {} for name in FAMILIES}
    for token in schema.tokens():
        for item in _inputs(token, schema.inputs(token), ""):
            for name, belongs in FAMILIES.items():
                if belongs(item):
                    found[name].setdefault(token, []).append(item.path)
    return {name: dict(sorted(members.items())) for name, members in found.items()}


def _inputs(token: str, shape: schema.Shape, path: str) -> Iterator[_Input]:
    siblings = frozenset(shape)
    for name, annotation in sorted(shape.items()):
        here = f"{path}.{name}" if path else name
        yield _Input(token, here, name, _holds_text(annotation), siblings)
        nested = schema.fields(annotation)
        # Some objects nest in themselves, such as the statements of a web ACL.
        if nested is not None and frozenset(nested) != siblings and here.count(".") < _DEEPEST:
            yield from _inputs(token, nested, here)


def _holds_text(annotation: object) -> bool:
    return annotation is str or any(_holds_text(part) for part in typing.get_args(annotation))


def render() -> str:
    """The file's text: one member a line, so that an upgrade's diff shows which types it brings."""
    return json.dumps(families(), indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(render())
