"""Load balancers face the internet only where their owner says so."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import BALANCER, CLASSIC, LOAD_BALANCERS, kind


def _check(balancer: Resource) -> Iterator[str]:
    if kind(balancer) == "gateway" or balancer.flag("internal"):
        return
    tag = balancer.parameters["publicTag"]
    if not any(tag in balancer.block(tags) for tags in ("tagsAll", "tags")):
        yield f"the internet reaches the load balancer; got internal false, expected true or the tag {tag}"


_LISTENERS = {"listeners": [{"instancePort": 80, "instanceProtocol": "http", "lbPort": 443, "lbProtocol": "https"}]}

CONTROL = Control(
    id="elb.public-on-purpose",
    title="Load balancers face the internet only where their owner says so",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="A load balancer is public unless it says otherwise, and with it a service that was meant for colleagues.",
    fix="set internal to true, or tag the load balancer as public on purpose",
    rules=(ResourceRule((*LOAD_BALANCERS, CLASSIC), _check),),
    detection=(
        ConfigRule("ALB_INTERNAL_SCHEME_CHECK"),
        ConfigRule("NLB_INTERNAL_SCHEME_CHECK"),
        ConfigRule("ELB_INTERNAL_SCHEME_CHECK"),
    ),
    equivalents={Tool.TRIVY: ("AWS-0053",)},
    parameters={
        "publicTag": Parameter(
            "public-exposure",
            {
                "type": "string",
                "minLength": 1,
                "description": "The tag of what is public on purpose, with any value.",
            },
        )
    },
    good=(
        example("internal", Given(BALANCER, {"internal": True})),
        example("an internal classic one", Given(CLASSIC, _LISTENERS | {"internal": True})),
        example("public on purpose", Given(BALANCER, {"tags": {"public-exposure": "shop"}})),
        example("a tag of one's own", Given(BALANCER, {"tags": {"edge": "yes"}}), publicTag="edge"),
        example("a gateway load balancer, which is in no network", Given(BALANCER, {"loadBalancerType": "gateway"})),
    ),
    bad=(
        *(example(f"everything omitted, {type}", Given(type)) for type in LOAD_BALANCERS),
        example("a public classic one", Given(CLASSIC, _LISTENERS | {"internal": False})),
        example("a public network load balancer", Given(BALANCER, {"loadBalancerType": "network", "tags": {"a": "b"}})),
    ),
)
