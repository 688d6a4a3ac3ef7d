"""Answers of the instance metadata service don't leave the instance."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Parameter,
    ResourceRule,
    Severity,
    example,
)
from .._properties import Block
from .._resources import Resource
from ._helpers import CONFIGURATION, INSTANCE, SPOT, TEMPLATE

_DEFAULTS = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"
_BUILD = "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration"
_LAUNCHES = (INSTANCE, TEMPLATE, CONFIGURATION, SPOT)


def _check(resource: Resource) -> Iterator[str]:
    options = resource.block("metadataOptions")
    if options.text("httpEndpoint") != "disabled":
        yield from _check_options(options, resource.parameters["hopLimit"])


def _check_build(resource: Resource) -> Iterator[str]:
    yield from _check_options(resource.block("instanceMetadataOptions"), resource.parameters["hopLimit"])


def _check_defaults(defaults: Resource) -> Iterator[str]:
    # The default is for hosts of containers too, which need a second hop.
    yield from _check_options(defaults, max(2, defaults.parameters["hopLimit"]))


def _check_options(options: Block, limit: int) -> Iterator[str]:
    # Left out, AWS takes 1; as the account's default, -1 stands for no preference.
    hops = options.number("httpPutResponseHopLimit")
    if hops > limit:
        path = options.path("httpPutResponseHopLimit")
        yield f"credentials travel beyond the instance; got {path} {hops:g}, expected at most {limit}"


def _options(hops: int, **more: str) -> dict[str, object]:
    return {"metadataOptions": {"httpTokens": "required", "httpPutResponseHopLimit": hops, **more}}


CONTROL = Control(
    id="ec2.metadata-hop-limit",
    title="Answers of the instance metadata service don't leave the instance",
    practices=("iam.least-privilege", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="With more hops a container or a proxy on the instance is handed the credentials of the instance's role.",
    fix="set httpPutResponseHopLimit to 1, or raise hopLimit to 2 for hosts of containers",
    rules=(
        ResourceRule(_LAUNCHES, _check),
        ResourceRule((_DEFAULTS,), _check_defaults),
        ResourceRule((_BUILD,), _check_build),
    ),
    detection=(
        ConfigRule("EC2_TOKEN_HOP_LIMIT_CHECK"),
        ConfigRule("AUTOSCALING_LAUNCH_CONFIG_HOP_LIMIT"),
    ),
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_341",),
        Tool.CONTROL_TOWER: ("EC2.PR.2",),
        Tool.SECURITY_HUB: ("AutoScaling.4",),
    },
    parameters={
        "hopLimit": Parameter(
            1, {"type": "integer", "minimum": 1, "maximum": 64, "description": "The most network hops that pass."}
        )
    },
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (*_LAUNCHES, _DEFAULTS, _BUILD)),
        example("one hop", Given(INSTANCE, _options(1))),
        example("no preference of the account", Given(_DEFAULTS, {"httpPutResponseHopLimit": -1})),
        example("two hops by the account's default", Given(_DEFAULTS, {"httpPutResponseHopLimit": 2})),
        example(
            "more hops by the account's default",
            Given(_DEFAULTS, {"httpPutResponseHopLimit": 3}),
            hopLimit=3,
        ),
        example("no metadata service at all", Given(INSTANCE, _options(2, httpEndpoint="disabled"))),
        example("a host of containers", Given(TEMPLATE, _options(2)), hopLimit=2),
    ),
    bad=(
        *(example(f"two hops: {type}", Given(type, _options(2))) for type in _LAUNCHES),
        example("three hops by the account's default", Given(_DEFAULTS, {"httpPutResponseHopLimit": 3})),
        example(
            "two hops while images are built",
            Given(_BUILD, {"instanceMetadataOptions": {"httpPutResponseHopLimit": 2}}),
        ),
        example("one hop more than the configuration allows", Given(TEMPLATE, _options(3)), hopLimit=2),
    ),
)
