"""GuardDuty and Security Hub."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from twin.graph import Node

from ._cases import CENTRAL, FEATURE, FINDINGS, HOME, HUB, HUB_POLICY, MEMBERS, OTHER, made, right, wrong


def _feature(*parts: str, name: str = "RUNTIME_MONITORING", **more: Any) -> Node:
    inputs = {"name": name, "detectorId": "d", "additionalConfigurations": [{"name": part} for part in parts]}
    return made(FEATURE, more.pop("called", "it"), inputs, **more)


right(
    "feature-parts-in-order",
    "all",
    _feature("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
)
right("feature-parts-in-order", "some", _feature("EKS_ADDON_MANAGEMENT", "EC2_AGENT_MANAGEMENT"))
right("feature-parts-in-order", "none", _feature())
wrong("feature-parts-in-order", "another order", _feature("EC2_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT"))
wrong("feature-parts-in-order", "no part", _feature("EKS_RUNTIME"))
wrong("feature-parts-in-order", "twice", _feature("EC2_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"))

right("runtime-monitored-once", "EKS alone", _feature(name="EKS_RUNTIME_MONITORING"))
right(
    "runtime-monitored-once",
    "on two detectors",
    made(FEATURE, "all", {"name": "RUNTIME_MONITORING", "detectorId": "e"}),
    _feature(name="EKS_RUNTIME_MONITORING"),
)
wrong("runtime-monitored-once", "both", _feature(called="all"), _feature(name="EKS_RUNTIME_MONITORING"))

_MEMBERS = made(MEMBERS, "members")
right("features-after-configuration", "after", _MEMBERS, _feature(after=[_MEMBERS]))
wrong("features-after-configuration", "at once", _MEMBERS, _feature())
wrong("features-after-configuration", "of another region", _MEMBERS, _feature(after=[_MEMBERS], region=OTHER))

right("standards-chosen", "off", made(HUB, inputs={"enableDefaultStandards": False}))
wrong("standards-chosen", "on", made(HUB, inputs={"enableDefaultStandards": True}))
wrong("standards-chosen", "nothing said", made(HUB))


def _central(name: str = "it", region: str = HOME, after: Sequence[Node] = (), **inputs: Any) -> Node:
    central = {"organizationConfiguration": {"configurationType": "CENTRAL"}}
    return made(
        CENTRAL,
        name,
        {**central, "autoEnable": False, "autoEnableStandards": "NONE", **inputs},
        region=region,
        after=after,
    )


_FINDINGS = made(FINDINGS, "findings")
right("central-configuration-alone", "as Security Hub wants it", _FINDINGS, _central(after=[_FINDINGS]))
right("central-configuration-alone", "local", made(CENTRAL, inputs={"autoEnable": True}))
wrong("central-configuration-alone", "switching on", _FINDINGS, _central(after=[_FINDINGS], autoEnable=True))
wrong("central-configuration-alone", "standards", _FINDINGS, _central(after=[_FINDINGS], autoEnableStandards="DEFAULT"))
wrong(
    "central-configuration-alone",
    "nothing said of standards",
    _FINDINGS,
    _central(after=[_FINDINGS], autoEnableStandards=None),
)
wrong("central-configuration-alone", "no aggregator", _central())
wrong("central-configuration-alone", "an aggregator at once", _FINDINGS, _central())
wrong(
    "central-configuration-alone",
    "away from home",
    replace(_FINDINGS, region=OTHER),
    _central(region=OTHER, after=[_FINDINGS]),
)

right("policies-after-central-configuration", "after", _central("c"), made(HUB_POLICY, after=[_central("c")]))
wrong("policies-after-central-configuration", "at once", _central("c"), made(HUB_POLICY))
wrong(
    "policies-after-central-configuration",
    "local",
    _central("c", organizationConfiguration={"configurationType": "LOCAL"}),
    made(HUB_POLICY, after=[_central("c")]),
)
