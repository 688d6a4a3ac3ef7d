"""Places: every resource in the account and the region that it is meant for, through the provider of that account."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from policy_packs.guardrails.controls._properties import Block

from .. import schema
from ._invariants import EVERY, PROVIDER, Facts, Subject, invariant, problem

# More provider processes than this don't fit into the memory of a common runner.
_MOST_PROVIDERS: Final = 20

# What an emulator needs and the real AWS must never see: each switches a safeguard of the provider off.
_EMULATOR_SETTINGS: Final = (
    "endpoints",
    "s3UsePathStyle",
    "skipCredentialsValidation",
    "skipMetadataApiCheck",
    "skipRequestingAccountId",
)

# What exists for all regions in one, and is managed there whether or not the organization governs it.
_US_EAST_1: Final = "us-east-1"
_GLOBAL_TYPES: Final = frozenset(
    (
        "aws:ecrpublic/repository:Repository",
        "aws:servicequotas/templateAssociation:TemplateAssociation",
    )
)


def _served_from_us_east_1(subject: Subject) -> bool:
    return subject.node.type in _GLOBAL_TYPES or (
        subject.node.type.startswith("aws:wafv2/") and subject.node.inputs.get("scope") == "CLOUDFRONT"
    )


@lru_cache(maxsize=1)
def _for_cloudfront(facts: Facts) -> frozenset[str]:
    """The components that make something for CloudFront: its logs and their key are beside it."""
    return frozenset(each.node.parent for each in facts.resources if _served_from_us_east_1(each))


def _beside_cloudfront(subject: Subject, facts: Facts) -> bool:
    return any(component.urn in _for_cloudfront(facts) for component in facts.graph.ancestors(subject.node))


def _takes_region(subject: Subject) -> bool:
    return schema.resource_class(subject.node.type) is not None and schema.takes_region(subject.node.type)


@invariant(EVERY, source='Pulumi documentation, "Explicit provider configuration"')
def accounts_known(subject: Subject, facts: Facts) -> Iterator[str]:
    """Every resource is in an account of the organization."""
    account = subject.node.account
    if account not in facts.known_accounts:
        yield problem(
            "the resource is in no account of the organization",
            got=account or "no account",
            expected="one under accounts in the organization file",
            do="pass the provider of the account that it is for",
        )


@invariant(EVERY, source='pulumi-aws documentation, "Enhanced region support"')
def regions_stated(subject: Subject, facts: Facts) -> Iterator[str]:
    """Whatever takes a region has one of its own, not the provider's: another default would replace it."""
    if _takes_region(subject) and ("region" in subject.node.defaulted or not subject.text("region")):
        yield problem(
            "the region is the provider's default",
            got=f"none, which becomes {subject.node.region or 'whatever the provider has'}",
            expected="a region of its own",
            do="pass region",
        )


@invariant(EVERY, source='AWS Organizations user guide, "SCP examples": deny access outside of regions')
def regions_governed(subject: Subject, facts: Facts) -> Iterator[str]:
    """Every resource is in a governed region, or in us-east-1 where AWS serves it from there alone."""
    region, governed = subject.node.region, facts.organization.regions
    if _served_from_us_east_1(subject):
        if region != _US_EAST_1:
            yield problem(
                "AWS serves this from one region alone",
                got=region,
                expected=_US_EAST_1,
                do=f"pass region={_US_EAST_1!r}",
            )
    elif region and region not in governed and not (region == _US_EAST_1 and _beside_cloudfront(subject, facts)):
        yield problem(
            "the organization denies this region",
            got=region,
            expected=f"one of {', '.join(governed)}",
            do="move the resource, or add the region to the organization file",
        )


@invariant(
    "aws:cloudfront/distribution:Distribution",
    source='Amazon CloudFront developer guide, "Requirements for using SSL/TLS certificates with CloudFront"',
)
def cloudfront_certificates(subject: Subject, facts: Facts) -> Iterator[str]:
    """The certificate of a distribution is in us-east-1, from where CloudFront takes it."""
    arn = subject.block("viewerCertificate").text("acmCertificateArn")
    if arn and arn.split(":")[3:4] != [_US_EAST_1]:
        yield problem(
            "CloudFront refuses the certificate", got=arn, expected=f"one in {_US_EAST_1}", do="request it there"
        )


@invariant(EVERY, source='pulumi-aws documentation, "Enhanced region support": children do not inherit a region')
def siblings_together(subject: Subject, facts: Facts) -> Iterator[str]:
    """What one component makes is in one account, and in one region unless the component is told several."""
    parent = next(facts.graph.ancestors(subject.node), None)
    if parent is None:
        return
    siblings = facts.children(parent.urn)
    account = siblings[0].node.account
    if subject.node.account != account:
        yield problem(
            f"{parent.name} makes things in two accounts",
            got=subject.node.account,
            expected=f"{account}, as of {siblings[0].node.name}",
            do="make it in a component of its own, with the provider of that account",
        )
    if not any(name == "regions" or name.endswith("_regions") for name in parent.inputs):
        told = Block(parent.inputs).text("region")
        if _beside_cloudfront(subject, facts):
            told = _US_EAST_1
        region = told or next(each.node.region for each in siblings if each.node.region or each is siblings[-1])
        if subject.node.region not in ("", region):
            yield problem(
                f"{parent.name} makes things in two regions",
                got=subject.node.region,
                expected=region,
                do="pass the component's region to all of its children",
            )


@invariant(PROVIDER, source="pulumi-aws API documentation, Provider: allowedAccountIds, assumeRoles")
def providers_pinned(subject: Subject, facts: Facts) -> Iterator[str]:
    """A provider works in exactly one account of the organization, through a role of that account."""
    allowed = subject.parsed("allowedAccountIds")
    if not isinstance(allowed, list) or len(allowed) != 1 or str(allowed[0]) not in facts.known_accounts:
        yield problem(
            "a wrong role could deploy to a wrong account",
            got=f"allowedAccountIds {allowed}",
            expected="the id of one account of the organization",
            do="set allowedAccountIds",
        )
        return
    roles = subject.parsed("assumeRoles") or []
    for role in roles if isinstance(roles, list) else [roles]:
        arn = (role.get("roleArn") or role.get("role_arn")) if isinstance(role, dict) else role
        if not isinstance(arn, str) or arn.split(":")[4:5] != allowed:
            yield problem(
                f"the provider of {facts.name_of(allowed[0])} assumes a role elsewhere",
                got=arn,
                expected=f"a role of {allowed[0]}",
                do="correct assumeRoles",
            )


@invariant(PROVIDER, source="pulumi-aws API documentation, Provider: skip flags and endpoints")
def providers_for_real(subject: Subject, facts: Facts) -> Iterator[str]:
    """No provider carries a setting that is only right for an emulator."""
    for name in _EMULATOR_SETTINGS:
        if name in subject and subject.parsed(name) not in (False, [], {}):
            yield problem(
                f"{name} is set, which only suits an emulator", got=subject.value(name), expected="none", do="remove it"
            )


@invariant(PROVIDER, source="measured memory of pulumi-aws provider processes: 170 to 430 MB each")
def providers_few(subject: Subject, facts: Facts) -> Iterator[str]:
    """An account has one provider, and a stack of its own layer at most twenty.

    One stack for the whole organization has one process an account, however many; past twenty accounts, split it.
    """
    providers = facts.of_type(PROVIDER)
    position = [each.node.urn for each in providers].index(subject.node.urn)
    twin = next((each for each in providers[:position] if each.node.account == subject.node.account), None)
    if twin is not None:
        yield problem(
            "the account has two provider processes",
            got=f"{subject.node.name} beside {twin.node.name}",
            expected="one",
            do="share it",
        )
    stack = subject.node.urn.split("::")[0].rpartition(":")[2]
    if "." in stack and position == _MOST_PROVIDERS:
        yield problem(
            f"the stack {stack} has too many provider processes for a runner's memory",
            got=len(providers),
            expected=f"at most {_MOST_PROVIDERS}",
            do="deploy one stack an account",
        )
