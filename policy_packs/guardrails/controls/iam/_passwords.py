"""What characters the account's password policy asks for: a control for each class of them."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import PASSWORD_POLICY


def asking_for(*, flag: str, id: str, characters: str, security_hub: str, checkov: str, trivy: str) -> Control:
    """The control that asks for one flag of the password policy.

    characters: what the flag asks for, as in "passwords have ...".
    """

    def check(policy: Resource) -> Iterator[str]:
        if not policy.flag(flag):
            yield f"passwords may do without {characters}; got {flag} false, expected true"

    def mend(policy: Resource) -> dict[str, Any]:
        return {} if policy.flag(flag) else {flag: True}

    return Control(
        id=id,
        title=f"Passwords have {characters} in them",
        practices=("account.password-policy",),
        severity=Severity.MEDIUM,
        why="A password that is a word is guessed, and opens the account.",
        fix=f"set {flag} to true",
        rules=(ResourceRule((PASSWORD_POLICY,), check, mend),),
        detection=(SecurityHubControl("IAM.7"),),
        frameworks={Framework.FSBP: ("IAM.7",)},
        equivalents={Tool.CHECKOV: (checkov,), Tool.SECURITY_HUB: (security_hub, "IAM.10"), Tool.TRIVY: (trivy,)},
        good=(
            example("asked for", Given(PASSWORD_POLICY, {flag: True})),
            example("asked for, as text", Given(PASSWORD_POLICY, {flag: "true"})),
        ),
        bad=(
            example("everything omitted", Given(PASSWORD_POLICY)),
            example("not asked for", Given(PASSWORD_POLICY, {flag: False, "minimumPasswordLength": 14})),
        ),
    )
