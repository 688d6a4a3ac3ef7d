"""DNS records lead to what the stack owns, not to names and addresses of AWS that anybody may get."""

import re
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from .._frameworks import Tool
from .._model import Control, Given, Parameter, Ref, Severity, StackRule, example
from .._resources import Resource, Stack

_RECORD = "aws:route53/record:Record"
_ADDRESSES = ("A", "AAAA")
# Names that a new owner can get once the old one let go of them.
_OF_AWS = re.compile(
    r"\.(s3[.-][a-z0-9.-]*amazonaws\.com|elb\.amazonaws\.com|cloudfront\.net|elasticbeanstalk\.com)(\.cn)?\.?$"
)


def _check(record: Resource, stack: Stack) -> Iterator[str]:
    if record.text("type") not in (*_ADDRESSES, "CNAME"):
        return
    own = record.parameters["ownAddresses"]
    for target in _targets(record):
        if _is_somebodys(target, own):
            yield (
                f"the name leads to what may be somebody else's tomorrow; got {target} as text, "
                "expected a reference to a resource of the stack"
            )


def _targets(record: Resource) -> Iterator[str]:
    """What the record leads to and doesn't get from another resource."""
    if "records" not in record.property_dependencies:
        yield from record.texts("records")
    if "aliases" not in record.property_dependencies:
        for alias in record.blocks("aliases"):
            yield alias.text("name")


def _is_somebodys(target: str, own: list[str]) -> bool:
    if _OF_AWS.search(target.lower()):
        return True
    try:
        address = ip_address(target)
        return address.is_global and not any(address in ip_network(item, strict=False) for item in own)
    except ValueError:
        return False


def _record(type: str, **target: object) -> Given:
    return Given(
        _RECORD, {"zoneId": "Z0A1B2C3D4E5F6", "name": "shop.example.com", "type": type} | target, name="record"
    )


def _alias(name: object, **more: object) -> Given:
    return _record("A", aliases=[{"name": name, "zoneId": "Z2FDTNDATAQYW2", "evaluateTargetHealth": True}])


_ADDRESS = {"records": ["54.239.28.85"], "ttl": 300}
_EIP = "aws:ec2/eip:Eip"
_NETWORKS = {"ownAddresses": ["54.239.28.1/24"]}

CONTROL = Control(
    id="route53.record-not-dangling",
    title="DNS records lead to what the stack owns",
    practices=("network.private-subnets", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="When the target is gone, whoever gets its name or address next speaks with the name of the organization.",
    fix="refer to the resource's output instead of its text, or put addresses of your own in ownAddresses",
    rules=(StackRule((_RECORD,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_23",)},
    parameters={
        "ownAddresses": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "Address ranges outside AWS that belong to the organization.",
            },
        )
    },
    good=(
        example(
            "a load balancer of the stack",
            Given("aws:lb/loadBalancer:LoadBalancer", {}, name="web"),
            _alias(Ref("web", "dnsName")),
        ),
        example(
            "an address of the stack", Given(_EIP, {}, name="ip"), _record("A", records=[Ref("ip", "publicIp")], ttl=60)
        ),
        example("a private address", _record("A", records=["10.0.0.1"], ttl=60)),
        example("a name of one's own", _record("CNAME", records=["web.example.com"], ttl=60)),
        example("mail and texts", _record("TXT", records=["54.239.28.85"], ttl=60)),
        example("an address of the data centre", _record("A", **_ADDRESS), **_NETWORKS),
    ),
    bad=(
        example("an address", _record("A", **_ADDRESS)),
        example("an address that is not the data centre's", _record("A", records=["54.239.29.1"], ttl=9), **_NETWORKS),
        example("an address of IPv6", _record("AAAA", records=["2600:9000:5300::1"], ttl=60)),
        example("a website of a bucket", _alias("shop.s3-website-us-east-1.amazonaws.com")),
        example("a load balancer", _alias("dualstack.web-1234567890.us-east-1.elb.amazonaws.com.")),
        example("a distribution", _record("CNAME", records=["D111111ABCDEF8.cloudfront.net"], ttl=60)),
        example("an environment", _record("CNAME", records=["shop.us-east-1.elasticbeanstalk.com"], ttl=60)),
    ),
)
