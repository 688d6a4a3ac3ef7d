"""Policies of event buses let nobody but known senders in."""

from collections.abc import Iterator

from .._documents import public_grants
from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import PERMISSION, POLICY


def _check_policy(policy: Resource) -> Iterator[str]:
    yield from public_grants(policy, "policy")


def _check_permission(permission: Resource) -> Iterator[str]:
    # The condition of a permission can be about nothing but the organization.
    if permission.text("principal") == "*" and "*" in permission.block("condition").text("value", default="*"):
        yield "everybody may put events; got principal * without an organization, expected an account or a condition"


def _policy(principal: object, **condition: object) -> Given:
    statement = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "events:PutEvents",
        "Resource": "arn:aws:events:eu-west-1:111122223333:event-bus/orders",
        **({"Condition": condition} if condition else {}),
    }
    return Given(POLICY, {"eventBusName": "orders", "policy": {"Version": "2012-10-17", "Statement": [statement]}})


def _permission(principal: str, organization: str = "") -> Given:
    condition = {"key": "aws:PrincipalOrgID", "type": "StringEquals", "value": organization}
    given = {"principal": principal, "statementId": "put", "eventBusName": "orders"}
    return Given(PERMISSION, given | ({"condition": condition} if organization else {}))


CONTROL = Control(
    id="eventbridge.bus-policy-not-public",
    title="Policies of event buses let nobody but known senders in",
    practices=("iam.least-privilege", "automation.remediation"),
    severity=Severity.HIGH,
    why="Whoever may put events on a bus sets off what listens to it, with made-up orders or findings.",
    fix="name the sending accounts, or add a condition on aws:PrincipalOrgID",
    rules=(ResourceRule((POLICY,), _check_policy), ResourceRule((PERMISSION,), _check_permission)),
    frameworks={Framework.CIS_7_0: ("2.21",)},
    good=(
        example("a policy for one account", _policy({"AWS": "444455556666"})),
        example("a policy for the organization", _policy("*", StringEquals={"aws:PrincipalOrgID": "o-a1b2c3d4e5"})),
        example("a permission for one account", _permission("444455556666")),
        example("a permission for the organization", _permission("*", "o-a1b2c3d4e5")),
    ),
    bad=(
        example("a policy for everybody", _policy("*")),
        example("a policy for everybody with an account", _policy({"AWS": "*"})),
        example("a permission for everybody", _permission("*")),
        example("a permission for any organization", _permission("*", "o-*")),
    ),
)
