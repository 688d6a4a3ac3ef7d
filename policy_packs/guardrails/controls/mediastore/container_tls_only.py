"""Containers of MediaStore take requests over HTTPS only."""

from collections.abc import Iterator
from typing import Any

from .._documents import Statement, statements
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_POLICY = "aws:mediastore/containerPolicy:ContainerPolicy"
_SECURE = ("bool", "aws:securetransport", ("true",))
_PLAIN = ("bool", "aws:securetransport", ("false",))


def _conditions(statement: Statement) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(operator, key.lower(), values) for operator, key, values in statement.conditions]


def _check(policy: Resource) -> Iterator[str]:
    found = statements(policy, "policy")
    if any(item.denies and item.covers_every_principal() and _conditions(item) == [_PLAIN] for item in found):
        return
    for number, statement in enumerate(found, 1):
        if statement.allows and _SECURE not in _conditions(statement):
            got = f"statement {statement.sid or number} without aws:SecureTransport"
            yield f"objects are served over plain HTTP; got {got}, expected the condition to be true"


def _statement(effect: str, condition: dict[str, Any], principal: str = "*") -> dict[str, Any]:
    action = {"Principal": {"AWS": principal}, "Action": "mediastore:*", "Resource": "*"}
    return {"Effect": effect, "Condition": condition} | action


def _given(*statements: dict[str, Any]) -> Given:
    return Given(_POLICY, {"containerName": "live", "policy": {"Version": "2012-10-17", "Statement": list(statements)}})


_BY_HTTPS, _BY_HTTP = ({"Bool": {"aws:SecureTransport": value}} for value in ("true", "false"))
_ANY_WAY = _statement("Allow", {})
_OLD = _statement("Deny", {"NumericLessThan": {"s3:TlsVersion": "1.2"}})

CONTROL = Control(
    id="mediastore.container-tls-only",
    title="Containers of MediaStore take requests over HTTPS only",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="What crosses the internet in the clear can be read and changed on its way.",
    fix="add the condition that aws:SecureTransport is true to every statement that allows",
    rules=(ResourceRule((_POLICY,), _check),),
    good=(
        example("everything omitted", Given(_POLICY)),
        example("HTTPS only", _given(_statement("Allow", _BY_HTTPS))),
        example("a deny of HTTP", _given(_ANY_WAY, _statement("Deny", _BY_HTTP))),
        example("nothing but another deny", _given(_OLD)),
    ),
    bad=(
        example("HTTP as well", _given(_statement("Allow", _BY_HTTPS), _ANY_WAY)),
        example("HTTP only", _given(_statement("Allow", _BY_HTTP))),
        example("a deny of HTTP for one account", _given(_ANY_WAY, _statement("Deny", _BY_HTTP, "111122223333"))),
        example("a deny of something else", _given(_ANY_WAY, _OLD)),
    ),
)
