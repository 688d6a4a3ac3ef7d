"""What the controls of AWS Organizations share: its types, and what attached service control policies deny."""

from collections.abc import Iterator, Mapping
from typing import Any

from .._documents import Statement, statements
from .._model import Given, Ref
from .._resources import Resource, Stack

ORGANIZATION = "aws:organizations/organization:Organization"
POLICY = "aws:organizations/policy:Policy"
ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment"
SERVICE_ACCESS = "aws:organizations/awsServiceAccess:AwsServiceAccess"
DELEGATED = "aws:organizations/delegatedAdministrator:DelegatedAdministrator"

SERVICE_CONTROL = "SERVICE_CONTROL_POLICY"
RESOURCE_CONTROL = "RESOURCE_CONTROL_POLICY"


def kind(policy: Resource) -> str:
    """The type of an organization policy, as AWS takes it when it is left out."""
    return policy.text("type") or SERVICE_CONTROL


def attached_denials(stack: Stack) -> Iterator[Statement]:
    """The deny statements of the stack's service control policies that are attached to something.

    Raises:
        Undecided: whether one is attached, or what it says, is not known yet.
    """
    for policy in stack.of_type(POLICY):
        if kind(policy) == SERVICE_CONTROL and stack.sidecars(policy, ATTACHMENT, by="policyId"):
            yield from (statement for statement in statements(policy, "content") if statement.denies)


def exempts_only_callers(statement: Statement) -> bool:
    """Whether the conditions are about who calls, so that what the statement denies is denied to all the others."""
    return all(key.lower().startswith("aws:principal") for _, key, _ in statement.conditions)


def document(*found: Mapping[str, Any]) -> dict[str, Any]:
    """A policy document, for examples."""
    return {"Version": "2012-10-17", "Statement": list(found)}


def deny(*actions: str, **elements: Any) -> dict[str, Any]:
    """A deny statement, for examples; None leaves an element out."""
    statement = {"Effect": "Deny", "Action": list(actions), "Resource": "*"} | elements
    return {name: value for name, value in statement.items() if value is not None}


def policy(*found: Mapping[str, Any], type: str | None = SERVICE_CONTROL) -> Given:
    """A policy with these statements, for examples."""
    return Given(POLICY, {"name": "guardrails", "type": type, "content": document(*found)}, name="policy")


ATTACHED = Given(ATTACHMENT, {"policyId": Ref("policy"), "targetId": "r-a1b2"}, name="attachment")
EMPTY_ORGANIZATION = Given(ORGANIZATION, name="organization")
