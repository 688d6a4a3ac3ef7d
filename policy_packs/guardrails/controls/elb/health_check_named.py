"""Target groups of HTTP name the path that tells whether a target is healthy."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import TARGET_GROUP, TARGET_GROUPS


def _check(group: Resource) -> Iterator[str]:
    check = group.block("healthCheck")
    if group.text("protocol") in ("HTTP", "HTTPS") and "path" not in check:
        yield "any answer of the front page counts as healthy; got no healthCheck.path, expected a path"


def _group(protocol: str | None, check: dict[str, Any] | None = None, type: str = TARGET_GROUP) -> Given:
    return Given(type, {"port": 443, "protocol": protocol, "vpcId": "vpc-0a1b2c3d", "healthCheck": check})


CONTROL = Control(
    id="elb.health-check-named",
    title="Target groups of HTTP name the path of their health check",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Only a path that was made for it tells whether the application and what it needs are well.",
    fix="set healthCheck.path to the path that answers for the application's health",
    rules=(ResourceRule(TARGET_GROUPS, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_261",)},
    good=(
        *(example(f"a path, {name}", _group(name, {"path": "/health"})) for name in ("HTTP", "HTTPS")),
        example("TCP, which has no paths", _group("TCP")),
        example("everything omitted", Given(TARGET_GROUP)),
    ),
    bad=(
        *(example(f"no health check, {type}", _group("HTTP", type=type)) for type in TARGET_GROUPS),
        example("no path", _group("HTTPS", {"protocol": "HTTPS", "interval": 30})),
    ),
)
