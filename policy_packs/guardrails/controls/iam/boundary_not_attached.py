"""What is called a permissions boundary is used as one."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._attachments import ATTACHMENT, GROUP_ATTACHMENT, ROLE_ATTACHMENT, USER_ATTACHMENT
from ._helpers import POLICY, ROLE, document, is_boundary

_ATTACHMENTS = (ROLE_ATTACHMENT, USER_ATTACHMENT, GROUP_ATTACHMENT, ATTACHMENT)


def _check(policy: Resource, stack: Stack) -> Iterator[str]:
    if is_boundary(policy):
        for other in stack.sidecars(policy, *_ATTACHMENTS, by="policyArn"):
            yield f"a limit is handed out as a permission; got {other.name}, expected it as permissionsBoundary"


_BOUNDARY = Given(
    POLICY, {"name": "team-boundary", "policy": document({"Action": "s3:*", "Resource": "*"})}, name="boundary"
)


def _attached(type: str, arn: object, **properties: object) -> Given:
    return Given(type, {"policyArn": arn, **properties}, name="attachment")


_REF = Ref("boundary", "arn")

CONTROL = Control(
    id="iam.boundary-not-attached",
    title="What is called a permissions boundary is used as one",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="A boundary says what is the most that anybody may do; attached, it gives that most to somebody.",
    fix="name the policy in permissionsBoundary, and attach one with what the work needs",
    rules=(StackRule((POLICY,), _check),),
    good=(
        example("everything omitted", Given(POLICY)),
        example("a boundary", _BOUNDARY, Given(ROLE, {"name": "deploy", "permissionsBoundary": _REF}, name="role")),
        example(
            "a policy that is attached",
            Given(POLICY, {"name": "read", "policy": document({"Action": "s3:Get*", "Resource": "*"})}, name="read"),
            _attached(ROLE_ATTACHMENT, Ref("read", "arn"), role="deploy"),
        ),
        example(
            "another policy that is attached",
            _BOUNDARY,
            _attached(ROLE_ATTACHMENT, "arn:aws:iam::aws:policy/ReadOnlyAccess", role="deploy"),
        ),
    ),
    bad=(
        example("attached to a role", _BOUNDARY, _attached(ROLE_ATTACHMENT, _REF, role="deploy")),
        example("attached to a user", _BOUNDARY, _attached(USER_ATTACHMENT, _REF, user="alice")),
        example("attached to a group", _BOUNDARY, _attached(GROUP_ATTACHMENT, _REF, group="devs")),
        example("attached to many", _BOUNDARY, _attached(ATTACHMENT, _REF, roles=["deploy"])),
        example(
            "attached by its ARN",
            _BOUNDARY,
            _attached(ROLE_ATTACHMENT, "arn:aws:iam::111122223333:policy/team-boundary", role="deploy"),
        ),
    ),
)
