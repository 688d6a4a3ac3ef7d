"""Nobody is given AWS's policies for administrators."""

from collections.abc import Iterator

from .._documents import matches
from .._frameworks import Framework, Tool
from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._attachments import ATTACHMENTS, GROUP_ATTACHMENT, ROLE_ATTACHMENT, attached, everywhere, holders

_ADMINISTRATORS = ("AdministratorAccess", "IAMFullAccess", "PowerUserAccess")


def _may_be_administrator(attachment: Resource) -> bool:
    patterns = attachment.parameters["administrators"]
    names = holders(attachment) if patterns else []
    return bool(names) and all(any(matches(pattern, name) for pattern in patterns) for name in names)


def _check(attachment: Resource) -> Iterator[str]:
    for name in attached(attachment, _ADMINISTRATORS):
        if not _may_be_administrator(attachment):
            yield f"a whole account is given away; got {name}, expected a policy of what the work needs"


_ARN = "arn:aws:iam::aws:policy/AdministratorAccess"


CONTROL = Control(
    id="iam.no-aws-managed-admin",
    title="Nobody is given AWS's policies for administrators",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="With these policies nothing is left that a stolen session cannot do.",
    fix="attach a policy of what the work needs, or name the identity in the parameter administrators",
    rules=(ResourceRule(ATTACHMENTS, _check),),
    frameworks={Framework.CIS_3_0: ("1.16",), Framework.CIS_5_0: ("1.15",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_274", "CKV2_AWS_56")},
    parameters={
        "administrators": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "Names of roles, users and groups, and ARNs of permission sets, that may be "
                "administrators, with * where they vary.",
            },
        )
    },
    good=(
        *(
            example(f"another policy, {item.name}", *item.resources)
            for item in everywhere("arn:aws:iam::aws:policy/ReadOnlyAccess")
        ),
        example("everything omitted", Given(ROLE_ATTACHMENT)),
        example("no managed policy", Given("aws:iam/role:Role", {"name": "deploy"})),
        example(
            "a policy of one's own with such a name",
            Given(
                ROLE_ATTACHMENT,
                {"role": "deploy", "policyArn": "arn:aws:iam::111122223333:policy/teams/AdministratorAccess"},
            ),
        ),
        example(
            "an administrator",
            Given(ROLE_ATTACHMENT, {"role": "break-glass", "policyArn": _ARN}),
            administrators=["admin-*", "break-glass"],
        ),
        example(
            "a role that is an administrator",
            Given("aws:iam/role:Role", {"name": "break-glass", "managedPolicyArns": [_ARN]}),
            administrators=["break-glass"],
        ),
    ),
    bad=(
        *everywhere(_ARN),
        *(
            example(name, Given(GROUP_ATTACHMENT, {"policyArn": f"arn:{partition}:iam::aws:policy/{name}"}))
            for partition, name in (("aws-cn", "IAMFullAccess"), ("aws-us-gov", "PowerUserAccess"))
        ),
        example(
            "somebody else than the administrators",
            Given(ROLE_ATTACHMENT, {"role": "deploy", "policyArn": _ARN}),
            administrators=["break-glass"],
        ),
        example(
            "an administrator and somebody else",
            Given(
                "aws:iam/policyAttachment:PolicyAttachment",
                {"policyArn": _ARN, "roles": ["break-glass"], "groups": ["devs"]},
            ),
            administrators=["break-glass"],
        ),
    ),
)
