"""Groups ask their members for a second factor."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._properties import Undecided
from .._resources import Resource, Stack
from ._attachments import GROUP_ATTACHMENT, managed_policies, policies_of
from ._helpers import GROUP, GROUP_POLICY, POLICY, asks_for_mfa, document, documents

_OF_AWS = ":iam::aws:policy/"


def _check(group: Resource, stack: Stack) -> Iterator[str]:
    held = [items for policy in policies_of(group, stack) for items in documents(policy)]
    if any(asks_for_mfa(statement) for items in held for statement in items):
        return
    if any(_OF_AWS not in arn for arn in managed_policies(group, stack)[1]):
        raise Undecided("policyArn")
    yield (
        "members work with what a password or a key opens; "
        f"got no aws:MultiFactorAuthPresent in the policies of {group.name}, expected one"
    )


_DEVS = Given(GROUP, {"name": "devs"}, name="devs")
_USE = {"Action": "s3:ListAllMyBuckets", "Resource": "*"}
_WITH = _USE | {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}
_WITHOUT = {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}


def _policy(*statements: dict[str, Any], group: object = None) -> Given:
    return Given(GROUP_POLICY, {"group": group or Ref("devs", "name"), "policy": document(*statements)}, name="policy")


def _denied(operator: str, value: str) -> dict[str, Any]:
    return _WITHOUT | {"Condition": {operator: {"aws:MultiFactorAuthPresent": value}}}


def _attached(arn: object) -> Given:
    return Given(GROUP_ATTACHMENT, {"group": Ref("devs", "name"), "policyArn": arn}, name="attachment")


CONTROL = Control(
    id="iam.group-needs-mfa",
    title="Groups ask their members for a second factor",
    practices=("iam.mfa", "iam.groups"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Members' passwords and keys leak; with a second factor what leaked opens nothing.",
    fix="give the group a policy that denies everything where aws:MultiFactorAuthPresent is false",
    rules=(StackRule((GROUP,), _check),),
    equivalents={Tool.TRIVY: ("AWS-0123",)},
    good=(
        example("allowed with one", _DEVS, _policy(_USE, _WITH)),
        example("denied without one", _DEVS, _policy(_USE, _denied("BoolIfExists", "false"))),
        example(
            "denied without one, outside of office",
            _DEVS,
            _policy(
                _WITHOUT
                | {
                    "Condition": {
                        "NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"},
                        "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
                    }
                }
            ),
        ),
        example("denied where it is known to lack", _DEVS, _policy(_denied("Bool", "false"))),
        example(
            "in a managed policy",
            _DEVS,
            Given(POLICY, {"policy": document(_WITH)}, name="managed"),
            _attached(Ref("managed", "arn")),
        ),
        example(
            "in a managed policy, by its ARN",
            _DEVS,
            Given(POLICY, {"name": "mfa", "policy": document(_WITH)}, name="managed"),
            _attached("arn:aws:iam::111122223333:policy/mfa"),
        ),
        example("a policy that isn't in the stack", _DEVS, _attached("arn:aws:iam::111122223333:policy/mfa")),
    ),
    bad=(
        example("everything omitted", Given(GROUP)),
        example("no policy", _DEVS),
        example("a policy without a condition", _DEVS, _policy(_USE)),
        example("denied with one", _DEVS, _policy(_denied("Bool", "true"))),
        example("denied by another operator", _DEVS, _policy(_denied("StringEquals", "false"))),
        example(
            "denied on another ground",
            _DEVS,
            _policy(_WITHOUT | {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}),
        ),
        example("another group's policy", _DEVS, _policy(_WITH, group="ops")),
        example("a policy of AWS", _DEVS, _attached("arn:aws:iam::aws:policy/ReadOnlyAccess")),
        example(
            "a managed policy without a condition",
            _DEVS,
            Given(POLICY, {"policy": document(_USE)}, name="managed"),
            _attached(Ref("managed", "arn")),
        ),
    ),
)
