"""What the controls of resource policies share: which types carry them, and how an example writes one."""

from collections.abc import Callable, Iterator
from typing import Any

from .._documents import Statement, located, statements
from .._families import family
from .._model import Given
from .._properties import Block, each
from .._resources import Resource

# Documents without a principal, trust policies, and the policies of endpoints, by which nobody gets at a resource.
_OTHERS = frozenset(
    (
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
        "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        "aws:iam/groupPolicy:GroupPolicy",
        "aws:iam/policy:Policy",
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/userPolicy:UserPolicy",
        "aws:iot/policy:Policy",
        "aws:odb/network:Network",
        "aws:rolesanywhere/profile:Profile",
        "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
        "aws:transfer/access:Access",
        "aws:transfer/user:User",
    )
)
RESOURCE_POLICIES = tuple(token for token in family("document") if token not in _OTHERS)


def each_document(resource: Resource, check: Callable[[Block, str], Iterator[str]]) -> Iterator[str]:
    """Check every policy document of the resource: the block that holds it, and the property.

    Raises:
        Undecided: after all of them, when a document is not known yet.
    """

    def check_path(path: str) -> Iterator[str]:
        yield from each(located(resource, path), lambda place: check(*place))

    yield from each(family("document")[resource.type], check_path)


def each_statement(resource: Resource, check: Callable[[Statement], Iterator[str]]) -> Iterator[str]:
    """Check every statement of the resource's policy documents.

    Raises:
        Undecided: as `each_document` does.
    """

    def check_document(block: Block, name: str) -> Iterator[str]:
        for statement in statements(block, name):
            yield from check(statement)

    yield from each_document(resource, check_document)


def named(statement: Statement) -> str:
    """The statement, for messages."""
    return f"the statement {statement.sid}" if statement.sid else "a statement"


def document(principal: Any = None, **elements: Any) -> dict[str, Any]:
    """A policy document of one Allow statement, with other elements where they matter, for examples."""
    item = {"Effect": "Allow", "Principal": principal, "Action": "sqs:SendMessage", "Resource": "*", **elements}
    return {"Version": "2012-10-17", "Statement": [{name: value for name, value in item.items() if value is not None}]}


def given(type: str, policy: Any) -> Given:
    """A resource of the type with the document where the type has it, for examples."""
    properties: Any = policy
    for name in reversed(family("document")[type][0].split(".")):
        properties = {name: properties}
    return Given(type, properties)
