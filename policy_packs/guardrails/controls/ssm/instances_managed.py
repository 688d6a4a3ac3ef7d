"""Systems Manager reaches the instances: their role lets the agent report.

Judged where the stack has the instance's role; who uses default host management in the stack needs no such role.
"""

from collections.abc import Iterator
from typing import Any

from .._documents import statements
from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._properties import Block
from .._resources import Resource, Stack

_INSTANCES = ("aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest")
_PROFILE = "aws:iam/instanceProfile:InstanceProfile"
_ROLE = "aws:iam/role:Role"
_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
_INLINE = "aws:iam/rolePolicy:RolePolicy"
_SETTING = "aws:ssm/serviceSetting:ServiceSetting"
_HOST_MANAGEMENT = "/ssm/managed-instance/default-ec2-instance-management-role"
_POLICIES = ("AmazonSSMManagedInstanceCore", "AmazonEC2RoleforSSM", "AmazonSSMManagedEC2InstanceDefaultPolicy")
_REPORTS = "ssm:UpdateInstanceInformation"


def _is_host_managed(stack: Stack) -> bool:
    return any(setting.text("settingId").endswith(_HOST_MANAGEMENT) for setting in stack.of_type(_SETTING))


def _grants(block: Block, name: str) -> bool:
    return any(statement.allows and statement.covers_action(_REPORTS) for statement in statements(block, name))


def _is_managed(arn: str) -> bool:
    return arn.endswith(_POLICIES)


def _lets_report(role: Resource, stack: Stack) -> bool:
    return (
        any(map(_is_managed, role.texts("managedPolicyArns")))
        or any(_grants(inline, "policy") for inline in role.blocks("inlinePolicies"))
        or any(_is_managed(one.text("policyArn")) for one in stack.sidecars(role, _ATTACHMENT, by="role"))
        or any(_grants(inline, "policy") for inline in stack.sidecars(role, _INLINE, by="role"))
    )


def _attaches_own(role: Resource, stack: Stack) -> bool:
    """Whether a policy of the customer's is attached, which may grant it too."""
    arns = [one.text("policyArn") for one in stack.sidecars(role, _ATTACHMENT, by="role")]
    return any(":aws:policy/" not in arn for arn in arns)


def _check(instance: Resource, stack: Stack) -> Iterator[str]:
    if stack.once(_is_host_managed):
        return
    for profile in stack.targets(instance, "iamInstanceProfile", _PROFILE):
        for role in stack.targets(profile, "role", _ROLE):
            if not _lets_report(role, stack) and not _attaches_own(role, stack):
                yield f"nobody can patch the instance; got role {role.name} without {_REPORTS}, expected {_POLICIES[0]}"


_WEB = Given(_ROLE, {"name": "web-role"}, name="role")
_OF_WEB = Given(_PROFILE, {"name": "web", "role": Ref("role", "name")}, name="profile")
_INSTANCE = Given(_INSTANCES[0], {"iamInstanceProfile": Ref("profile", "name")}, name="instance")
_STACK = (_WEB, _OF_WEB, _INSTANCE)
_CORE = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
_READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def _document(action: str, *more: dict[str, str], effect: str = "Allow") -> dict[str, Any]:
    statement = {"Effect": effect, "Action": action, "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement, *more]}


def _attachment(arn: str, role: str = "") -> Given:
    return Given(_ATTACHMENT, {"role": role or Ref("role", "name"), "policyArn": arn}, name="attachment")


def _inline(action: str, *more: dict[str, str], effect: str = "Allow") -> Given:
    policy = _document(action, *more, effect=effect)
    return Given(_INLINE, {"role": Ref("role", "name"), "policy": policy}, name="inline")


CONTROL = Control(
    id="ssm.instances-managed",
    title="Systems Manager reaches the instances",
    practices=("patching.patch-manager",),
    severity=Severity.MEDIUM,
    why="An instance that doesn't report gets no patches, and no administrator without an open port.",
    fix="attach AmazonSSMManagedInstanceCore to the role of the instance",
    rules=(StackRule(_INSTANCES, _check),),
    detection=(ConfigRule("EC2_INSTANCE_MANAGED_BY_SSM"), SecurityHubControl("SSM.1")),
    frameworks={Framework.FSBP: ("SSM.1",)},
    good=(
        example("everything omitted", Given(_INSTANCES[0])),
        example("a role of another stack", Given(_INSTANCES[0], {"iamInstanceProfile": "web"}), _WEB),
        example("AWS's policy", *_STACK, _attachment(_CORE)),
        example("a policy of the role's own", *_STACK, _inline("ssm:Update*")),
        example("a policy of more statements", *_STACK, _inline("s3:*", *_document("ssm:*")["Statement"])),
        example(
            "a policy in the role", Given(_ROLE, {"name": "r", "managedPolicyArns": [_CORE]}, name="role"), *_STACK[1:]
        ),
        example(
            "a document in the role",
            Given(_ROLE, {"name": "r", "inlinePolicies": [{"name": "a", "policy": _document(_REPORTS)}]}, name="role"),
            *_STACK[1:],
        ),
        example("a policy of the customer's, which may grant it", *_STACK, _attachment("arn:aws:iam::1:policy/agent")),
        example(
            "default host management",
            *_STACK,
            Given(
                _SETTING,
                {"settingId": f"arn:aws:ssm:a:1:servicesetting{_HOST_MANAGEMENT}", "settingValue": "role"},
                name="s",
            ),
        ),
    ),
    bad=(
        *(
            example(
                f"a role without a policy: {type}",
                *_STACK[:2],
                Given(type, {"iamInstanceProfile": Ref("profile", "name")}, name="instance"),
            )
            for type in _INSTANCES
        ),
        example("another policy", *_STACK, _attachment(_READ_ONLY)),
        example("another role's policy", *_STACK, _attachment(_CORE, "another")),
        example("other actions", *_STACK, _inline("s3:*")),
        example("a deny", *_STACK, _inline("ssm:*", effect="Deny")),
        example("another setting", *_STACK, Given(_SETTING, {"settingId": "/ssm/a", "settingValue": "b"}, name="s")),
    ),
)
