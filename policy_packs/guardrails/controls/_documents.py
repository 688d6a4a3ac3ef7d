"""Policy documents as rules see them: statements with their lists unfolded, and what AWS means by public.

Source: IAM user guide, "IAM JSON policy elements"; S3 user guide, "The meaning of public".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ._properties import Block

# Keys that tie a request to a known organization, account, network or resource when compared with fixed values.
_NARROWING_KEYS = frozenset(
    key.lower()
    for key in (
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:SourceAccount",
        "aws:SourceArn",
        "aws:SourceIp",
        "aws:SourceOrgID",
        "aws:SourceOrgPaths",
        "aws:SourceOwner",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:VpcSourceIp",
        "aws:userid",
        "kms:CallerAccount",
        "s3:DataAccessPointAccount",
        "s3:DataAccessPointArn",
    )
)
_NARROWING_OPERATORS = frozenset(
    ("stringequals", "stringlike", "stringequalsignorecase", "arnequals", "arnlike", "ipaddress")
)

# What matches both of these matches the resources of every service.
_UNLIKE_ARNS = ("arn:aws:iam::111122223333:role/any", "arn:aws:s3:::any-bucket/any-object")


@dataclass(frozen=True)
class Statement:
    """One statement; every element is a tuple, whether the document has one value or a list."""

    sid: str
    effect: str
    actions: tuple[str, ...]
    not_actions: tuple[str, ...]
    resources: tuple[str, ...]
    not_resources: tuple[str, ...]
    principals: tuple[tuple[str, str], ...]  # (kind, value), such as ("AWS", "*")
    not_principals: tuple[tuple[str, str], ...]
    conditions: tuple[tuple[str, str, tuple[str, ...]], ...] = field(default=())  # (operator, key, values)

    @property
    def allows(self) -> bool:
        return self.effect == "Allow"

    @property
    def denies(self) -> bool:
        return self.effect == "Deny"

    def covers_action(self, action: str) -> bool:
        """Whether the statement speaks of the action (a full one, such as s3:GetObject)."""
        if self.not_actions:
            return not any(matches(pattern, action) for pattern in self.not_actions)
        return any(matches(pattern, action) for pattern in self.actions)

    def covers_every_resource(self) -> bool:
        """Whether the statement speaks of all resources, whatever the stars and however few it leaves out."""
        if self.not_resources:
            return True
        return any(all(matches(pattern, arn) for arn in _UNLIKE_ARNS) for pattern in self.resources)

    def covers_every_principal(self) -> bool:
        """Whether the principal element names everybody."""
        return any(value == "*" for kind, value in self.principals if kind in ("AWS", "*"))

    def is_narrowed(self) -> bool:
        """Whether a condition limits who can use the statement to somebody in particular."""
        return any(
            operator.removeprefix("foranyvalue:") in _NARROWING_OPERATORS
            and key.lower() in _NARROWING_KEYS
            and values
            and not any(_is_open(value) for value in values)
            for operator, key, values in self.conditions
        )

    def is_public(self) -> bool:
        """Whether the statement grants something to anybody at all."""
        everybody = self.covers_every_principal() or bool(self.not_principals)
        return self.allows and everybody and not self.is_narrowed()


def _is_open(value: str) -> bool:
    """Whether a condition's value leaves the choice to anybody: a wide network, or a wildcard for the account."""
    address, _, length = value.partition("/")
    if length.isdecimal() and re.fullmatch(r"[\d.]+|[\da-fA-F:]+", address):
        return int(length) < (8 if "." in address else 32)
    if value.startswith("arn:"):
        parts = value.split(":", 5)
        account, name = (parts + [""] * 6)[4:6]
        return "*" in account or "?" in account or (not account and name.startswith(("*", "?"))) or len(parts) < 6
    return value.strip("*?") == ""


@lru_cache(maxsize=4096)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(
        "".join(".*" if char == "*" else "." if char == "?" else re.escape(char) for char in pattern),
        re.IGNORECASE | re.DOTALL,
    )


def matches(pattern: str, value: str) -> bool:
    """Whether an IAM pattern with * and ? matches the whole value, without regard to case."""
    return _pattern(pattern).fullmatch(value) is not None


def statements(block: Block, name: str) -> list[Statement]:
    """The statements of the policy document in the property; none when it is missing.

    Raises:
        Undecided: the document, or a part of it, is not known yet, or it is no policy document.
    """
    document = block.json(name)
    return [] if document is None else list(_statements(json.dumps(document, sort_keys=True)))


def public_grants(block: Block, name: str) -> Iterator[str]:
    """A message for each statement of the policy document in the property that lets everybody in.

    Raises:
        Undecided: as `statements` does.
    """
    for number, statement in enumerate(statements(block, name), 1):
        if statement.is_public():
            actions = ", ".join(statement.actions) or "all but some actions"
            yield (
                f"{name} lets everybody in; got statement {statement.sid or number} with {actions} for any principal, "
                "expected named principals or a condition that names somebody"
            )


@lru_cache(maxsize=2048)
def _statements(text: str) -> tuple[Statement, ...]:
    return tuple(_read(json.loads(text)))


def _read(document: Mapping[str, Any]) -> Iterator[Statement]:
    raw = document.get("Statement", document.get("statements", ()))
    for item in raw if isinstance(raw, list) else [raw]:
        if not isinstance(item, Mapping):
            continue
        yield Statement(
            sid=str(item.get("Sid", "")),
            effect=str(item.get("Effect", "")),
            actions=_texts(item.get("Action")),
            not_actions=_texts(item.get("NotAction")),
            resources=_texts(item.get("Resource")),
            not_resources=_texts(item.get("NotResource")),
            principals=tuple(_principals(item.get("Principal"))),
            not_principals=tuple(_principals(item.get("NotPrincipal"))),
            conditions=tuple(_conditions(item.get("Condition"))),
        )


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


def _principals(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield "*" if value == "*" else "AWS", value
    elif isinstance(value, Mapping):
        for kind, values in value.items():
            for item in _texts(values):
                yield str(kind), item


def _conditions(value: object) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if not isinstance(value, Mapping):
        return
    for operator, keys in value.items():
        if isinstance(keys, Mapping):
            for key, values in keys.items():
                yield (
                    str(operator).lower(),
                    str(key),
                    tuple(text.lower() if text in ("True", "False") else text for text in _texts(values)),
                )
