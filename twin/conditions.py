"""Condition operators, policy variables and wildcards of the IAM policy language.

Everything a statement compares is compiled once, from text, and then tested against many requests.
Values that come from a request are never read as wildcards, also when a policy variable puts them into a pattern.

Source: IAM User Guide, "IAM JSON policy elements" (Condition operators, Variables and tags, Resource) and
"Multivalued context keys".
"""

import base64
import binascii
import operator as comparison
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple, TypeVar

ContextValue = str | bool | int | Sequence[str]


class Context:
    """The request context: what the condition keys of one request hold.

    Keys are case-insensitive. A bool becomes "true" or "false", an int its decimal text. A sequence is a multivalued
    key; an empty one means that the key is absent. Raises ValueError for a value of any other type.
    """

    __slots__ = ("_single", "_values")

    def __init__(self, entries: Mapping[str, ContextValue]) -> None:
        self._values: dict[str, tuple[str, ...]] = {}
        self._single: dict[str, str] = {}
        for key, value in entries.items():
            name = key.lower()
            if isinstance(value, Sequence) and not isinstance(value, str):
                self._values[name] = tuple(_text(key, item) for item in value)
            else:
                self._single[name] = _text(key, value)
                self._values[name] = (self._single[name],)

    def values(self, key: str) -> tuple[str, ...]:
        """Return the values of a lower-case key; none when the request lacks it."""
        return self._values.get(key, ())

    def single(self, key: str) -> str | None:
        """Return the value of a single-valued, lower-case key: the only kind a policy variable can name."""
        return self._single.get(key)


def _text(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    raise ValueError(f"condition key {key!r} holds {value!r}; expected a string, bool, int or sequence of strings")


class _Text(NamedTuple):
    """A part of a string that is known; its * and ? are wildcards if ``wild``."""

    value: str
    wild: bool


class _Variable(NamedTuple):
    """A part of a string that the request decides."""

    key: str
    default: str | None


_Template = tuple[_Text | _Variable, ...]

_SPECIAL_CHARACTERS = frozenset("*?$")
_VARIABLE = re.compile(r"(?P<key>[^\s,']+)(?:,\s*'(?P<default>[^']*)')?")


def _template(text: str, *, variables: bool) -> _Template:
    """Split a policy string at its variables; ValueError says what is wrong with one."""
    if not variables or "${" not in text:
        return (_Text(text, wild=True),)
    parts: list[_Text | _Variable] = []
    head, *rest = text.split("${")
    parts.append(_Text(head, wild=True))
    for piece in rest:
        name, brace, tail = piece.partition("}")
        if not brace:
            raise ValueError(f"policy variable in {text!r} has no closing brace")
        if name in _SPECIAL_CHARACTERS:
            parts.append(_Text(name, wild=False))
        elif found := _VARIABLE.fullmatch(name):
            parts.append(_Variable(found["key"].lower(), found["default"]))
        else:
            raise ValueError(f"policy variable '${{{name}}}' is not valid; expected ${{key}} or ${{key, 'default'}}")
        parts.append(_Text(tail, wild=True))
    return tuple(parts)


def _resolved(template: _Template, context: Context) -> tuple[_Text, ...] | None:
    """Replace variables by the request's values; None when one has neither a value nor a default."""
    parts: list[_Text] = []
    for part in template:
        if isinstance(part, _Variable):
            value = context.single(part.key)
            value = part.default if value is None else value
            if value is None:
                return None
            parts.append(_Text(value, wild=False))
        else:
            parts.append(part)
    return tuple(parts)


class Style(Enum):
    """How the strings of a policy match a value."""

    EXACT = "every character, no wildcards"
    IGNORE_CASE = "every character but for case, no wildcards"
    LIKE = "wildcards match any characters"
    ARN = "wildcards stay inside their ARN component, up to the resource"
    RESOURCE = "wildcards stay inside their ARN component, unless * ends it"


_RESOURCE_COMPONENT = 5  # colons in front of the last component of an ARN, the only one that may hold colons


class _Star(NamedTuple):
    """A star of a pattern: what each character it matches may be, and whether all later stars match anything."""

    reach: str
    free: bool


def _star(style: Style, following: str | None, *, free: bool) -> _Star:
    """Read a star by the character behind it; one that ends the pattern stands for all components to come."""
    ends_component = following is None or (style is Style.RESOURCE and following == ":")
    return _Star("." if free or ends_component else "[^:]", free)


def _regex(parts: Iterable[_Text], style: Style) -> str:
    """Translate a string with wildcards to a regular expression that is to match in full.

    What follows a free star is atomic, so that a pattern of many stars is still tested in linear time.
    """
    if style in {Style.EXACT, Style.IGNORE_CASE}:
        return re.escape("".join(part.value for part in parts))
    characters = [(character, part.wild) for part in parts for character in part.value]
    expression, run, seen = "", "", 0
    pending: _Star | None = None
    for index, (character, wild) in enumerate(characters, start=1):
        free = style is Style.LIKE or seen >= _RESOURCE_COMPONENT
        if wild and character == "*":
            following = characters[index][0] if index < len(characters) else None
            star = _star(style, following, free=free)
            if pending is None:
                expression += run
            elif run:
                expression += f"(?>.*?{run})" if pending.free else f"{pending.reach}*{run}"
            elif star.reach != ".":
                star = pending
            pending, run = star, ""
        elif wild and character == "?":
            run += "." if free else "[^:]"
        else:
            seen += character == ":"
            run += re.escape(character)
    return expression + (run if pending is None else f"{pending.reach}*{run}")


@lru_cache(maxsize=4096)
def _compiled(expression: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(expression, flags)


class Patterns:
    """The strings of one policy element, tested together; those without variables are compiled in advance.

    Raises ValueError for a policy variable that is not valid.
    """

    __slots__ = ("_fixed", "_flags", "_style", "_templates")

    def __init__(self, texts: Iterable[str], style: Style, *, variables: bool) -> None:
        self._style = style
        self._flags = re.DOTALL | re.IGNORECASE if style is Style.IGNORE_CASE else re.DOTALL
        self._templates: list[_Template] = []
        fixed: list[str] = []
        for text in texts:
            template = _template(text, variables=variables)
            known = tuple(part for part in template if isinstance(part, _Text))
            if len(known) == len(template):
                fixed.append(_regex(known, style))
            else:
                self._templates.append(template)
        self._fixed = re.compile("|".join(fixed), self._flags) if fixed else None

    def match(self, value: str, context: Context) -> bool:
        """Say whether any of the strings matches; one whose variable has no value matches nothing."""
        if self._style is Style.ARN and value.count(":") < _RESOURCE_COMPONENT:
            return False
        if self._fixed is not None and self._fixed.fullmatch(value):
            return True
        for template in self._templates:
            parts = _resolved(template, context)
            if parts is not None and _compiled(_regex(parts, self._style), self._flags).fullmatch(value):
                return True
        return False


Test = Callable[[Context], bool]
_Matcher = Callable[[str, Context], bool]  # does this value of the request match any value of the policy?
_Builder = Callable[[Sequence[str], bool], _Matcher]
_Requested = TypeVar("_Requested")
_Expected = TypeVar("_Expected")


def _strings(style: Style) -> _Builder:
    def build(values: Sequence[str], variables: bool) -> _Matcher:
        return Patterns(values, style, variables=variables).match

    return build


def _parsed(
    expected: Callable[[str], _Expected],
    requested: Callable[[str], _Requested],
    compare: Callable[[_Requested, _Expected], bool],
) -> _Builder:
    """Build matchers that compare parsed values; a value of the request that does not parse matches nothing."""

    def build(values: Sequence[str], variables: bool) -> _Matcher:
        operands = [expected(value) for value in values]

        def match(value: str, context: Context) -> bool:
            try:
                operand = requested(value)
            except ValueError:
                return False
            return any(compare(operand, each) for each in operands)

        return match

    return build


def _booleans(values: Sequence[str], variables: bool) -> _Matcher:
    for value in values:
        if value.lower() not in {"true", "false"} and not (variables and "${" in value):
            raise ValueError(f"{value!r} is not a boolean; expected true or false")
    return Patterns(values, Style.IGNORE_CASE, variables=variables).match


def _number(text: str) -> Decimal:
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text):
        raise ValueError(f"{text!r} is not a number; expected an integer or a decimal")
    return Decimal(text)


def _moment(text: str) -> Decimal:
    """Parse a date of ISO 8601 (UTC unless it says otherwise) or of the UNIX epoch to seconds of the epoch."""
    if re.fullmatch(r"[0-9]{5,}(\.[0-9]+)?", text):
        return Decimal(text)
    whole = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    try:
        date = datetime.fromisoformat(whole)
    except ValueError:
        raise ValueError(f"{text!r} is not a date; expected ISO 8601 or seconds of the UNIX epoch") from None
    return Decimal((date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp())


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise ValueError(f"{text!r} is not an IP address or CIDR block") from None


def _within(address: IPv4Address | IPv6Address, network: IPv4Network | IPv6Network) -> bool:
    return address in network


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"{text!r} is not base64") from None


@dataclass(frozen=True, slots=True)
class _Operator:
    build: _Builder
    negated: bool = False


def _ordering(prefix: str, parse: Callable[[str], Decimal]) -> dict[str, _Operator]:
    comparisons: dict[str, Callable[[Decimal, Decimal], bool]] = {
        "Equals": comparison.eq,
        "LessThan": comparison.lt,
        "LessThanEquals": comparison.le,
        "GreaterThan": comparison.gt,
        "GreaterThanEquals": comparison.ge,
    }
    operators = {f"{prefix}{name}": _Operator(_parsed(parse, parse, each)) for name, each in comparisons.items()}
    return {**operators, f"{prefix}NotEquals": _Operator(_parsed(parse, parse, comparison.eq), negated=True)}


_OPERATORS: Mapping[str, _Operator | None] = {
    "StringEquals": _Operator(_strings(Style.EXACT)),
    "StringNotEquals": _Operator(_strings(Style.EXACT), negated=True),
    "StringEqualsIgnoreCase": _Operator(_strings(Style.IGNORE_CASE)),
    "StringNotEqualsIgnoreCase": _Operator(_strings(Style.IGNORE_CASE), negated=True),
    "StringLike": _Operator(_strings(Style.LIKE)),
    "StringNotLike": _Operator(_strings(Style.LIKE), negated=True),
    **_ordering("Numeric", _number),
    **_ordering("Date", _moment),
    "Bool": _Operator(_booleans),
    "BinaryEquals": _Operator(_parsed(_bytes, _bytes, comparison.eq)),
    "IpAddress": _Operator(_parsed(_network, ip_address, _within)),
    "NotIpAddress": _Operator(_parsed(_network, ip_address, _within), negated=True),
    "ArnEquals": _Operator(_strings(Style.ARN)),
    "ArnLike": _Operator(_strings(Style.ARN)),
    "ArnNotEquals": _Operator(_strings(Style.ARN), negated=True),
    "ArnNotLike": _Operator(_strings(Style.ARN), negated=True),
    "Null": None,  # tests the key itself, not its values
}
_QUALIFIED = re.compile(r"(?:(?P<qualifier>ForAllValues|ForAnyValue):)?(?P<name>\w+?)(?P<if_exists>IfExists)?")


class ConditionOperator:
    """An operator of a Condition block, with its set qualifier and IfExists; compiles keys and values to tests.

    A key that the request lacks fails a positive operator and passes a negated one; IfExists passes, ForAllValues
    passes, ForAnyValue fails. A multivalued key under an operator without a qualifier matches if any of its values
    does. Raises ValueError for an operator that AWS does not have.
    """

    __slots__ = ("_if_exists", "_operator", "_qualifier")

    def __init__(self, name: str) -> None:
        parts = _QUALIFIED.fullmatch(name)
        if parts is None or parts["name"] not in _OPERATORS or (parts["name"] == "Null" and name != "Null"):
            raise ValueError(
                f"condition operator {name!r} is unknown; expected one of {', '.join(_OPERATORS)}, with ForAllValues:, "
                "ForAnyValue: or IfExists around any but Null"
            )
        self._operator = _OPERATORS[parts["name"]]
        self._qualifier = parts["qualifier"]
        self._if_exists = parts["if_exists"] is not None

    def test(self, key: str, values: Sequence[str], *, variables: bool) -> Test:
        """Compile the values of one condition key to a test of request contexts.

        ``variables`` says whether the document's Version knows policy variables. Raises ValueError for a value that
        the operator cannot read.
        """
        name = key.lower()
        if self._operator is None:
            return _null_test(name, values)
        matches, negated = self._operator.build(values, variables), self._operator.negated
        qualifier, if_exists = self._qualifier, self._if_exists

        def test(context: Context) -> bool:
            present = context.values(name)
            if not present and if_exists:
                return True
            if qualifier is None:
                return any(matches(value, context) for value in present) != negated
            verdicts = (matches(value, context) != negated for value in present if value)  # "" is a null data set
            return all(verdicts) if qualifier == "ForAllValues" else any(verdicts)

        return test


def _null_test(name: str, values: Sequence[str]) -> Test:
    expected = {value.lower() for value in values}
    if not expected <= {"true", "false"}:
        raise ValueError(f"Null compares with {', '.join(map(repr, values))}; expected true or false")
    return lambda context: ("false" if context.values(name) else "true") in expected
