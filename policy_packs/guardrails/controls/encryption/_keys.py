"""Controls that ask for a key of the customer's own: which inputs name it, type by type.

Data at rest is encrypted anyway in all of these types; with a key of one's own, a second policy says who can read it,
each use is in CloudTrail, and the key can be shut.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._frameworks import Tool
from .._model import ConfigRule, Control, Example, Given, Parameter, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from .._settings import inputs_at, may_be_missing, merged, reach

Expected = bool | tuple[str, ...]

_OF_AWS = re.compile(r"(?:.*[:/])?aws/[\w-]+|AWS_OWNED_(?:KMS_)?KEY")


def _always(resource: Resource) -> bool:
    return True


@dataclass(frozen=True)
class Key:
    """An input that names the key, and what makes the service use it.

    path: from the root, as a setting's.
    beside: inputs in the same object, with the value, or the values, under which the key is used.
    when: whether the resource has data under the key at all.
    """

    path: str
    beside: Mapping[str, Expected] = field(default_factory=dict)
    when: Callable[[Resource], bool] = _always


def _problems(key: Key, resource: Resource) -> Iterator[str]:
    if key.when(resource):
        *parents, name = key.path.split(".")
        yield from reach(resource, parents, lambda block: _unused(block, name, key.beside))


def _unused(block: Block, name: str, beside: Mapping[str, Expected]) -> Iterator[str]:
    """A message when the object names no key of the customer's, or one that the service doesn't use."""
    path = block.path(name)
    if name not in block:
        yield f"the data is under a key of AWS's own; got no {path}, expected a customer-managed key"
        return
    for other, expected in beside.items():
        got = block.flag(other, not expected) if isinstance(expected, bool) else block.text(other, default="missing")
        if got not in (expected if isinstance(expected, tuple) else (expected,)):
            values = " or ".join(expected) if isinstance(expected, tuple) else expected
            yield f"{path} isn't used; got {block.path(other)} {got}, expected {values}"
    value = block.text(name)
    if not value or _OF_AWS.fullmatch(value):
        yield f"the data is under a key of AWS's own; got {path} {value or 'empty'}, expected a customer-managed key"


_ARN = "arn:aws:kms:eu-central-1:111122223333:key/1a2b3c4d-5e6f-7890-1a2b-3c4d5e6f7890"


def _used(key: Key, arn: str | None = _ARN, beside: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Inputs that name the key and make the service use it, except as given."""
    values = {name: value[0] if isinstance(value, tuple) else value for name, value in key.beside.items()}
    parent, _, name = key.path.rpartition(".")
    content = values | {name: arn} | dict(beside or {})
    return inputs_at(parent, content) if parent else content


def _examples(type: str, keys: tuple[Key, ...], needed: Mapping[str, Any]) -> tuple[list[Example], list[Example]]:
    """Good and bad examples of a type: each key left out, of AWS's own, and not used."""
    all_used: dict[str, Any] = dict(needed)
    for key in keys:
        all_used = merged(all_used, _used(key))
    good = [example(f"{type}, a customer-managed key", Given(type, all_used))]
    bad = []
    for key in keys:
        others: dict[str, Any] = dict(needed)
        for other in keys:
            if other is not key:
                others = merged(others, _used(other))
        broken = {
            "no key": _used(key, None),
            "an empty key": _used(key, ""),
            "a key of AWS's own": _used(key, "alias/aws/shop"),
        }
        for name, expected in key.beside.items():
            broken[f"without {name}"] = _used(key, beside={name: None})
            other_value = not expected if isinstance(expected, bool) else "OTHER"
            broken[f"another {name}"] = _used(key, beside={name: other_value})
        for name, inputs in broken.items():
            bad.append(example(f"{type}, {key.path}, {name}", Given(type, merged(others, inputs))))
        if may_be_missing(key.path):
            good.append(example(f"{type}, {key.path}, none to judge", Given(type, others)))
    omitted = example(f"{type}, everything omitted", Given(type, needed))
    (bad if not all(may_be_missing(key.path) for key in keys) else good).append(omitted)
    return good, bad


def customer_managed(
    *,
    id: str,
    title: str,
    keys: Mapping[str, tuple[Key, ...]],
    needed: Mapping[str, Mapping[str, Any]] | None = None,
    detection: tuple[ConfigRule, ...] = (),
    equivalents: Mapping[Tool, tuple[str, ...]] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    good: tuple[Example, ...] = (),
    bad: tuple[Example, ...] = (),
) -> Control:
    """A control that asks for customer-managed keys.

    keys: the type tokens with the inputs that name their keys.
    needed: type token to the inputs without which its keys aren't judged, for the examples.
    good, bad: further examples.
    """

    def check(resource: Resource) -> Iterator[str]:
        yield from each(keys[resource.type], lambda key: _problems(key, resource))

    examples = [_examples(type, of_type, (needed or {}).get(type, {})) for type, of_type in keys.items()]
    return Control(
        id=id,
        title=title,
        practices=("data.kms", "data.at-rest"),
        severity=Severity.LOW,
        why="Under a key of AWS's own, who may read the resource reads the data; no second policy and no log of it.",
        fix="name a customer-managed key of KMS",
        tier=Tier.REGULATED,
        rules=(ResourceRule(tuple(keys), check),),
        detection=detection,
        equivalents=equivalents or {},
        parameters=parameters or {},
        good=(*(item for some, _ in examples for item in some), *good),
        bad=(*(item for _, some in examples for item in some), *bad),
    )
