"""Access points block public access."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from ._helpers import PUBLIC_FLAGS

_POINT = "aws:s3/accessPoint:AccessPoint"
_MULTI_REGION = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"


def _check(point: Resource) -> Iterator[str]:
    yield from _check_block(point.block("publicAccessBlockConfiguration"))


def _check_multi_region(point: Resource) -> Iterator[str]:
    yield from _check_block(point.block("details").block("publicAccessBlock"))


def _check_block(block: Block) -> Iterator[str]:
    # AWS turns on what is left out, and never changes it later.
    off = [name for name in PUBLIC_FLAGS if not block.flag(name, default=True)]
    if off:
        yield f"the access point can be made public; got {', '.join(off)} off, expected all four on"


_NAMED = {"name": "reports", "bucket": "data"}
_ALL_ON = dict.fromkeys(PUBLIC_FLAGS, True)


def _multi_region(**block: bool) -> Given:
    details = {"name": "reports", "regions": [{"bucket": "data"}], "publicAccessBlock": block or None}
    return Given(_MULTI_REGION, {"details": details})


CONTROL = Control(
    id="s3.access-point-public-blocked",
    title="Access points block public access",
    practices=("network.private-subnets", "data.at-rest"),
    severity=Severity.HIGH,
    why="An access point has a policy of its own, which can publish a bucket that looks closed.",
    fix="leave the public access block out, or set all four of its flags to true",
    tier=Tier.MINIMAL,
    rules=(ResourceRule((_POINT,), _check), ResourceRule((_MULTI_REGION,), _check_multi_region)),
    detection=(
        ConfigRule("S3_ACCESS_POINT_PUBLIC_ACCESS_BLOCKS"),
        SecurityHubControl("S3.19"),
        SecurityHubControl("S3.24"),
    ),
    frameworks={Framework.FSBP: ("S3.19", "S3.24")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_392",)},
    good=(
        example("everything omitted but the bucket", Given(_POINT, _NAMED)),
        example("all four on", Given(_POINT, _NAMED | {"publicAccessBlockConfiguration": _ALL_ON})),
        example("everything omitted but the buckets", _multi_region()),
        example("all four on for several regions", _multi_region(**_ALL_ON)),
    ),
    bad=(
        *(
            example(f"{name} off", Given(_POINT, _NAMED | {"publicAccessBlockConfiguration": {name: False}}))
            for name in PUBLIC_FLAGS
        ),
        *(example(f"{name} off for several regions", _multi_region(**{name: False})) for name in PUBLIC_FLAGS),
    ),
)
