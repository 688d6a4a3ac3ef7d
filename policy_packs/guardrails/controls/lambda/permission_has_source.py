"""A permission to invoke a function says whose events may do so.

Source: Lambda developer guide, "Granting function access to AWS services"; IAM user guide, "The
confused deputy problem".
"""

from collections.abc import Iterator

from .._documents import is_anybodys_arn
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_PERMISSION = "aws:lambda/permission:Permission"


def _names_source(permission: Resource) -> bool:
    if "sourceAccount" in permission or "principalOrgId" in permission:
        return True
    if "sourceArn" not in permission:
        return False
    return not is_anybodys_arn(permission.text("sourceArn"))


def _check(permission: Resource) -> Iterator[str]:
    principal = permission.text("principal")
    if not principal.endswith((".amazonaws.com", ".amazonaws.com.cn")):
        return
    if principal.startswith("s3.") and "sourceArn" in permission and "sourceAccount" not in permission:
        # A bucket's ARN has no account, and its name can be taken by somebody else once it is deleted.
        yield "the bucket's next owner may invoke the function; got sourceArn only, expected sourceAccount as well"
    elif not _names_source(permission):
        yield (
            f"anybody's {principal} may invoke the function; got no source that narrows it, "
            "expected sourceArn or sourceAccount"
        )


def _given(principal: str, **source: str | Ref) -> Given:
    call = {"action": "lambda:InvokeFunction", "function": "resize", "principal": principal}
    return Given(_PERMISSION, call | source, name="permission")


_RULE = "arn:aws:events:eu-central-1:111122223333:rule/nightly"
_BUCKET = "arn:aws:s3:::uploads"

CONTROL = Control(
    id="lambda.permission-has-source",
    title="A permission to invoke a function says whose events may do so",
    practices=("automation.remediation", "iam.least-privilege", "application.secure-coding"),
    severity=Severity.HIGH,
    why="Without a source, the service invokes the function for any customer of AWS who knows its ARN.",
    fix="set sourceArn, sourceAccount or principalOrgId; both of the first two for S3",
    rules=(ResourceRule((_PERMISSION,), _check),),
    detection=(ConfigRule("LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED"), SecurityHubControl("Lambda.1")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("Lambda.1",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_364",),
        Tool.CONTROL_TOWER: ("LAMBDA.PR.2",),
        Tool.TRIVY: ("AWS-0067",),
    },
    good=(
        example("an EventBridge rule", _given("events.amazonaws.com", sourceArn=_RULE)),
        example(
            "a source that isn't known yet",
            Given("aws:cloudwatch/eventRule:EventRule", {"scheduleExpression": "rate(1 day)"}, name="rule"),
            _given("events.amazonaws.com", sourceArn=Ref("rule", "arn")),
        ),
        example("an account", _given("events.amazonaws.com", sourceAccount="111122223333")),
        example("any stage of one API", _given("apigateway.amazonaws.com", sourceArn=f"{_RULE}/*")),
        example(
            "a bucket and its account", _given("s3.amazonaws.com", sourceArn=_BUCKET, sourceAccount="111122223333")
        ),
        example("the organization", _given("events.amazonaws.com", principalOrgId="o-a1b2c3d4e5")),
        example("everybody, which is another control's finding", _given("*")),
        example("another account is no service", _given("444455556666")),
        example("a role is no service", _given("arn:aws:iam::444455556666:role/caller")),
    ),
    bad=(
        example("everything omitted but what AWS requires", _given("events.amazonaws.com")),
        example("every resource", _given("sns.amazonaws.com", sourceArn="*")),
        example("every resource of a service", _given("events.amazonaws.com", sourceArn="arn:aws:events:*:*:*")),
        example("a bucket without its account", _given("s3.amazonaws.com", sourceArn=_BUCKET)),
        example("any bucket", _given("s3.amazonaws.com")),
        example("a service in China", _given("events.amazonaws.com.cn")),
    ),
)
