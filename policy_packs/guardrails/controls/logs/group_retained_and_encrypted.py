"""Log groups are kept long enough, for a year unless said otherwise."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    Parameter,
    ResourceRule,
    SecurityHubControl,
    Severity,
    Tier,
    example,
)
from .._resources import Resource
from ._helpers import DAYS, GROUP

_YEAR = 365


def _check(group: Resource) -> Iterator[str]:
    minimum, days = group.parameters["minimumDays"], group.number("retentionInDays")
    # Without a time, nothing is ever deleted; AWS sets the time of the delivery class itself.
    if 0 < days < minimum and group.text("logGroupClass") != "DELIVERY":
        yield f"evidence is gone before it is looked for; got retentionInDays {days:g}, expected {minimum:g} or more"


def _mend(group: Resource) -> dict[str, int]:
    if not any(_check(group)):
        return {}
    return {"retentionInDays": min(days for days in DAYS if days >= group.parameters["minimumDays"])}


CONTROL = Control(
    id="logs.group-retained-and-encrypted",
    title="Log groups are kept long enough",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Intruders are noticed after months, and then their first steps matter.",
    fix="set retentionInDays to a year or what your rules ask for",
    rules=(ResourceRule((GROUP,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfLandingZoneLogs",
            actions=(
                "logs:DeleteLogGroup",
                "logs:DeleteLogStream",
                "logs:DeleteRetentionPolicy",
                "logs:DeleteSubscriptionFilter",
                "logs:DisassociateKmsKey",
                "logs:PutRetentionPolicy",
            ),
            # Functions log to /aws/lambda/landing-zone-*.
            resources=("arn:{partition}:logs:*:*:log-group:*landing-zone-*",),
        ),
    ),
    detection=(
        ConfigRule("CW_LOGGROUP_RETENTION_PERIOD_CHECK", {"MinRetentionTime": str(_YEAR)}),
        SecurityHubControl("CloudWatch.16"),
    ),
    tier=Tier.MINIMAL,
    equivalents={Tool.CHECKOV: ("CKV_AWS_338",), Tool.SECURITY_HUB: ("CloudWatch.16",)},
    parameters={"minimumDays": Parameter(_YEAR, {"type": "integer", "minimum": 1, "maximum": DAYS[-1]})},
    good=(
        example("everything omitted, which is for ever", Given(GROUP)),
        example("for ever", Given(GROUP, {"retentionInDays": 0})),
        example("a year", Given(GROUP, {"retentionInDays": _YEAR})),
        example(
            "the delivery class, whose time is AWS's", Given(GROUP, {"retentionInDays": 2, "logGroupClass": "DELIVERY"})
        ),
        example("the time of the configuration", Given(GROUP, {"retentionInDays": 30}), minimumDays=30),
    ),
    bad=(
        example("a day", Given(GROUP, {"retentionInDays": 1})),
        example("less than a year", Given(GROUP, {"retentionInDays": 180})),
        example("a time that AWS doesn't offer is asked for", Given(GROUP, {"retentionInDays": 365}), minimumDays=366),
        example("the longest time is asked for", Given(GROUP, {"retentionInDays": 3288}), minimumDays=DAYS[-1]),
    ),
)
