"""What the controls of IAM share: where identities carry their policies, what these grant, and examples of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Any

from .._actions import access_level, expand_statement, is_bound_to_resources
from .._documents import Statement, matches, statements
from .._model import Example, Given, example
from .._properties import Block, each
from .._resources import Resource

ROLE = "aws:iam/role:Role"
POLICY = "aws:iam/policy:Policy"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
USER_POLICY = "aws:iam/userPolicy:UserPolicy"
GROUP_POLICY = "aws:iam/groupPolicy:GroupPolicy"
USER = "aws:iam/user:User"
GROUP = "aws:iam/group:Group"
GROUP_MEMBERSHIP = "aws:iam/groupMembership:GroupMembership"
USER_GROUP_MEMBERSHIP = "aws:iam/userGroupMembership:UserGroupMembership"
LOGIN_PROFILE = "aws:iam/userLoginProfile:UserLoginProfile"
PASSWORD_POLICY = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy"

# Identity policies, and the property that holds the document; a role holds any number of them.
_DOCUMENTS = {
    POLICY: "policy",
    ROLE_POLICY: "policy",
    GROUP_POLICY: "policy",
    USER_POLICY: "policy",
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
}
IDENTITY_POLICIES = (*_DOCUMENTS, ROLE)

# Actions of every kind: a statement that covers them all means everything, however it is written.
_TELLING_ACTIONS = ("iam:AttachRolePolicy", "ec2:RunInstances", "kms:ScheduleKeyDeletion", "s3:DeleteBucket")

# Keys about how or when a request is made: they pick neither who makes it nor what it is about.
_CIRCUMSTANCES = frozenset(
    """
    aws:calledviafirst aws:calledvialast aws:currenttime aws:epochtime aws:multifactorauthpresent aws:referer
    aws:requestedregion aws:securetransport aws:useragent aws:viaawsservice s3:tlsversion
    """.split()
)
_DEMANDING = frozenset(
    ("arnequals", "arnlike", "bool", "ipaddress", "stringequals", "stringequalsignorecase", "stringlike")
)
# In the ARNs of these services a resource's name comes at once, without a word for its type.
_UNTYPED = frozenset(("codecommit", "codepipeline", "execute-api", "s3", "sns", "sqs"))
# Services whose actions are about another one's resources.
_OWNERS = {"sts": "iam"}
_TYPE = re.compile(r"[a-z][a-z-]*[/:]")
_VARIABLE = re.compile(r"\$\{[^{}]*\}")


@dataclass(frozen=True)
class Grant:
    """An Allow statement that no condition narrows, with the statements that take something back from it.

    name: how messages call it.
    """

    name: str
    statement: Statement
    denials: tuple[Statement, ...]

    def allows(self, action: str) -> bool:
        """Whether it allows the action (a full one, such as s3:GetObject) on some resource."""
        return self.statement.covers_action(action) and not any(denial.covers_action(action) for denial in self.denials)

    def is_unlimited(self, action: str) -> bool:
        """Whether it allows the action on any resource."""
        return is_any_resource(self.statement, action) and self.allows(action)

    def limitable(self, level: str = "") -> Collection[str]:
        """The actions that it allows and that could be limited to some resources, all or those of an access level."""
        found = _limitable(self.statement, level)
        # Thousands of actions are not asked one by one whether they are taken back, when nothing is.
        return [action for action in found if self.allows(action)] if self.denials else found

    def unlimited(self, level: str) -> Collection[str]:
        """Those of the limitable actions that it allows on any resource."""
        found = self.limitable(level)
        if self.statement.covers_every_resource():
            return found
        return [action for action in found if is_any_resource(self.statement, action)]


def is_any_resource(statement: Statement, action: str) -> bool:
    """Whether the statement is about all resources that the action can be about, rather than about named ones."""
    prefix = action.partition(":")[0]
    service = _OWNERS.get(prefix, prefix)
    return bool(statement.not_resources) or any(_is_any(pattern, service) for pattern in statement.resources)


def _is_any(pattern: str, service: str) -> bool:
    parts = _VARIABLE.sub("$", pattern).split(":", 5)
    if len(parts) < 6 and not pattern.endswith("*"):
        return False
    arn, _, owner, _, _, name = (parts + ["*"] * 6)[:6]
    if service not in _UNTYPED:
        name = _TYPE.sub("", name, count=1)
    return matches(arn, "arn") and matches(owner, service) and "*" in name and not name.strip("*?/:")


@lru_cache(maxsize=256)
def _limitable(statement: Statement, level: str) -> frozenset[str]:
    if level:
        return frozenset(action for action in _limitable(statement, "") if access_level(action) == level)
    return frozenset(filter(is_bound_to_resources, expand_statement(statement)))


def needs_mfa(statement: Statement) -> bool:
    """Whether the statement, an Allow, holds only after a sign-in with a second factor."""
    return any(
        (operator == "bool" and key.lower() == "aws:multifactorauthpresent" and values == ("true",))
        or (operator in ("numericlessthan", "numericlessthanequals") and key.lower() == "aws:multifactorauthage")
        for operator, key, values in statement.conditions
    )


def asks_for_mfa(statement: Statement) -> bool:
    """Whether the statement allows something with a second factor only, or denies it without one."""
    if statement.allows:
        return needs_mfa(statement)
    return any(
        operator in ("bool", "boolifexists") and key.lower() == "aws:multifactorauthpresent" and values == ("false",)
        for operator, key, values in statement.conditions
    )


def narrowing_keys(statement: Statement) -> set[str]:
    """The condition keys, in lower case, by which the statement picks who may use it, or what for."""
    return {
        key.lower()
        for operator, key, values in statement.conditions
        if operator.removeprefix("foranyvalue:") in _DEMANDING
        and key.lower() not in _CIRCUMSTANCES
        and values
        and not any(_is_open(value) for value in values)
    }


def is_narrowed(statement: Statement) -> bool:
    """Whether a condition picks who may use the statement, or what for."""
    return bool(narrowing_keys(statement))


def _is_open(value: str) -> bool:
    return value.removesuffix(".amazonaws.com").strip("*?") == "" or value in ("0.0.0.0/0", "::/0")


def means_everything(statement: Statement) -> bool:
    """Whether the statement is about every action on every resource."""
    return statement.covers_every_resource() and all(map(statement.covers_action, _TELLING_ACTIONS))


def is_administrator(statement: Statement) -> bool:
    """Whether the statement allows everything on everything, and no condition narrows it."""
    return statement.allows and means_everything(statement) and not is_narrowed(statement)


def each_document(identity: Resource, check: Callable[[Sequence[Statement]], Iterator[str]]) -> Iterator[str]:
    """Check every document of the identity policies in the resource; messages are given its place.

    Raises:
        Undecided: after all of them, when a document is not known yet.
    """
    name = _property(identity)

    def check_document(block: Block) -> Iterator[str]:
        for message in check(statements(block, name)):
            yield f"{block.path(name)}: {message}"

    yield from each(_holders(identity), check_document)


def _holders(identity: Resource) -> Sequence[Block]:
    if identity.type == ROLE:
        return identity.blocks("inlinePolicies")
    return [] if is_boundary(identity) else [identity]


def is_boundary(policy: Resource) -> bool:
    """Whether a managed policy is called a permissions boundary; one of these limits, and grants nothing."""
    return policy.type == POLICY and "boundary" in policy.name.lower()


def _property(identity: Resource) -> str:
    return _DOCUMENTS.get(identity.type, "policy")


def documents(identity: Resource) -> Iterator[list[Statement]]:
    """The statements of each document of the identity policies in the resource.

    Raises:
        Undecided: at a document that is not known yet.
    """
    for block in _holders(identity):
        yield statements(block, _property(identity))


def each_statement(identity: Resource, check: Callable[[Statement], Iterator[str]]) -> Iterator[str]:
    """Check every statement of the identity policies; messages are what the statement does, and are given its name."""

    def check_statements(items: Sequence[Statement]) -> Iterator[str]:
        for name, statement in named(items):
            for message in check(statement):
                yield f"{name} {message}"

    yield from each_document(identity, check_statements)


def each_grant(identity: Resource, check: Callable[[Grant], Iterator[str]]) -> Iterator[str]:
    """Check every grant of the identity policies; messages are what it does, and are given its name."""

    def check_grants(items: Sequence[Statement]) -> Iterator[str]:
        for grant in grants(items):
            for message in check(grant):
                yield f"{grant.name} {message}"

    yield from each_document(identity, check_grants)


def grants(items: Sequence[Statement]) -> list[Grant]:
    """What a document grants; nothing when it grants everything, which is another control's finding alone."""
    if any(map(is_administrator, items)):
        return []
    denials = tuple(item for item in items if item.denies and not item.conditions and "*" in item.resources)
    return [Grant(name, item, denials) for name, item in named(items) if item.allows and not is_narrowed(item)]


def named(items: Iterable[Statement]) -> Iterator[tuple[str, Statement]]:
    """The statements of a document, each with how messages call it: by its Sid, or else by its number."""
    for number, statement in enumerate(items, 1):
        yield f"statement {statement.sid or number}", statement


def listed(items: Iterable[str], most: int = 3) -> str:
    """The first of the items in alphabetical order, and how many more there are, for messages."""
    found = list(items)
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(nsmallest(most, found)) + more


def document(*items: dict[str, Any]) -> dict[str, Any]:
    """A policy document of Allow statements, unless they say otherwise, for examples."""
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **item} for item in items]}


def trust(principal: Any, **elements: Any) -> Given:
    """A role that a principal may assume, with other elements of the statement where they matter, for examples."""
    item = {"Principal": principal, "Action": "sts:AssumeRole", **elements}
    return Given(ROLE, {"name": "deploy", "assumeRolePolicy": document(item)})


def policy(*items: dict[str, Any]) -> Given:
    """A policy of the account with the statements, for examples."""
    return Given(POLICY, {"name": "deploy", "policy": document(*items)})


def in_every_place(**elements: Any) -> tuple[Example, ...]:
    """An example for each kind of identity policy with such a statement."""
    content = document(elements)
    return tuple(
        example(f"in {what}", Given(type, properties))
        for what, type, properties in (
            ("a policy of the account", POLICY, {"policy": content}),
            ("a policy of a role", ROLE_POLICY, {"role": "deploy", "policy": content}),
            ("a policy of a group", GROUP_POLICY, {"group": "devs", "policy": content}),
            ("a policy of a user", USER_POLICY, {"user": "alice", "policy": content}),
            ("an inline policy of a role", ROLE, {"inlinePolicies": [{"name": "a", "policy": json.dumps(content)}]}),
            (
                "a permission set",
                "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
                {
                    "instanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef",
                    "permissionSetArn": "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef",
                    "inlinePolicy": json.dumps(content),
                },
            ),
        )
    )


def harmless(**elements: Any) -> tuple[Example, ...]:
    """Examples that no rule about identity policies flags, though such a statement stands in some of them."""
    return (
        example("a role without inline policies", Given(ROLE, {"name": "deploy"})),
        example("everything omitted", Given(POLICY)),
        example("in a deny", policy({**elements, "Effect": "Deny"})),
        example("in a permissions boundary", Given(POLICY, {"policy": document(elements)}, name="TeamBoundary")),
    )
