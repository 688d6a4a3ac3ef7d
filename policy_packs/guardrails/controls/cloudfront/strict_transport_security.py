"""Response headers policies tell browsers to use HTTPS alone, for a year at least.

Source: RFC 6797; the requirements of hstspreload.org.
"""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"
_YEAR = 365 * 24 * 60 * 60
_FLAGS = ("includeSubdomains", "override", "preload")


def _check(policy: Resource) -> Iterator[str]:
    header = policy.block("securityHeadersConfig").block("strictTransportSecurity")
    age = header.number("accessControlMaxAgeSec")
    if age < _YEAR:
        yield f"browsers soon try HTTP again; got accessControlMaxAgeSec {age:g}, expected at least {_YEAR}"
    if off := [name for name in _FLAGS if not header.flag(name)]:
        yield f"some requests still start over HTTP; got strictTransportSecurity without {', '.join(off)}, expected all"


def _given(**header: Any) -> Given:
    full = {"accessControlMaxAgeSec": _YEAR} | dict.fromkeys(_FLAGS, True)
    return Given(_POLICY, {"name": "careful", "securityHeadersConfig": {"strictTransportSecurity": full | header}})


CONTROL = Control(
    id="cloudfront.strict-transport-security",
    title="Response headers policies tell browsers to use HTTPS alone",
    practices=("data.in-transit", "application.secure-coding"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A browser that was told so never sends the first request in the clear, where it can be hijacked.",
    fix="set strictTransportSecurity with a year of accessControlMaxAgeSec, includeSubdomains, preload and override",
    rules=(ResourceRule((_POLICY,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_259",)},
    good=(example("a year", _given()), example("two years", _given(accessControlMaxAgeSec=2 * _YEAR))),
    bad=(
        example("everything omitted", Given(_POLICY)),
        example("a second less than a year", _given(accessControlMaxAgeSec=_YEAR - 1)),
        *(example(f"{name} off", _given(**{name: False})) for name in _FLAGS),
    ),
)
