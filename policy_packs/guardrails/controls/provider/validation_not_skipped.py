"""AWS providers check whose credentials they use.

Not judged: skipRegionValidation, which Pulumi's SDKs switch on by themselves, and skipMetadataApiCheck, which is about
where credentials come from.
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import each
from .._resources import Resource

_PROVIDER = "pulumi:providers:aws"
_SKIPS = ("skipCredentialsValidation", "skipRequestingAccountId")


def _check(provider: Resource) -> Iterator[str]:
    def check_flag(name: str) -> Iterator[str]:
        if provider.flag(name):
            yield f"nobody knows which account is changed; got {name} true, expected false"

    yield from each(_SKIPS, check_flag)


CONTROL = Control(
    id="provider.validation-not-skipped",
    title="AWS providers check whose credentials they use",
    practices=("account.organizations",),
    severity=Severity.LOW,
    why="Without the account's id the provider can neither refuse a wrong account nor write right ARNs.",
    fix="leave skipCredentialsValidation and skipRequestingAccountId out",
    rules=(ResourceRule((_PROVIDER,), _check),),
    good=(
        example("everything omitted", Given(_PROVIDER)),
        example("said to be off", Given(_PROVIDER, dict.fromkeys(_SKIPS, "false"))),
        example("what Pulumi's SDKs set by themselves", Given(_PROVIDER, {"skipRegionValidation": "true"})),
    ),
    bad=tuple(
        example(f"{name} {value!r}", Given(_PROVIDER, {name: value})) for name in _SKIPS for value in ("true", True)
    ),
)
