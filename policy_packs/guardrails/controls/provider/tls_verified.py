"""AWS providers verify whom they talk to."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_PROVIDER = "pulumi:providers:aws"


def _check(provider: Resource) -> Iterator[str]:
    if provider.flag("insecure"):
        yield "whoever answers is taken for AWS; got insecure true, expected false"


CONTROL = Control(
    id="provider.tls-verified",
    title="AWS providers verify whom they talk to",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Anybody on the path reads the secrets of the program and answers in the place of AWS.",
    fix="leave insecure out, and name the certificates of your proxy in customCaBundle",
    rules=(ResourceRule((_PROVIDER,), _check),),
    good=(
        example("everything omitted", Given(_PROVIDER)),
        example("said to be off", Given(_PROVIDER, {"insecure": "false"})),
        example("certificates of a proxy", Given(_PROVIDER, {"customCaBundle": "ca.pem"})),
    ),
    bad=tuple(example(f"insecure {value!r}", Given(_PROVIDER, {"insecure": value})) for value in ("true", True)),
)
