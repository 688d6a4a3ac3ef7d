"""Organization policies are attached to something."""

from collections.abc import Iterator

from .._model import Control, Given, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ATTACHED, ATTACHMENT, POLICY, deny, policy


def _check(policy: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(policy, ATTACHMENT, by="policyId"):
        yield "the policy binds nobody; got no PolicyAttachment, expected one to a root, a unit or an account"


_LEAVING = policy(deny("organizations:LeaveOrganization"))

CONTROL = Control(
    id="organizations.policy-attached",
    title="Organization policies are attached to something",
    practices=("account.organizations",),
    severity=Severity.LOW,
    why="A policy that is written but attached nowhere looks like a guardrail and holds nobody back.",
    fix="add a PolicyAttachment, or delete the policy",
    rules=(StackRule((POLICY,), _check),),
    good=(example("attached to the root", _LEAVING, ATTACHED),),
    bad=(
        example("everything omitted", Given(POLICY)),
        example("attached nowhere", _LEAVING),
        example(
            "another one is attached",
            _LEAVING,
            Given(ATTACHMENT, {"policyId": "p-another", "targetId": "r-a1b2"}, name="attachment"),
        ),
    ),
)
