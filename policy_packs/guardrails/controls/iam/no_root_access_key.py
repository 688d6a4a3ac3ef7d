"""The root user has no access key."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_KEY = "aws:iam/accessKey:AccessKey"
_ROOT = ("root", "<root_account>")


def _check(key: Resource) -> Iterator[str]:
    if key.text("user").lower() in _ROOT:
        yield f"a key for the root user is created; got user {key.text('user')}, expected no key for it"


CONTROL = Control(
    id="iam.no-root-access-key",
    title="The root user has no access key",
    practices=("iam.no-root",),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="Nothing limits the root user: its key is the account, for whoever finds it.",
    fix="delete the key, and let administrators assume a role",
    rules=(ResourceRule((_KEY,), _check),),
    detection=(ConfigRule("IAM_ROOT_ACCESS_KEY_CHECK"), SecurityHubControl("IAM.4")),
    frameworks={
        Framework.FSBP: ("IAM.4",),
        Framework.CIS_3_0: ("1.4",),
        Framework.CIS_5_0: ("1.3",),
        Framework.CIS_7_0: ("2.4",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_348",), Tool.TRIVY: ("AWS-0141",)},
    good=(
        example("everything omitted", Given(_KEY)),
        example("a user's key, which another control is about", Given(_KEY, {"user": "ci"})),
        example("a user with such a name", Given(_KEY, {"user": "grassroot"})),
    ),
    bad=(
        example("the root user", Given(_KEY, {"user": "root"})),
        example("the root user, as reports call it", Given(_KEY, {"user": "<root_account>"})),
        example("the root user, in capitals", Given(_KEY, {"user": "Root", "status": "Inactive"})),
    ),
)
