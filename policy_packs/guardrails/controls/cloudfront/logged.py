"""Distributions log who asked for what."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import BEHAVIOR, DISTRIBUTION, DISTRIBUTIONS, behaviors, distribution, multitenant

_SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource"
_DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"


def _check(distribution: Resource, stack: Stack) -> Iterator[str]:
    if "bucket" in distribution.block("loggingConfig"):
        return
    if all("realtimeLogConfigArn" in behavior for behavior in behaviors(distribution)):
        return
    sources = stack.sidecars(distribution, _SOURCE, by="resourceArn")
    if not any(stack.sidecars(source, _DELIVERY, by="deliverySourceName") for source in sources):
        yield "nobody can see who asked for what; got no log, expected loggingConfig or a LogDelivery"


def _source(distribution: str | Ref) -> Given:
    return Given(_SOURCE, {"name": "site", "logType": "ACCESS_LOGS", "resourceArn": distribution}, name="source")


_BUCKET = "arn:aws:logs:us-east-1:111122223333:delivery-destination:edge-logs"
_TO_BUCKET = {"deliverySourceName": Ref("source", "name"), "deliveryDestinationArn": _BUCKET}
_DELIVERED = Given(_DELIVERY, _TO_BUCKET, name="delivery")


_LOGS: dict[str, Any] = {"bucket": "edge-logs-111122223333.s3.amazonaws.com", "prefix": "site/"}
_SITE = "arn:aws:cloudfront::111122223333"
_REALTIME = {"realtimeLogConfigArn": f"{_SITE}:realtime-log-config/site"}

CONTROL = Control(
    id="cloudfront.logged",
    title="Distributions write access logs",
    practices=("logging.centralized", "logging.cloudwatch"),
    severity=Severity.MEDIUM,
    why="What the edge answers from its cache or refuses never shows up in any other log.",
    fix="set loggingConfig, or deliver the logs by a LogDeliverySource and a LogDelivery",
    rules=(StackRule(DISTRIBUTIONS, _check),),
    detection=(ConfigRule("CLOUDFRONT_ACCESSLOGS_ENABLED"), SecurityHubControl("CloudFront.5")),
    frameworks={Framework.FSBP: ("CloudFront.5",), Framework.CIS_7_0: ("4.10",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_86",),
        Tool.TRIVY: ("AWS-0010",),
        Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.5",),
    },
    good=(
        example("to a bucket", distribution(loggingConfig=_LOGS)),
        example("in real time", distribution(defaultCacheBehavior=BEHAVIOR | _REALTIME)),
        example("delivered", distribution(), _source(Ref("site", "arn")), _DELIVERED),
        example("delivered for many tenants", multitenant(), _source(Ref("sites", "arn")), _DELIVERED),
    ),
    bad=(
        example("everything omitted", Given(DISTRIBUTION)),
        example("no log", distribution()),
        example("no log of many tenants", multitenant()),
        example("a log without a bucket", distribution(loggingConfig={"includeCookies": False})),
        example("a source that is delivered nowhere", distribution(), _source(Ref("site", "arn"))),
        example(
            "a path alone in real time",
            distribution(orderedCacheBehaviors=[BEHAVIOR | {"pathPattern": "/a"} | _REALTIME]),
        ),
        example("another distribution's log", distribution(), _source(f"{_SITE}:distribution/E1EXAMPLE"), _DELIVERED),
    ),
)
