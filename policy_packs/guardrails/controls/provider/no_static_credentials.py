"""AWS providers hold no credentials of their own."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_PROVIDER = "pulumi:providers:aws"
_CREDENTIALS = ("accessKey", "secretKey", "token")


def _check(provider: Resource) -> Iterator[str]:
    for name in _CREDENTIALS:
        # A secret of Pulumi's is one here too: it is still in the state, and still valid when somebody leaves.
        if name in provider:
            yield f"a credential is part of the program and its state; got {name}, expected a role in assumeRoles"


CONTROL = Control(
    id="provider.no-static-credentials",
    title="AWS providers hold no credentials of their own",
    practices=("application.secrets", "iam.least-privilege"),
    severity=Severity.CRITICAL,
    why="Keys of a provider end up in the repository, in logs and in the state, and work until somebody revokes them.",
    fix="take credentials from the environment, or name a role in assumeRoles or assumeRoleWithWebIdentity",
    tier=Tier.MINIMAL,
    rules=(ResourceRule((_PROVIDER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_41",)},
    good=(
        example("everything omitted", Given(_PROVIDER)),
        example("a profile", Given(_PROVIDER, {"region": "eu-central-1", "profile": "deploy"})),
        example("a role", Given(_PROVIDER, {"assumeRoles": '[{"roleArn":"arn:aws:iam::111122223333:role/deploy"}]'})),
    ),
    bad=tuple(example(f"a literal {name}", Given(_PROVIDER, {name: "not-a-real-one"})) for name in _CREDENTIALS),
)
