"""The policies of a role are managed in one way only."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._properties import each
from .._resources import Resource, Stack
from ._attachments import ATTACHMENT, ROLE_ATTACHMENT
from ._helpers import ROLE, ROLE_POLICY

_EXCLUSIVE_POLICIES = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive"
_EXCLUSIVE_ATTACHMENTS = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive"

# A list in the role takes away what it doesn't know: the resources that add something beside it, and how they name it.
_LISTS = {
    "inlinePolicies": ((ROLE_POLICY, "role"), (_EXCLUSIVE_POLICIES, "roleName")),
    "managedPolicyArns": ((ROLE_ATTACHMENT, "role"), (_EXCLUSIVE_ATTACHMENTS, "roleName")),
}
# So does a resource that is exclusive: its list, and the resources that must be in it, by which property.
_EXCLUSIVES = (
    (_EXCLUSIVE_POLICIES, "policyNames", ROLE_POLICY, "name"),
    (_EXCLUSIVE_ATTACHMENTS, "policyArns", ROLE_ATTACHMENT, "policyArn"),
)


def _check(role: Resource, stack: Stack) -> Iterator[str]:
    def check_list(name: str) -> Iterator[str]:
        if name in role:
            for type, by in _LISTS[name]:
                if stack.sidecars(role, type, by=by):
                    yield _both(name, type)

    yield from each(_LISTS, check_list)


def _check_shared(role: Resource, stack: Stack) -> Iterator[str]:
    if "managedPolicyArns" in role and stack.sidecars(role, ATTACHMENT, by="roles"):
        yield _both("managedPolicyArns", ATTACHMENT)


def _both(name: str, type: str) -> str:
    kind = type.rpartition(":")[2]
    return f"each deploy undoes what the other did; got {name} and a {kind}, expected one of them"


def _check_exclusive(role: Resource, stack: Stack) -> Iterator[str]:
    def check_pair(pair: tuple[str, str, str, str]) -> Iterator[str]:
        exclusive, names, sidecar, name = pair
        owners = stack.sidecars(role, exclusive, by="roleName")
        kept = {text for owner in owners for text in owner.texts(names)}

        def check_other(other: Resource) -> Iterator[str]:
            if name in other and other.text(name) not in kept:
                yield (
                    f"each deploy undoes what the other did; got {name} {other.text(name)} "
                    f"that isn't in {names}, expected it there"
                )

        if owners:
            yield from each(stack.sidecars(role, sidecar, by="role"), check_other)

    yield from each(_EXCLUSIVES, check_pair)


_READ = "arn:aws:iam::aws:policy/ReadOnlyAccess"
_INLINE = {"inlinePolicies": [{"name": "list", "policy": "{}"}]}


def _role(**properties: object) -> Given:
    return Given(ROLE, {"name": "deploy", **properties}, name="role")


def _beside(type: str, by: str = "role", **properties: object) -> Given:
    return Given(type, {by: Ref("role", "name"), **properties}, name="beside")


_ATTACHED = _beside(ROLE_ATTACHMENT, policyArn=_READ)
_OWN = _beside(ROLE_POLICY, name="list", policy="{}")

CONTROL = Control(
    id="iam.policy-management-conflicts",
    title="The policies of a role are managed in one way only",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="Two resources that own one list take turns in undoing each other, and permissions come and go.",
    fix="keep the list in the role, or the resources beside it, but not both",
    rules=(StackRule((ROLE,), _check), StackRule((ROLE,), _check_shared), StackRule((ROLE,), _check_exclusive)),
    good=(
        example("everything omitted", Given(ROLE)),
        example("lists in the role", _role(managedPolicyArns=[_READ], **_INLINE)),
        example("resources beside it", _role(), _ATTACHED),
        example("an inline list and an attachment", _role(**_INLINE), _ATTACHED),
        example("a managed list and an inline policy", _role(managedPolicyArns=[_READ]), _OWN),
        example(
            "the attachment of another role",
            _role(managedPolicyArns=[_READ]),
            Given(ROLE_ATTACHMENT, {"role": "other", "policyArn": _READ}, name="other"),
        ),
        example(
            "an attachment to other roles",
            _role(managedPolicyArns=[_READ]),
            Given(ATTACHMENT, {"roles": ["other"], "policyArn": _READ}, name="many"),
        ),
        example(
            "an attachment to many",
            _role(),
            Given(ATTACHMENT, {"roles": ["other", "deploy"], "policyArn": _READ}, name="many"),
        ),
        example(
            "an exclusive list that has it",
            _role(),
            _ATTACHED,
            Given(_EXCLUSIVE_ATTACHMENTS, {"roleName": Ref("role", "name"), "policyArns": [_READ]}, name="only"),
        ),
        example(
            "an exclusive list of inline policies that has it",
            _role(),
            _OWN,
            Given(_EXCLUSIVE_POLICIES, {"roleName": "deploy", "policyNames": ["list"]}, name="only"),
        ),
        example(
            "an exclusive list, and a policy that Pulumi names",
            _role(),
            _beside(ROLE_POLICY, policy="{}"),
            Given(_EXCLUSIVE_POLICIES, {"roleName": "deploy", "policyNames": ["list"]}, name="only"),
        ),
    ),
    bad=(
        example("managed policies and an attachment", _role(managedPolicyArns=[_READ]), _ATTACHED),
        example("an empty list and an attachment", _role(managedPolicyArns=[]), _ATTACHED),
        example(
            "managed policies and an attachment to many",
            _role(managedPolicyArns=[_READ]),
            Given(ATTACHMENT, {"roles": [Ref("role", "name")], "policyArn": _READ}, name="many"),
        ),
        example(
            "managed policies and an exclusive list",
            _role(managedPolicyArns=[_READ]),
            _beside(_EXCLUSIVE_ATTACHMENTS, "roleName", policyArns=[_READ]),
        ),
        example("inline policies and one beside", _role(**_INLINE), _OWN),
        example(
            "inline policies and an exclusive list",
            _role(**_INLINE),
            _beside(_EXCLUSIVE_POLICIES, "roleName", policyNames=["list"]),
        ),
        example(
            "an attachment that the exclusive list lacks",
            _role(),
            _ATTACHED,
            Given(_EXCLUSIVE_ATTACHMENTS, {"roleName": Ref("role", "name"), "policyArns": []}, name="only"),
        ),
        example(
            "a policy that the exclusive list lacks",
            _role(),
            _OWN,
            Given(_EXCLUSIVE_POLICIES, {"roleName": Ref("role", "name"), "policyNames": ["other"]}, name="only"),
        ),
    ),
)
