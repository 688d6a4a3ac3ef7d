"""The account blocks public access to all of its buckets."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    ResourceRule,
    SecurityHubControl,
    Severity,
    Tier,
    example,
)
from .._resources import Resource
from ._helpers import PUBLIC_FLAGS

_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"


def _check(block: Resource) -> Iterator[str]:
    off = [name for name in PUBLIC_FLAGS if not block.flag(name)]
    if off:
        yield f"public access to buckets is possible; got {', '.join(off)} off, expected all four on"


def _mend(block: Resource) -> dict[str, bool]:
    return {name: True for name in PUBLIC_FLAGS if not block.flag(name)}


_ALL_ON = dict.fromkeys(PUBLIC_FLAGS, True)

CONTROL = Control(
    id="s3.account-public-access-blocked",
    title="The account blocks public access to all of its buckets",
    practices=("network.private-subnets", "data.at-rest"),
    severity=Severity.CRITICAL,
    why="One mistake in one bucket's policy publishes its data; the account's block makes the mistake harmless.",
    fix="set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true",
    rules=(ResourceRule((_BLOCK,), _check, _mend),),
    guardrails=(Guardrail(sid="DenyChangeOfPublicAccessBlock", actions=("s3:PutAccountPublicAccessBlock",)),),
    detection=(ConfigRule("S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC"), SecurityHubControl("S3.1")),
    answer="restore-account-public-access-block",
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("S3.1",), Framework.CIS_5_0: ("2.1.4",), Framework.CIS_7_0: ("3.1.4",)},
    good=(example("all four on", Given(_BLOCK, _ALL_ON)),),
    bad=(
        example("everything omitted", Given(_BLOCK)),
        *(example(f"{name} off", Given(_BLOCK, _ALL_ON | {name: False})) for name in PUBLIC_FLAGS),
    ),
)
