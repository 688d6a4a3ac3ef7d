"""What the controls of IAM share: where identities carry their policies, and how an example writes one."""

from collections.abc import Callable, Iterator
from typing import Any

from .._documents import Statement, statements
from .._model import Given
from .._properties import Block, each
from .._resources import Resource

ROLE = "aws:iam/role:Role"
POLICY = "aws:iam/policy:Policy"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"

# Identity policies, and the property that holds the document; a role holds any number of them.
_DOCUMENTS = {
    POLICY: "policy",
    ROLE_POLICY: "policy",
    "aws:iam/groupPolicy:GroupPolicy": "policy",
    "aws:iam/userPolicy:UserPolicy": "policy",
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
}
IDENTITY_POLICIES = (*_DOCUMENTS, ROLE)

# Actions of every kind: a statement that covers them all means everything, however it is written.
_TELLING_ACTIONS = ("iam:AttachRolePolicy", "ec2:RunInstances", "kms:ScheduleKeyDeletion", "s3:DeleteBucket")


def each_statement(identity: Resource, check: Callable[[Statement], Iterator[str]]) -> Iterator[str]:
    """Check every statement of the identity policies in the resource.

    Raises:
        Undecided: after all of them, when a document is not known yet.
    """

    def check_document(block: Block) -> Iterator[str]:
        for statement in statements(block, _DOCUMENTS.get(identity.type, "policy")):
            yield from check(statement)

    yield from each(identity.blocks("inlinePolicies") if identity.type == ROLE else [identity], check_document)


def means_everything(statement: Statement) -> bool:
    """Whether the statement is about every action on every resource."""
    return statement.covers_every_resource() and all(map(statement.covers_action, _TELLING_ACTIONS))


def named(statement: Statement) -> str:
    """The statement, for messages."""
    return f"the statement {statement.sid}" if statement.sid else "a statement"


def document(*items: dict[str, Any]) -> dict[str, Any]:
    """A policy document of Allow statements, unless they say otherwise, for examples."""
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **item} for item in items]}


def trust(principal: Any, **elements: Any) -> Given:
    """A role that a principal may assume, with other elements of the statement where they matter, for examples."""
    item = {"Principal": principal, "Action": "sts:AssumeRole", **elements}
    return Given(ROLE, {"name": "deploy", "assumeRolePolicy": document(item)})
