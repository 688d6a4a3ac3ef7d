"""Controls that ask Inspector for one kind of scan: in some accounts, or for new ones of the organization."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

ENABLER = "aws:inspector2/enabler:Enabler"
CONFIGURATION = "aws:inspector2/organizationConfiguration:OrganizationConfiguration"


def scan(
    *, id: str, title: str, kind: str, flag: str, why: str, rule: str, hub: str, tier: Tier = Tier.STANDARD
) -> Control:
    """A control that asks for the kind of scan.

    kind, flag: what enablers and what organizations call it. rule, hub: AWS Config's managed rule and Security Hub's
    control that find the contrary.
    """

    def check_enabler(enabler: Resource) -> Iterator[str]:
        kinds = enabler.texts("resourceTypes")
        if kind not in kinds:
            yield f"known holes go unseen; got resourceTypes {kinds}, expected {kind} among them"

    def check_configuration(configuration: Resource) -> Iterator[str]:
        if not configuration.block("autoEnable").flag(flag):
            yield f"new accounts are not scanned; got autoEnable.{flag} false, expected true"

    def mend_configuration(configuration: Resource) -> dict[str, bool]:
        return {f"autoEnable.{flag}": True} if any(check_configuration(configuration)) else {}

    accounts = {"accountIds": ["111122223333"]}
    return Control(
        id=id,
        title=title,
        practices=("patching.patch-manager", "automation.security-hub-guardduty"),
        severity=Severity.HIGH,
        why=why,
        fix=f"add {kind} to resourceTypes, or set autoEnable.{flag} to true for the organization",
        rules=(
            ResourceRule((ENABLER,), check_enabler),
            ResourceRule((CONFIGURATION,), check_configuration, mend_configuration),
        ),
        detection=(ConfigRule(rule), SecurityHubControl(hub)),
        tier=tier,
        frameworks={Framework.FSBP: (hub,)},
        good=(
            example("this kind", Given(ENABLER, accounts | {"resourceTypes": [kind]})),
            example("this kind among others", Given(ENABLER, accounts | {"resourceTypes": ["OTHER", kind]})),
            example("the organization", Given(CONFIGURATION, {"autoEnable": {flag: True}})),
        ),
        bad=(
            example("everything omitted but the accounts", Given(ENABLER, accounts)),
            example("other kinds", Given(ENABLER, accounts | {"resourceTypes": ["OTHER"]})),
            example("the organization, everything omitted", Given(CONFIGURATION)),
            example("the organization, off", Given(CONFIGURATION, {"autoEnable": {flag: False}})),
        ),
    )
