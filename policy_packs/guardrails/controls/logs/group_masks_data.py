"""Log groups mask personal data, where this is asked for."""

from collections.abc import Iterator

from .._documents import matches
from .._model import Control, Given, Parameter, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import GROUP

_PROTECTION = "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy"
_ACCOUNT = "aws:cloudwatch/logAccountPolicy:LogAccountPolicy"


def _policies_of_account(stack: Stack) -> set[str]:
    return {policy.text("policyType") for policy in stack.of_type(_ACCOUNT)}


def _check(group: Resource, stack: Stack) -> Iterator[str]:
    pattern = group.parameters["names"]
    if not pattern or not matches(pattern, group.text("name", default=group.name)):
        return
    is_masked = "DATA_PROTECTION_POLICY" in stack.once(_policies_of_account)
    if not is_masked and not stack.sidecars(group, _PROTECTION, by="logGroupName"):
        yield "personal data is logged as it is; got no LogDataProtectionPolicy, expected one"


_GROUP = Given(GROUP, {"name": "/shop/orders"}, name="group")


def _policy(name: object) -> Given:
    return Given(_PROTECTION, {"logGroupName": name, "policyDocument": "{}"}, name="policy")


def _account(type: str) -> Given:
    return Given(_ACCOUNT, {"policyName": "all", "policyType": type, "policyDocument": "{}"}, name="account")


CONTROL = Control(
    id="logs.group-masks-data",
    title="Log groups mask personal data",
    practices=("logging.cloudwatch", "data.sse-and-client-side"),
    severity=Severity.LOW,
    why="Everybody who reads the logs of an application reads what its customers typed.",
    fix="add a LogDataProtectionPolicy that audits and masks what the log must not show",
    rules=(StackRule((GROUP,), _check),),
    tier=Tier.REGULATED,
    parameters={
        "names": Parameter(
            "", {"type": "string", "description": "The groups that are judged, with * where names vary; empty: none."}
        )
    },
    good=(
        example("everything omitted", Given(GROUP)),
        example("a policy", _GROUP, _policy(Ref("group", "name")), names="/shop/*"),
        example("a policy of the account", _GROUP, _account("DATA_PROTECTION_POLICY"), names="/shop/*"),
        example("another group", _GROUP, names="/bank/*"),
    ),
    bad=(
        example("no policy", _GROUP, names="/shop/*"),
        example("every group", Given(GROUP), names="*"),
        example("the policy of another group", _GROUP, _policy("/shop/carts"), names="/shop/*"),
        example("another policy of the account", _GROUP, _account("SUBSCRIPTION_FILTER_POLICY"), names="/shop/*"),
    ),
)
