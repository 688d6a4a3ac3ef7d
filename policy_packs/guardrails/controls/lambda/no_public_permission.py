"""No permission lets everybody invoke a function or use a layer.

Source: Lambda developer guide, "Using resource-based policies in Lambda".
"""

from collections.abc import Iterator

from .._documents import public_grants
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_PERMISSION = "aws:lambda/permission:Permission"
_LAYER = "aws:lambda/layerVersionPermission:LayerVersionPermission"
_POLICY = "aws:lambda/resourcePolicy:ResourcePolicy"


def _check_permission(permission: Resource) -> Iterator[str]:
    # Events have a sender, so there is always a name, be it of a service.
    if permission.text("principal") == "*" and "principalOrgId" not in permission:
        yield "anybody may call the function; got principal *, expected a service, an account or a principalOrgId"


def _check_layer(permission: Resource) -> Iterator[str]:
    if permission.text("principal") == "*" and "organizationId" not in permission:
        yield "anybody may use the layer; got principal *, expected an account or an organizationId"


def _check_policy(policy: Resource) -> Iterator[str]:
    yield from public_grants(policy, "policy")


def _given(principal: str, **source: object) -> Given:
    call = {"action": "lambda:InvokeFunction", "function": "resize", "principal": principal}
    return Given(_PERMISSION, call | source, name="permission")


def _layer(principal: str, **more: object) -> Given:
    use = {"action": "lambda:GetLayerVersion", "layerName": "tools", "versionNumber": 3, "statementId": "use"}
    return Given(_LAYER, use | {"principal": principal} | more)


def _policy(principal: object, **condition: object) -> Given:
    arn = "arn:aws:lambda:eu-central-1:111122223333:function:resize"
    statement = {"Effect": "Allow", "Principal": principal, "Action": "lambda:InvokeFunction", "Resource": arn}
    document = {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}
    return Given(_POLICY, {"resourceArn": arn, "policy": document})


_TOPIC = "arn:aws:sns:eu-central-1:111122223333:uploads"

CONTROL = Control(
    id="lambda.no-public-permission",
    title="No permission lets everybody invoke a function or use a layer",
    practices=("iam.least-privilege", "application.secure-coding"),
    severity=Severity.CRITICAL,
    why="A function that everybody may invoke does its work, with its role's rights, for whoever knows its name.",
    fix="name the principal, or set principalOrgId (for a layer organizationId)",
    rules=(
        ResourceRule((_PERMISSION,), _check_permission),
        ResourceRule((_LAYER,), _check_layer),
        ResourceRule((_POLICY,), _check_policy),
    ),
    detection=(ConfigRule("LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED"), SecurityHubControl("Lambda.1")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("Lambda.1",), Framework.CIS_7_0: ("2.21",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_301",), Tool.CONTROL_TOWER: ("LAMBDA.PR.2", "LAMBDA.PR.4")},
    good=(
        example("one account", _given("111122223333")),
        example("a service", _given("sns.amazonaws.com")),
        example("the organization", _given("*", principalOrgId="o-a1b2c3d4e5")),
        example("a layer for one account", _layer("111122223333")),
        example("a layer for the organization", _layer("*", organizationId="o-a1b2c3d4e5")),
        example("a policy for one account", _policy({"AWS": "111122223333"})),
        example("a policy for the organization", _policy("*", StringEquals={"aws:PrincipalOrgID": "o-a1b2c3d4e5"})),
    ),
    bad=(
        example("everybody", _given("*")),
        example("everybody by the function's URL", _given("*", functionUrlAuthType="NONE")),
        example("everybody, for what one topic sends", _given("*", sourceArn=_TOPIC)),
        example("everybody, for what one account sends", _given("*", sourceAccount="111122223333")),
        example("a layer for everybody", _layer("*")),
        example("a policy for everybody", _policy("*")),
    ),
)
