"""Policy documents as rules see them: statements with their lists unfolded, and what AWS means by public.

Sources: IAM user guide, "IAM JSON policy elements"; S3 user guide, "The meaning of public"; IAM user guide, "Access
Analyzer resource types".
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ._properties import Block, Undecided

_RESOURCE_VARIABLE = re.compile(r"\$\{aws:Resource(?:Account|OrgID|OrgPaths)\}", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\{[^{}]*\}")

# The widest networks that AWS doesn't call public.
_WIDEST_NETWORK = {4: 8, 6: 32}


def _is_open_name(value: str) -> bool:
    """An id of an account, an organization or a network."""
    return not value or "*" in value or "?" in value


def _is_open_path(value: str) -> bool:
    """Units of an organization, which the path begins with."""
    return _is_open_name(value.partition("/")[0])


def _is_open_user(value: str) -> bool:
    """The unique id of a user, or of a role with the name of its session."""
    return _is_open_name(value.partition(":")[0])


def is_anybodys_arn(value: str) -> bool:
    """Whether an ARN, or a pattern of ARNs, leaves the choice to anybody.

    It names somebody by its account, or by its bucket, whose name nobody else can have.
    """
    parts = value.split(":", 5)
    if len(parts) < 6:
        return _is_open_name(value) or value.startswith("arn:")
    service, account, name = parts[2], parts[4], parts[5]
    if not _is_open_name(account):
        return False
    # A path that begins with a slash has the word for the type first, such as /restapis/a1b2c3.
    bucket = name.removeprefix("/").split("/")[1 if name.startswith("/") and name.count("/") > 1 else 0]
    return (service != "s3" and account != "") or bucket == "accesspoint" or _is_open_name(bucket)


def _is_open_network(value: str) -> bool:
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        return _is_open_name(value)
    return network.prefixlen < _WIDEST_NETWORK[network.version]


def _is_open_flag(value: str) -> bool:
    return value.lower() != "true"


# Keys that tie a request to somebody in particular, each with the test for values that leave the choice to anybody.
_NARROWING: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(
        (
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:sourceaccount",
            "aws:sourceorgid",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:vpceaccount",
            "aws:vpceorgid",
            "kms:calleraccount",
            "s3:dataaccesspointaccount",
            "vpc-lattice-svcs:sourcevpc",
            "vpc-lattice-svcs:sourcevpcowneraccount",
        ),
        _is_open_name,
    ),
    **dict.fromkeys(("aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths"), _is_open_path),
    **dict.fromkeys(
        (
            "aws:principalarn",
            "aws:sourcearn",
            "aws:sourcevpcarn",
            "elasticfilesystem:accesspointarn",
            "s3:dataaccesspointarn",
        ),
        is_anybodys_arn,
    ),
    "aws:sourceip": _is_open_network,
    "aws:userid": _is_open_user,
    # Who mounts the file system got into its network before.
    "elasticfilesystem:accessedviamounttarget": _is_open_flag,
}
_NARROWING_OPERATORS = frozenset(
    ("stringequals", "stringlike", "stringequalsignorecase", "arnequals", "arnlike", "ipaddress", "bool")
)
# What these say of a request is true as well when the request lacks the key.
_EXCLUDING_OPERATORS = frozenset(
    f"{operator}{suffix}"
    for operator in (
        "stringnotequals",
        "stringnotlike",
        "stringnotequalsignorecase",
        "arnnotequals",
        "arnnotlike",
        "notipaddress",
    )
    for suffix in ("", "ifexists")
)

# More than anybody writes question marks in a row.
_LONG = 99

# Each request says whether it is secure, so the suffix changes nothing.
_PLAIN_HTTP = [[(operator, "aws:securetransport", ("false",))] for operator in ("bool", "boolifexists")]

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

    def narrowing_keys(self) -> frozenset[str]:
        """The condition keys, in lower case, whose values limit the statement to somebody in particular."""
        present = {
            key.lower() for operator, key, values in self.conditions if operator == "null" and values == ("false",)
        }
        return frozenset(
            key.lower()
            for operator, key, values in self.conditions
            if _requires(operator, key.lower() in present) and _is_fixed(key, values)
        )

    def is_narrowed(self) -> bool:
        """Whether a condition limits who can use the statement to somebody in particular."""
        return bool(self.narrowing_keys())

    def is_public(self) -> bool:
        """Whether the statement by itself grants something to anybody at all.

        That includes a principal with a wildcard for the account, whatever the service makes of it.
        """
        everybody = self.covers_every_principal() or bool(self.not_principals)
        anybody = any(kind == "AWS" and is_anybodys_arn(value) for kind, value in self.principals)
        return self.allows and (everybody or anybody) and not self.is_narrowed()

    def takes_back(self, grant: Statement) -> bool:
        """Whether the statement denies all that a grant allows to everybody, but for somebody in particular."""
        but_some = bool(self.not_principals) and all(value != "*" for _, value in self.not_principals)
        return (
            self.denies
            and (but_some or self.covers_every_principal())
            and all(_holds_for_strangers(*condition) for condition in self.conditions)
            and _all_covered(self.actions, grant.actions)
            and not self.not_resources
            and _all_covered(self.resources or ("*",), grant.resources)
        )


def _requires(operator: str, is_present: bool) -> bool:
    """Whether a request satisfies the operator only with one of its values; some do without the key."""
    if is_present:
        operator = operator.removeprefix("forallvalues:").removesuffix("ifexists")
    return operator.removeprefix("foranyvalue:") in _NARROWING_OPERATORS


def _is_fixed(key: str, values: Sequence[str]) -> bool:
    """Whether every value of the condition key names somebody in particular."""
    is_open = _NARROWING.get(key.lower())
    return is_open is not None and bool(values) and not any(is_open(_settled(value)) for value in values)


def _settled(value: str) -> str:
    """The value with its variables replaced: what the resource settles names somebody, what the caller does anybody."""
    return _VARIABLE.sub("*", _RESOURCE_VARIABLE.sub("resource", value))


def _holds_for_strangers(operator: str, key: str, values: Sequence[str]) -> bool:
    """Whether the condition of a deny holds for everybody but somebody in particular."""
    if key.lower() == "aws:principalisawsservice":
        return operator in ("bool", "boolifexists") and tuple(values) == ("false",)
    return operator.removeprefix("forallvalues:") in _EXCLUDING_OPERATORS and _is_fixed(key, values)


def _all_covered(patterns: Sequence[str], others: Sequence[str]) -> bool:
    """Whether whatever one of the other patterns matches is matched by the patterns; no others are everything."""
    return all(any(covers(pattern, other) for pattern in patterns) for other in others or ("*",))


@lru_cache(maxsize=4096)
def _pattern(pattern: str) -> re.Pattern[str]:
    first, *others = ("".join("." if char == "?" else re.escape(char) for char in part) for part in pattern.split("*"))
    if others:
        # What comes between stars is taken where it first occurs: to look further could only leave less for the rest.
        *middle, last = others
        first = f"{first}{''.join(f'(?>.*?{part})' for part in middle if part)}.*{last}"
    return re.compile(first, re.IGNORECASE | re.DOTALL)


def matches(pattern: str, value: str) -> bool:
    """Whether an IAM pattern with * and ? matches the whole value, without regard to case."""
    stars = pattern.count("*")
    least = len(pattern) - stars
    if least > len(value) or (not stars and least < len(value)):
        return False
    return _pattern(pattern).fullmatch(value) is not None


def covers(pattern: str, other: str) -> bool:
    """Whether an IAM pattern matches whatever another pattern matches."""
    # What no wildcard of the other stands for, of no length and of a length that no row of question marks has.
    other = other.replace("?", "\0")
    return matches(pattern, other.replace("*", "")) and matches(pattern, other.replace("*", "\0" * _LONG))


def statements(block: Block, name: str) -> list[Statement]:
    """The statements of the policy document in the property; none when it is missing, or empty as in outputs.

    Raises:
        Undecided: the document, or a part of it, is not known yet, or it is no policy document.
    """
    document = block.value(name)
    if document in (None, ""):
        return []
    try:
        # A text is read once for all rules.
        return list(_statements(document if isinstance(document, str) else json.dumps(document, sort_keys=True)))
    except (RecursionError, TypeError, ValueError):
        raise Undecided(block.path(name)) from None


def located(block: Block, path: str) -> Iterator[tuple[Block, str]]:
    """Where the documents at a dotted path are: each the block and the name of its property.

    Raises:
        Undecided: a block on the way is not known yet.
    """
    outer, _, rest = path.partition(".")
    if not rest:
        yield block, outer
        return
    for inner in block.blocks(outer):
        yield from located(inner, rest)


def public_statements(found: Sequence[Statement]) -> Iterator[tuple[str, Statement]]:
    """The statements of one document that let everybody in, each with its name for messages.

    A deny that leaves only somebody in particular takes a grant back.
    """
    denials = [statement for statement in found if statement.denies]
    for number, statement in enumerate(found, 1):
        if statement.is_public() and not any(denial.takes_back(statement) for denial in denials):
            yield statement.sid or str(number), statement


def denies_plain_http(statement: Statement, *actions: str) -> bool:
    """Whether the statement denies everybody the actions (full ones) where a request comes over plain HTTP."""
    conditions = [(operator, key.lower(), values) for operator, key, values in statement.conditions]
    return (
        statement.denies
        and statement.covers_every_principal()
        and all(map(statement.covers_action, actions))
        and conditions in _PLAIN_HTTP
    )


def public_grants(block: Block, name: str) -> Iterator[str]:
    """A message for each statement of the policy document in the property that lets everybody in.

    Raises:
        Undecided: as `statements` does.
    """
    for label, statement in public_statements(statements(block, name)):
        actions = ", ".join(statement.actions) or "all but some actions"
        yield (
            f"{name} lets everybody in; got statement {label} with {actions} for any principal, "
            "expected named principals or a condition that names somebody"
        )


@lru_cache(maxsize=2048)
def _statements(text: str) -> tuple[Statement, ...]:
    document = json.loads(text)
    if document is None:
        return ()
    if not isinstance(document, Mapping):
        raise TypeError(document)
    return tuple(_read(document))


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
    if isinstance(value, list):
        for item in value:
            yield from _principals(item)
    elif isinstance(value, str):
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
