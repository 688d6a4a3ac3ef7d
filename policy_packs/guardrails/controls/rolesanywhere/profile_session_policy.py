"""Sessions that certificates open are limited by a policy of the profile."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_PROFILE = "aws:rolesanywhere/profile:Profile"
_UNLIMITED = ("AdministratorAccess", "IAMFullAccess", "PowerUserAccess")


def _check(profile: Resource) -> Iterator[str]:
    if "sessionPolicy" in profile:
        return
    names = [arn.rpartition("/")[2] for arn in profile.texts("managedPolicyArns")]
    if all(name in _UNLIMITED for name in names):
        got = f"managedPolicyArns {', '.join(names)}" if names else "neither sessionPolicy nor managedPolicyArns"
        yield f"every machine with a certificate has all that its role has; got {got}, expected a policy that limits it"


def _given(**properties: object) -> Given:
    return Given(_PROFILE, {"name": "servers", "roleArns": ["arn:aws:iam::111122223333:role/server"], **properties})


_ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
_READ = "arn:aws:iam::aws:policy/ReadOnlyAccess"

CONTROL = Control(
    id="rolesanywhere.profile-session-policy",
    title="Sessions that certificates open are limited by a policy of the profile",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Machines outside AWS are stolen more easily than those inside; what they need is little.",
    fix="set sessionPolicy to what the machines need",
    rules=(ResourceRule((_PROFILE,), _check),),
    good=(
        example("a policy of the profile", _given(sessionPolicy='{"Version": "2012-10-17", "Statement": []}')),
        example("a managed policy", _given(managedPolicyArns=[_READ])),
        example("one managed policy limits, another doesn't", _given(managedPolicyArns=[_ADMIN, _READ])),
    ),
    bad=(
        example("everything omitted", Given(_PROFILE)),
        example("roles alone", _given()),
        *(
            example(f"{name}, which limits nothing", _given(managedPolicyArns=[f"arn:aws:iam::aws:policy/{name}"]))
            for name in _UNLIMITED
        ),
    ),
)
