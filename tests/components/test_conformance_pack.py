"""The catalogue's detections become templates that AWS Config takes, and packs of the organization.

Not proved: what AWS makes of the packs in the accounts, and that its own list of managed rules and of the regions that
have them is no newer than moto's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from moto.config.models import MANAGED_RULES_CONSTRAINTS

from components.conformance_pack import (
    RULES_PER_PACK,
    TEMPLATE_BYTES,
    ConformancePack,
    rules,
    templates,
)
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import ConfigRule, Control, SecurityHubControl, Severity, Tier
from policy_packs.guardrails.controls._selection import Selection
from tests.conftest import HOME_REGION, OTHER_REGION, World, findings
from twin.graph import Graph
from twin.monitor import ProgramError

PACK = "aws:cfg/organizationConformancePack:OrganizationConformancePack"


def control(*detection: ConfigRule | SecurityHubControl) -> Control:
    return Control(
        id="test.control",
        title="A control",
        practices=("account.config",),
        severity=Severity.HIGH,
        why="For the test.",
        fix="do nothing",
        detection=detection,
    )


def resources(template: str) -> dict[str, Any]:
    parsed = yaml.safe_load(template)
    assert list(parsed) == ["Resources"]
    found: dict[str, Any] = parsed["Resources"]
    return found


def detected(packs: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """The identifiers and parameters of all rules in the packs."""
    properties = [resource["Properties"] for pack in packs for resource in resources(pack).values()]
    return [(each["Source"]["SourceIdentifier"], each.get("InputParameters", {})) for each in properties]


def test_every_rule_of_the_catalogue_is_detected_once_in_the_home_region() -> None:
    expected = {
        (rule.identifier, json.dumps(dict(rule.parameters)))
        for item in catalogue()
        for rule in item.detection
        if isinstance(rule, ConfigRule)
    }
    found = detected(templates(rules(catalogue(), HOME_REGION)))
    assert len(found) == len(expected) > 0
    assert {(identifier, json.dumps(parameters)) for identifier, parameters in found} == expected


@pytest.mark.parametrize("region", [HOME_REGION, OTHER_REGION, "eu-central-2"])
def test_every_rule_is_one_that_aws_config_has_with_these_parameters(region: str) -> None:
    for identifier, parameters in detected(templates(rules(catalogue(), region))):
        known = MANAGED_RULES_CONSTRAINTS[identifier]["Parameters"]
        assert set(parameters) <= {parameter["Name"] for parameter in known}, identifier
        assert set(parameters) >= {parameter["Name"] for parameter in known if not parameter["Optional"]}, identifier
        assert all(isinstance(value, str) for value in parameters.values()), identifier


def test_a_rule_is_what_cloudformation_takes() -> None:
    rule = ConfigRule("CW_LOGGROUP_RETENTION_PERIOD_CHECK", {"MinRetentionTime": "365"})
    (template,) = templates([rule])
    assert resources(template) == {
        "CwLoggroupRetentionPeriodCheck": {
            "Type": "AWS::Config::ConfigRule",
            "Properties": {
                "ConfigRuleName": "landing-zone-cw-loggroup-retention-period-check",
                "Source": {"Owner": "AWS", "SourceIdentifier": "CW_LOGGROUP_RETENTION_PERIOD_CHECK"},
                "InputParameters": {"MinRetentionTime": "365"},
            },
        }
    }


def test_other_parameters_make_another_rule_and_equal_ones_do_not() -> None:
    strict = ConfigRule("IAM_USER_UNUSED_CREDENTIALS_CHECK", {"maxCredentialUsageAge": "45"})
    lax = ConfigRule("IAM_USER_UNUSED_CREDENTIALS_CHECK", {"maxCredentialUsageAge": "90"})
    found = rules([control(strict, SecurityHubControl("IAM.22")), control(lax), control(strict)], HOME_REGION)
    (template,) = templates(found)
    names = [resource["Properties"]["ConfigRuleName"] for resource in resources(template).values()]
    assert names == [
        "landing-zone-iam-user-unused-credentials-check",
        "landing-zone-iam-user-unused-credentials-check_2",
    ]


@pytest.mark.parametrize(
    ("identifier", "home", "elsewhere"),
    [
        ("S3_BUCKET_VERSIONING_ENABLED", True, True),
        ("ROOT_ACCOUNT_MFA_ENABLED", True, False),  # about the account
        ("S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC", True, False),
        ("IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", True, False),  # recorded in the home region
        ("ACCESS_KEYS_ROTATED", True, False),
        ("IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED", True, True),  # about a region, whatever it is called
        ("CLOUDFRONT_SNI_ENABLED", True, False),  # offered in one region
    ],
)
def test_a_rule_stands_where_it_says_something(identifier: str, home: bool, elsewhere: bool) -> None:
    one = [control(ConfigRule(identifier))]
    assert bool(rules(one, HOME_REGION, is_home_region=True)) is home
    assert bool(rules(one, OTHER_REGION, is_home_region=False)) is elsewhere


def test_no_rules_make_no_pack() -> None:
    assert templates([]) == []


PRINTABLE = st.characters(min_codepoint=32, max_codepoint=126)


@given(
    st.lists(
        st.builds(
            ConfigRule,
            st.from_regex(r"[A-Z][A-Z0-9]{0,7}(_[A-Z][A-Z0-9]{0,7}){0,6}", fullmatch=True),
            st.dictionaries(st.text(PRINTABLE, min_size=1, max_size=20), st.text(PRINTABLE, max_size=3000), max_size=3),
        ),
        max_size=300,
        unique_by=lambda rule: (rule.identifier, json.dumps(dict(rule.parameters), sort_keys=True)),
    )
)
@settings(deadline=None)
def test_packs_hold_every_rule_in_order_within_the_limits(managed: list[ConfigRule]) -> None:
    packs = templates(managed)
    assert detected(packs) == [(rule.identifier, dict(rule.parameters)) for rule in managed]
    for pack in packs:
        assert len(pack.encode()) <= TEMPLATE_BYTES
        assert 1 <= len(resources(pack)) <= RULES_PER_PACK


@pytest.mark.parametrize(("count", "expected"), [(130, [130]), (131, [130, 1])])
def test_a_pack_takes_130_rules(count: int, expected: list[int]) -> None:
    packs = templates([ConfigRule(f"RULE_{number}") for number in range(count)])
    assert [len(resources(pack)) for pack in packs] == expected


def test_a_pack_takes_51200_bytes() -> None:
    managed = [ConfigRule(f"RULE_{number}", {"list": "x" * 5000}) for number in range(20)]
    packs = templates(managed)
    assert [len(resources(pack)) for pack in packs] == [9, 9, 2]
    assert all(len(pack.encode()) <= TEMPLATE_BYTES for pack in packs)


def test_rules_that_fit_no_template_are_all_named() -> None:
    parameters = {"list": "x" * TEMPLATE_BYTES}
    with pytest.raises(ValueError, match=r"at most 51200 bytes:\nRULE_A: got \d+ bytes.*\nRULE_C: got"):
        templates([ConfigRule("RULE_A", parameters), ConfigRule("RULE_B"), ConfigRule("RULE_C", parameters)])


@pytest.fixture
def recorded(world: World) -> World:
    """An organization whose account "first" administers AWS Config, with a recorder in every account."""
    client, service = world.client("organizations"), "config-multiaccountsetup.amazonaws.com"
    client.enable_aws_service_access(ServicePrincipal=service)
    client.register_delegated_administrator(AccountId=world.accounts["first"], ServicePrincipal=service)
    for account in world.accounts:
        world.client("config", account, OTHER_REGION).put_configuration_recorder(
            ConfigurationRecorder={"name": "landing-zone", "roleARN": "arn:aws:iam::111122223333:role/config"}
        )
    return world


def build(world: World, **more: Any) -> Graph:
    args: Any = {"region": OTHER_REGION, **more}
    return world.run(lambda: ConformancePack("pack", args, world.within("first")))


def test_the_catalogue_is_deployed_to_the_organization_in_the_region(recorded: World) -> None:
    packs = build(recorded).of_type(PACK)
    expected = templates(rules(Selection(tier=Tier.STANDARD).of(catalogue()), OTHER_REGION, is_home_region=False))
    assert sorted(pack.inputs["templateBody"] for pack in packs) == sorted(expected)
    names = [pack.inputs["name"] for pack in packs]
    assert sorted(names) == sorted(f"landing-zone-controls-{number}" for number in range(1, len(packs) + 1))
    client = recorded.client("config", "first", OTHER_REGION)
    held = client.describe_organization_conformance_packs(OrganizationConformancePackNames=names)
    assert len(held["OrganizationConformancePacks"]) == len(names)


def test_more_rules_make_more_packs(recorded: World) -> None:
    many = [control(*(ConfigRule(f"RULE_{number}") for number in range(131)))]
    graph = build(recorded, controls=many)
    names = {pack.inputs["name"] for pack in graph.of_type(PACK)}
    assert names == {"landing-zone-controls-1", "landing-zone-controls-2"}


def test_an_account_without_a_recorder_is_refused(recorded: World) -> None:
    client = recorded.client("config", "second", OTHER_REGION)
    client.delete_configuration_recorder(ConfigurationRecorderName="landing-zone")
    with pytest.raises(ProgramError, match=f"got none in {recorded.accounts['second']};"):
        build(recorded)


def test_the_controls_find_nothing(recorded: World) -> None:
    assert findings(build(recorded)) == []
