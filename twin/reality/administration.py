"""Administration: accounts, trusted access and delegations, in AWS's order and from the right account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ._invariants import EVERY, Facts, Subject, invariant, problem

ACCOUNT: Final = "aws:organizations/account:Account"
TRUSTED_ACCESS: Final = "aws:organizations/awsServiceAccess:AwsServiceAccess"
DELEGATED_ADMINISTRATOR: Final = "aws:organizations/delegatedAdministrator:DelegatedAdministrator"
ANALYZER: Final = "aws:accessanalyzer/analyzer:Analyzer"
AGGREGATOR: Final = "aws:cfg/configurationAggregator:ConfigurationAggregator"
TRAIL: Final = "aws:cloudtrail/trail:Trail"
_TRAIL_ADMINISTRATOR: Final = "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount"
ORGANIZATION_RULES: Final = (
    "aws:cfg/organizationConformancePack:OrganizationConformancePack",
    "aws:cfg/organizationCustomPolicyRule:OrganizationCustomPolicyRule",
    "aws:cfg/organizationCustomRule:OrganizationCustomRule",
    "aws:cfg/organizationManagedRule:OrganizationManagedRule",
)


# Can be done twice, and fails while AWS still settles what was done before, or when too many ask at once.
_REPEATABLE: Final = (
    "aws:cfg/organizationConformancePack:OrganizationConformancePack",
    "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
    "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount",
    DELEGATED_ADMINISTRATOR,
    "aws:organizations/policyAttachment:PolicyAttachment",
    "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
    "aws:securityhub/organizationConfiguration:OrganizationConfiguration",
    TRUSTED_ACCESS,
)


@dataclass(frozen=True)
class Delegation:
    """How one service gets its delegated administrator, in the management account.

    principals: what needs trusted access before (without .amazonaws.com). account: the input with the administrator's
    id. regional: whether it is done in each region. first: what both accounts need there before, since AWS would make
    it by itself, in its own way. configures: what only the administrator then makes.
    """

    principals: tuple[str, ...]
    account: str = "accountId"
    regional: bool = False
    first: str = ""
    configures: tuple[str, ...] = ()


DELEGATIONS: Final[Mapping[str, Delegation]] = {
    "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": Delegation(
        ("guardduty", "malware-protection.guardduty"),
        account="adminAccountId",
        regional=True,
        first="aws:guardduty/detector:Detector",
        configures=(
            "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
            "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
        ),
    ),
    "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount": Delegation(
        ("securityhub",),
        account="adminAccountId",
        regional=True,
        first="aws:securityhub/account:Account",
        configures=(
            "aws:securityhub/findingAggregator:FindingAggregator",
            "aws:securityhub/organizationConfiguration:OrganizationConfiguration",
            "aws:securityhub/configurationPolicy:ConfigurationPolicy",
            "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation",
        ),
    ),
    "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount": Delegation(
        ("inspector2",),
        regional=True,
        first="aws:inspector2/enabler:Enabler",
        configures=("aws:inspector2/organizationConfiguration:OrganizationConfiguration",),
    ),
    "aws:macie2/organizationAdminAccount:OrganizationAdminAccount": Delegation(
        ("macie",),
        account="adminAccountId",
        regional=True,
        first="aws:macie2/account:Account",
        configures=("aws:macie2/organizationConfiguration:OrganizationConfiguration",),
    ),
    "aws:detective/organizationAdminAccount:OrganizationAdminAccount": Delegation(
        ("detective",),
        regional=True,
        configures=("aws:detective/organizationConfiguration:OrganizationConfiguration",),
    ),
    "aws:fms/adminAccount:AdminAccount": Delegation(("fms",), configures=("aws:fms/policy:Policy",)),
    _TRAIL_ADMINISTRATOR: Delegation(("cloudtrail",)),
    "aws:ec2/vpcIpamOrganizationAdminAccount:VpcIpamOrganizationAdminAccount": Delegation(
        ("ipam",), account="delegatedAdminAccountId"
    ),
}

# What the management account may make too, but any other only as the delegated administrator of these principals.
_SHARED: Final[Mapping[str, str]] = {
    AGGREGATOR: "config.amazonaws.com",
    ANALYZER: "access-analyzer.amazonaws.com",
    TRAIL: "cloudtrail.amazonaws.com",
    **dict.fromkeys(ORGANIZATION_RULES, "config-multiaccountsetup.amazonaws.com"),
}

_MANAGEMENT_ONLY: Final = (
    "aws:backup/globalSettings:GlobalSettings",
    "aws:iam/organizationsFeatures:OrganizationsFeatures",
    "aws:notifications/organizationsAccess:OrganizationsAccess",
    "aws:ram/sharingWithOrganization:SharingWithOrganization",
    *DELEGATIONS,
)


def _organization_wide(subject: Subject) -> bool:
    """Whether a resource of a shared type works for the whole organization, not for its account alone."""
    match subject.node.type:
        case "aws:cfg/configurationAggregator:ConfigurationAggregator":
            return "organizationAggregationSource" in subject
        case "aws:accessanalyzer/analyzer:Analyzer":
            return subject.text("type").startswith("ORGANIZATION")
        case "aws:cloudtrail/trail:Trail":
            return subject.flag("isOrganizationTrail")
        case _:
            return True


def _administrator(subject: Subject) -> str:
    """The account that a delegation names."""
    delegation = DELEGATIONS.get(subject.node.type)
    return subject.text(delegation.account if delegation else "accountId")


def _principals(subject: Subject) -> tuple[str, ...]:
    """The services that need trusted access before the resource can be made."""
    match subject.node.type:
        case "aws:organizations/delegatedAdministrator:DelegatedAdministrator":
            return (subject.text("servicePrincipal"),)
        case "aws:cloudtrail/trail:Trail":
            return ("cloudtrail.amazonaws.com",) if _organization_wide(subject) else ()
        case "aws:iam/organizationsFeatures:OrganizationsFeatures":
            return ("iam.amazonaws.com",)
        case type:
            return tuple(f"{name}.amazonaws.com" for name in DELEGATIONS[type].principals)


@invariant(ACCOUNT, source='AWS Organizations API reference, "CreateAccount": one at a time')
def accounts_in_series(subject: Subject, facts: Facts) -> Iterator[str]:
    """Accounts are created one after another."""
    if other := facts.alongside(subject, facts.of_type(ACCOUNT)):
        yield problem(
            "two accounts are created side by side",
            got=f"no dependency on {other.node.name}",
            expected="a chain of all accounts",
            do="add it to depends_on",
        )


@invariant(ACCOUNT, source='AWS Organizations API reference, "CreateAccount": it is asynchronous')
def accounts_awaited(subject: Subject, facts: Facts) -> Iterator[str]:
    """What is made in a new account waits until its role can be assumed."""
    if not subject.node.hooks:
        yield problem(
            "the account counts as made half a minute before anybody can work in it",
            got="no hook after its creation",
            expected="one that waits for the role",
            do="pass hooks=account_ready(...)",
        )


@invariant(ACCOUNT, source='Pulumi documentation, "Resource hooks": a retry creates again after a partial success')
def accounts_made_once(subject: Subject, facts: Facts) -> Iterator[str]:
    """The creation of an account is never repeated by itself."""
    if subject.node.error_hooks:
        yield problem(
            "an account that failed half-way would be created a second time",
            got=f"the error hook {subject.node.error_hooks[0]}",
            expected="none",
            do="drop on_error from the account's hooks",
        )


@invariant(*_REPEATABLE, source="API reference of each service: the errors of the operation")
def passing_failures_outlasted(subject: Subject, facts: Facts) -> Iterator[str]:
    """What AWS refuses for a while is tried again."""
    if not subject.node.error_hooks:
        yield problem(
            "AWS refuses it while an earlier change settles, which would end the deployment",
            got="no error hook",
            expected="one that tries again",
            do="pass hooks=transient(...)",
        )


@invariant(
    TRUSTED_ACCESS,
    DELEGATED_ADMINISTRATOR,
    *DELEGATIONS,
    source="AWS Organizations API reference: ConcurrentModificationException of EnableAWSServiceAccess and its like",
)
def administration_in_series(subject: Subject, facts: Facts) -> Iterator[str]:
    """Trusted access and delegations, of all services and regions, are given one after another."""
    every = facts.of_type(TRUSTED_ACCESS, DELEGATED_ADMINISTRATOR, *DELEGATIONS)
    if other := facts.alongside(subject, every):
        yield problem(
            "AWS Organizations refuses parallel changes",
            got=f"no dependency between this and {other.node.name}",
            expected="one chain of all trusted access and delegations",
            do="add the one before to depends_on",
        )


@invariant(
    TRAIL,
    "aws:iam/organizationsFeatures:OrganizationsFeatures",
    DELEGATED_ADMINISTRATOR,
    *DELEGATIONS,
    source='AWS Organizations user guide, "AWS services that you can use with AWS Organizations"',
)
def trusted_access_first(subject: Subject, facts: Facts) -> Iterator[str]:
    """A service has trusted access before it works across the organization."""
    if not facts.is_whole:
        return
    given = {access.text("servicePrincipal"): access for access in facts.of_type(TRUSTED_ACCESS)}
    for principal in _principals(subject):
        if principal not in given or not facts.waits_for(subject, given[principal]):
            yield problem(
                f"AWS refuses this while {principal} has no trusted access",
                got="trusted access at the same time" if principal in given else "none",
                expected="trusted access before",
                do="give it in the organization layer and depend on it",
            )


@invariant(TRUSTED_ACCESS, source='AWS RAM user guide, "Enable resource sharing within AWS Organizations"')
def trusted_access_by_the_service(subject: Subject, facts: Facts) -> Iterator[str]:
    """RAM is enabled by its own call: trusted access alone leaves it without its role."""
    if subject.text("servicePrincipal") == "ram.amazonaws.com":
        yield problem(
            "trusted access alone does not let RAM share",
            got="ram.amazonaws.com",
            expected="aws.ram.SharingWithOrganization",
            do="replace it",
        )


@invariant("aws:organizations/organization:Organization", source="pulumi-aws API documentation, Organization")
def trusted_access_listed_once(subject: Subject, facts: Facts) -> Iterator[str]:
    """The organization doesn't list trusted access itself: its list switches off whatever it leaves out."""
    if "awsServiceAccessPrincipals" in subject or "awsServiceAccessPrincipals" not in subject.node.ignore_changes:
        yield problem(
            "the next update switches trusted access off",
            got=f"awsServiceAccessPrincipals {subject.texts('awsServiceAccessPrincipals')}, not ignored",
            expected="none, and ignored",
            do="leave it out and add awsServiceAccessPrincipals to ignore_changes",
        )


@invariant(EVERY, source="API reference of each service: may only be called by the management account")
def management_calls(subject: Subject, facts: Facts) -> Iterator[str]:
    """What only the management account may call is called there."""
    type = subject.node.type
    if (type in _MANAGEMENT_ONLY or type.startswith("aws:organizations/")) and subject.node.account != facts.management:
        yield problem(
            "AWS only takes this from the management account",
            got=facts.name_of(subject.node.account),
            expected=facts.organization.foundation.management,
            do="pass its provider",
        )


@invariant(DELEGATED_ADMINISTRATOR, *DELEGATIONS, source="guide of each service on its delegated administrator")
def administrators_are_members(subject: Subject, facts: Facts) -> Iterator[str]:
    """A delegated administrator is a member account, the same one in every region."""
    account = _administrator(subject)
    if account == facts.management or account not in facts.known_accounts:
        yield problem(
            "the management account or a stranger would administer the service",
            got=facts.name_of(account),
            expected="a member account",
            do="delegate to the security account",
        )
    if subject.node.type != DELEGATED_ADMINISTRATOR:
        first = facts.of_type(subject.node.type)[0]
        if account != _administrator(first):
            yield problem(
                "regions have different administrators",
                got=facts.name_of(account),
                expected=f"{facts.name_of(_administrator(first))}, as in {first.node.region}",
                do="delegate to one account",
            )


@invariant(*DELEGATIONS, source="guide of each service on managing multiple accounts with AWS Organizations")
def services_before_delegation(subject: Subject, facts: Facts) -> Iterator[str]:
    """A service is on in the management account and in the administrator before it is delegated in a region.

    Delegating switches it on by itself, with defaults that the program then finds in its way; the management account
    is never switched on at all.
    """
    first = DELEGATIONS[subject.node.type].first
    if not first:
        return
    there: dict[str, list[Subject]] = {}
    for each in facts.of_type(first):
        if each.node.region == subject.node.region:
            there.setdefault(each.node.account, []).append(each)
    for account in (facts.management, _administrator(subject)):
        if not any(facts.waits_for(subject, each) for each in there.get(account, ())):
            yield problem(
                f"{facts.name_of(account)} has the service switched on by nobody, or by AWS, in {subject.node.region}",
                got=f"a {first.rpartition(':')[2]} at the same time" if account in there else "none",
                expected=f"a {first.rpartition(':')[2]} before",
                do="make it first and depend on it",
            )


@invariant(
    *(type for delegation in DELEGATIONS.values() for type in delegation.configures),
    source="guide of each service on its delegated administrator",
)
def administrators_configure(subject: Subject, facts: Facts) -> Iterator[str]:
    """A service is configured for the organization by its delegated administrator, once it is one in that region."""
    for token, delegation in DELEGATIONS.items():
        if subject.node.type in delegation.configures:
            found = [
                each
                for each in facts.of_type(token)
                if _administrator(each) == subject.node.account
                and (not delegation.regional or each.node.region == subject.node.region)
            ]
            yield from _delegated(subject, facts, found)


@invariant(*_SHARED, source="guide of each service on its delegated administrator")
def members_are_delegated(subject: Subject, facts: Facts) -> Iterator[str]:
    """What works for the whole organization is made by the management account or by a delegated administrator."""
    if not _organization_wide(subject) or subject.node.account == facts.management:
        return
    principal = _SHARED[subject.node.type]
    found = [
        each
        for each in facts.of_type(
            DELEGATED_ADMINISTRATOR,
            _TRAIL_ADMINISTRATOR,
        )
        if _administrator(each) == subject.node.account and principal in _principals(each)
    ]
    yield from _delegated(subject, facts, found)


def _delegated(subject: Subject, facts: Facts, delegations: list[Subject]) -> Iterator[str]:
    if not any(facts.waits_for(subject, each) for each in delegations):
        yield problem(
            f"{facts.name_of(subject.node.account)} is no administrator of this service yet",
            got=f"{delegations[0].node.name} at the same time" if delegations else "no delegation to it here",
            expected="a delegation to this account before",
            do="delegate in the management account and depend on it",
        )


@invariant(
    "aws:account/alternativeContact:AlternativeContact",
    "aws:account/primaryContact:PrimaryContact",
    "aws:account/region:Region",
    source='AWS Account Management API reference, "PutAlternateContact": AccountId',
)
def own_account_unnamed(subject: Subject, facts: Facts) -> Iterator[str]:
    """An account that changes its own contacts or regions doesn't name itself; only management names others."""
    named = subject.text("accountId")
    if named and (named == subject.node.account or subject.node.account != facts.management):
        yield problem(
            "AWS refuses the account's id",
            got=f"accountId {named} from {facts.name_of(subject.node.account)}",
            expected="none for the account itself, and others from the management account alone",
            do="leave accountId out, or pass the provider of management",
        )
