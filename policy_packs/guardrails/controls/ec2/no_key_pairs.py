"""Instances are entered by Session Manager, not by a key pair."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import CONFIGURATION, INSTANCE, SPOT, SPOT_FLEET, TEMPLATE

_BUILD = "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration"
_PAIR = "aws:ec2/keyPair:KeyPair"


def _check(resource: Resource) -> Iterator[str]:
    yield from each([resource, *resource.blocks("launchSpecifications")], _check_launch)


def _check_launch(launch: Block) -> Iterator[str]:
    for name in ("keyName", "keyPair"):
        if launch.text(name):
            yield f"whoever has the key can log in for ever; got {launch.path(name)} {launch.text(name)}, expected none"


def _check_pair(pair: Resource) -> Iterator[str]:
    yield "whoever has the key can log in for ever; got a KeyPair, expected Session Manager"


def _fleet(**more: str) -> Given:
    specification = {"ami": "ami-0a1b2c3d4e5f60718", "instanceType": "m7g.large", **more}
    return Given(SPOT_FLEET, {"launchSpecifications": [specification], "targetCapacity": 2})


_NAMED = (INSTANCE, TEMPLATE, CONFIGURATION, SPOT)

CONTROL = Control(
    id="ec2.no-key-pairs",
    title="Instances are entered by Session Manager, not by a key pair",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.LOW,
    why="A private key is copied, never expires, and tells nobody who logged in with it.",
    fix="leave the key pair out and give the instance's role the permissions of Session Manager",
    tier=Tier.REGULATED,
    rules=(ResourceRule((*_NAMED, SPOT_FLEET, _BUILD), _check), ResourceRule((_PAIR,), _check_pair)),
    detection=(ConfigRule("EC2_NO_AMAZON_KEY_PAIR"),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (*_NAMED, _BUILD)),
        example("a fleet without a key", _fleet()),
    ),
    bad=(
        *(example(f"a key: {type}", Given(type, {"keyName": "admin"})) for type in _NAMED),
        example("a fleet with a key", _fleet(keyName="admin")),
        example("a key of the machine that builds images", Given(_BUILD, {"keyPair": "admin"})),
        example("a key pair", Given(_PAIR, {"publicKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== admin"})),
    ),
)
