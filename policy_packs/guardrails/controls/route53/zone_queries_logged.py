"""Public hosted zones log the queries that they answer."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ASSOCIATION, PRIVATE, PUBLIC, ZONE, is_public

_LOG = "aws:route53/queryLog:QueryLog"


def _check(zone: Resource, stack: Stack) -> Iterator[str]:
    if is_public(zone, stack) and not stack.sidecars(zone, _LOG, by="zoneId"):
        yield "nobody can say what was asked of the zone; got no query log, expected a QueryLog"


def _log(zone: object) -> Given:
    group = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/route53/example.com"
    return Given(_LOG, {"zoneId": zone, "cloudwatchLogGroupArn": group}, name="log")


CONTROL = Control(
    id="route53.zone-queries-logged",
    title="Public hosted zones log the queries that they answer",
    practices=("logging.centralized", "logging.cloudwatch"),
    severity=Severity.MEDIUM,
    why="Attackers look at names before they touch machines; only the query log shows who looked.",
    fix="give the zone a QueryLog to a log group in us-east-1",
    rules=(StackRule((ZONE,), _check),),
    detection=(ConfigRule("ROUTE53_QUERY_LOGGING_ENABLED"), SecurityHubControl("Route53.2")),
    frameworks={Framework.FSBP: ("Route53.2",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_39",)},
    good=(
        example("logged", PUBLIC, _log(Ref("zone"))),
        example("a private zone", PRIVATE),
        example(
            "a zone that is associated with a VPC",
            PUBLIC,
            Given(ASSOCIATION, {"zoneId": Ref("zone"), "vpcId": "vpc-0a1b2c3d"}, name="association"),
        ),
    ),
    bad=(
        example("everything omitted", Given(ZONE)),
        example("no log", PUBLIC),
        example("no VPCs", Given(ZONE, {"name": "example.com", "vpcs": []})),
        example("the log of another zone", PUBLIC, _log("Z0A1B2C3D4E5F6")),
    ),
)
