"""Permission sets for administrators reach only the accounts that are listed."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_SET = "aws:ssoadmin/permissionSet:PermissionSet"
_ATTACHMENT = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment"
_BOUNDARY = "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment"
_ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment"
_BY = "permissionSetArn"
_ADMINISTRATORS = ("AdministratorAccess", "IAMFullAccess", "PowerUserAccess")


def _is_administrator(attachment: Resource) -> bool:
    return attachment.text("managedPolicyArn").rpartition("/")[2] in _ADMINISTRATORS


def _check(permission_set: Resource, stack: Stack) -> Iterator[str]:
    if not any(map(_is_administrator, stack.sidecars(permission_set, _ATTACHMENT, by=_BY))):
        return
    if stack.sidecars(permission_set, _BOUNDARY, by=_BY):
        return
    listed = permission_set.parameters["administeredAccounts"]
    accounts = {assignment.text("targetId") for assignment in stack.sidecars(permission_set, _ASSIGNMENT, by=_BY)}
    if beyond := sorted(accounts - {*listed}):
        yield (
            "administrators without a boundary reach more accounts than were agreed on; "
            f"got {', '.join(beyond)}, expected {', '.join(listed) or 'no account'}"
        )


_ADMIN = Given(_SET, {"name": "admin"}, name="set")


def _attached(name: str, of: str = "attachment") -> Given:
    return Given(_ATTACHMENT, {_BY: Ref("set", "arn"), "managedPolicyArn": f"arn:aws:iam::aws:policy/{name}"}, name=of)


def _assigned(account: str, name: str = "assignment") -> Given:
    return Given(_ASSIGNMENT, {_BY: Ref("set", "arn"), "targetId": account, "principalType": "GROUP"}, name=name)


_BOUND = Given(
    _BOUNDARY,
    {
        _BY: Ref("set", "arn"),
        "permissionsBoundary": {"managedPolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"},
    },
    name="boundary",
)
_SANDBOX = "111122223333"

CONTROL = Control(
    id="ssoadmin.admin-permission-set-boundary",
    title="Permission sets for administrators have a boundary or reach few accounts",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="An assignment is one line, and with it a whole group may do everything in one more account.",
    fix="attach a permissions boundary to the set, or list the account in administeredAccounts",
    rules=(StackRule((_SET,), _check),),
    parameters={
        "administeredAccounts": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string", "pattern": "^[0-9]{12}$"},
                "description": "The ids of the accounts that administrators may be assigned to without a boundary.",
            },
        )
    },
    good=(
        example("everything omitted", Given(_SET)),
        example("no administrators", _ADMIN, _attached("ReadOnlyAccess"), _assigned(_SANDBOX)),
        example("administrators of nothing", _ADMIN, _attached("AdministratorAccess")),
        example("a boundary", _ADMIN, _attached("AdministratorAccess"), _assigned(_SANDBOX), _BOUND),
        example(
            "an account that is listed",
            _ADMIN,
            _attached("AdministratorAccess"),
            _assigned(_SANDBOX),
            administeredAccounts=[_SANDBOX],
        ),
    ),
    bad=(
        *(example(name, _ADMIN, _attached(name), _assigned(_SANDBOX)) for name in _ADMINISTRATORS),
        example(
            "among other policies",
            _ADMIN,
            _attached("AdministratorAccess"),
            _attached("ReadOnlyAccess", "second"),
            _assigned(_SANDBOX),
        ),
        example(
            "an account beyond those that are listed",
            _ADMIN,
            _attached("AdministratorAccess"),
            _assigned(_SANDBOX),
            _assigned("444455556666", "second"),
            administeredAccounts=[_SANDBOX],
        ),
    ),
)
