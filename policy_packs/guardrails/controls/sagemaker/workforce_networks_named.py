"""Workers label data from named networks only."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ..vpc._helpers import is_internet, network

_WORKFORCE = "aws:sagemaker/workforce:Workforce"


def _check(workforce: Resource) -> Iterator[str]:
    source = workforce.block("sourceIpConfig")
    cidrs = source.texts("cidrs")
    if not cidrs or is_internet(network(cidr, source.path()) for cidr in cidrs):
        yield (
            f"workers see the data from anywhere; got sourceIpConfig.cidrs {', '.join(cidrs) or 'missing'}, "
            "expected your networks"
        )


def _workforce(*cidrs: str) -> Given:
    return Given(_WORKFORCE, {"workforceName": "labels", "sourceIpConfig": {"cidrs": [*cidrs]}})


CONTROL = Control(
    id="sagemaker.workforce-networks-named",
    title="Workers label data from named networks only",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A stolen password of one worker shows the data to anybody.",
    fix="set cidrs of sourceIpConfig to the networks that the workers use",
    rules=(ResourceRule((_WORKFORCE,), _check),),
    good=(example("one network", _workforce("203.0.113.0/24")),),
    bad=(
        example("everything omitted", Given(_WORKFORCE)),
        example("no network", _workforce()),
        example("every network", _workforce("0.0.0.0/0")),
    ),
)
