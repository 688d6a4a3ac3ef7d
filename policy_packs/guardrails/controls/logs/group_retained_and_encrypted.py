"""Log groups are kept for a set time and encrypted under a customer-managed key."""

from collections.abc import Iterator

from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    Parameter,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource

_GROUP = "aws:cloudwatch/logGroup:LogGroup"
_KEY = "aws:kms/key:Key"
_YEAR = 365


def _check(group: Resource) -> Iterator[str]:
    if "kmsKeyId" not in group:
        yield "the log is not encrypted under a key of yours; got no kmsKeyId, expected the key's ARN"
    minimum, days = group.parameters["minimumDays"], group.number("retentionInDays")
    # AWS sets the retention of the delivery class itself.
    if days < minimum and group.text("logGroupClass") != "DELIVERY":
        kept = f"{days:g} days" if days else "none, which never expires"
        yield f"nobody decided how long the log is kept; got retentionInDays {kept}, expected at least {minimum}"


_ARN = {"kmsKeyId": "arn:aws:kms:us-east-1:111122223333:key/5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11"}
_KEPT = {"retentionInDays": _YEAR}

CONTROL = Control(
    id="logs.group-retained-and-encrypted",
    title="Log groups are kept for a set time and encrypted",
    practices=("logging.cloudwatch", "data.at-rest"),
    severity=Severity.MEDIUM,
    why="Logs hold personal data and secrets by mistake: too short, and they prove nothing; for ever, and they leak.",
    fix="set kmsKeyId, and retentionInDays to a year or what your rules ask for",
    rules=(ResourceRule((_GROUP,), _check),),
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
        ConfigRule("CLOUDWATCH_LOG_GROUP_ENCRYPTED"),
        SecurityHubControl("CloudWatch.16"),
    ),
    parameters={"minimumDays": Parameter(_YEAR, {"type": "integer", "minimum": 1})},
    good=(
        example("a year under a key", Given(_GROUP, _KEPT | _ARN)),
        example(
            "a key that is made beside it",
            Given(_KEY, name="key"),
            Given(_GROUP, _KEPT | {"kmsKeyId": Ref("key", "arn")}),
        ),
        example("the delivery class, whose time is AWS's", Given(_GROUP, _ARN | {"logGroupClass": "DELIVERY"})),
        example("the time of the configuration", Given(_GROUP, _ARN | {"retentionInDays": 30}), minimumDays=30),
    ),
    bad=(
        example("everything omitted", Given(_GROUP)),
        example("no key", Given(_GROUP, _KEPT)),
        example("for ever", Given(_GROUP, _ARN | {"retentionInDays": 0})),
        example("a week", Given(_GROUP, _ARN | {"retentionInDays": 7})),
    ),
)
