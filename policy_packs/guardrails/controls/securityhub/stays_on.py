"""Security Hub is on in every account, configured in one place, and stays on.

Source: Security Hub user guide, "Central configuration": it governs the accounts itself, and AWS refuses it while the
organization configuration still switches accounts and standards on.
"""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CONFIGURATION = "aws:securityhub/organizationConfiguration:OrganizationConfiguration"


def _is_central(configuration: Resource) -> bool:
    return configuration.block("organizationConfiguration").text("configurationType", default="LOCAL") == "CENTRAL"


def _check(configuration: Resource) -> Iterator[str]:
    enables = configuration.flag("autoEnable")
    if not _is_central(configuration):
        if not enables:
            yield "new accounts stay without Security Hub; got autoEnable false, expected true or central configuration"
        return
    if enables:
        yield "AWS refuses central configuration; got autoEnable true, expected false"
    standards = configuration.text("autoEnableStandards", default="DEFAULT")
    if standards != "NONE":
        yield f"AWS refuses central configuration; got autoEnableStandards {standards}, expected NONE"


def _mend(configuration: Resource) -> dict[str, Any]:
    if not _is_central(configuration):
        return {} if configuration.flag("autoEnable") else {"autoEnable": True}
    changes: dict[str, Any] = {"autoEnable": False} if configuration.flag("autoEnable") else {}
    if configuration.text("autoEnableStandards") != "NONE":
        changes["autoEnableStandards"] = "NONE"
    return changes


_CENTRAL = {
    "autoEnable": False,
    "autoEnableStandards": "NONE",
    "organizationConfiguration": {"configurationType": "CENTRAL"},
}

CONTROL = Control(
    id="securityhub.stays-on",
    title="Security Hub is on in every account, configured in one place, and stays on",
    practices=("automation.security-hub-guardduty", "compliance.well-architected"),
    severity=Severity.HIGH,
    why="Findings of an account that isn't connected reach nobody, and its scores look perfect.",
    fix="use central configuration with autoEnable false and autoEnableStandards NONE, or set autoEnable to true",
    rules=(ResourceRule((_CONFIGURATION,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfSecurityHub",
            actions=(
                "securityhub:BatchDisableStandards",
                "securityhub:DeleteFindingAggregator",
                "securityhub:DeleteMembers",
                "securityhub:DisableSecurityHub",
                "securityhub:DisableSecurityHubV2",
                "securityhub:DisassociateFromAdministratorAccount",
                "securityhub:DisassociateFromMasterAccount",
                "securityhub:DisassociateMembers",
                "securityhub:UpdateOrganizationConfiguration",
            ),
        ),
    ),
    detection=(ConfigRule("SECURITYHUB_ENABLED"),),
    tier=Tier.MINIMAL,
    frameworks={Framework.CIS_3_0: ("4.16",), Framework.CIS_5_0: ("4.16",), Framework.CIS_7_0: ("5.16",)},
    good=(
        example("central configuration", Given(_CONFIGURATION, _CENTRAL)),
        example("local configuration that takes new accounts in", Given(_CONFIGURATION, {"autoEnable": True})),
    ),
    bad=(
        example("the configuration, everything omitted", Given(_CONFIGURATION)),
        example("local configuration that leaves new accounts out", Given(_CONFIGURATION, {"autoEnable": False})),
        example("central, and accounts switched on besides", Given(_CONFIGURATION, _CENTRAL | {"autoEnable": True})),
        example(
            "central, and standards switched on besides",
            Given(_CONFIGURATION, _CENTRAL | {"autoEnableStandards": "DEFAULT"}),
        ),
        example("central, standards omitted", Given(_CONFIGURATION, {**_CENTRAL, "autoEnableStandards": None})),
    ),
)
