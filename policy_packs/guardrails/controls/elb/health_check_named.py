"""Load balancers ask for the health of what is behind them in a way that was chosen for it."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLASSIC, TARGET_GROUP, TARGET_GROUPS, classic_listener


def _check(group: Resource) -> Iterator[str]:
    check = group.block("healthCheck")
    if group.text("protocol") in ("HTTP", "HTTPS") and "path" not in check:
        yield "any answer of the front page counts as healthy; got no healthCheck.path, expected a path"


def _check_classic(balancer: Resource) -> Iterator[str]:
    if "healthCheck" not in balancer:
        yield "an open port counts as healthy; got no healthCheck, expected a target with a path"


def _group(protocol: str | None, check: dict[str, Any] | None = None, type: str = TARGET_GROUP) -> Given:
    return Given(type, {"port": 443, "protocol": protocol, "vpcId": "vpc-0a1b2c3d", "healthCheck": check})


_CLASSIC = {"availabilityZones": ["us-east-1a"], "listeners": [classic_listener("http", port=80)]}
_ASKED = {"target": "HTTP:80/health", "interval": 30, "timeout": 5, "healthyThreshold": 2, "unhealthyThreshold": 2}

CONTROL = Control(
    id="elb.health-check-named",
    title="Load balancers have a health check that was chosen for what is behind them",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Only a path that was made for it tells whether the application and what it needs are well.",
    fix="set healthCheck with the path that answers for the application's health",
    rules=(ResourceRule(TARGET_GROUPS, _check), ResourceRule((CLASSIC,), _check_classic)),
    equivalents={Tool.CHECKOV: ("CKV_AWS_261", "CKV2_AWS_15")},
    good=(
        *(example(f"a path, {name}", _group(name, {"path": "/health"})) for name in ("HTTP", "HTTPS")),
        example("a classic one's", Given(CLASSIC, _CLASSIC | {"healthCheck": _ASKED})),
        example("TCP, which has no paths", _group("TCP")),
        example("everything omitted", Given(TARGET_GROUP)),
    ),
    bad=(
        *(example(f"no health check, {type}", _group("HTTP", type=type)) for type in TARGET_GROUPS),
        example("a classic one without", Given(CLASSIC, _CLASSIC)),
        example("no path", _group("HTTPS", {"protocol": "HTTPS", "interval": 30})),
    ),
)
