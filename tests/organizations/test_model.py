"""The model answers questions about an organization, its defaults are the documented posture, its limits are AWS's.

Not proven: that AWS accepts an organization; limits are compared with botocore's service models, which omit some
(levels of units, smallest subnets, lengths of tags).
"""

import copy
import json
import pickle
import re
from pathlib import Path
from typing import Any

import botocore.loaders
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from organizations import __main__ as renewal
from organizations.model import SCHEMA, Network, Organization, schema
from organizations.sections.logging import ObjectLock

MODELS = botocore.loaders.Loader()
ORGANIZATIONS = MODELS.load_service_model("organizations", "service-2")["shapes"]
CONTACTS = MODELS.load_service_model("account", "service-2")["shapes"]
LOGS = MODELS.load_service_model("logs", "service-2")["shapes"]
DEFINITIONS = json.loads(schema())["$defs"]
EMAIL = DEFINITIONS["Account"]["properties"]["email"]


@pytest.fixture
def organization(document: dict[str, Any]) -> Organization:
    return Organization.model_validate(document)


def test_units_are_listed_parents_first(organization: Organization) -> None:
    assert organization.unit_paths == (
        "Security",
        "Infrastructure",
        "Workloads",
        "Workloads/Production",
        "Workloads/NonProduction",
        "Sandbox",
        "Suspended",
    )


def test_ancestors_lead_from_the_root_to_the_unit(organization: Organization) -> None:
    assert organization.ancestors("Workloads/Production") == ("root", "Workloads", "Workloads/Production")
    assert organization.ancestors("Sandbox") == ("root", "Sandbox")
    assert organization.ancestors("root") == ("root",)


def test_accounts_are_found_by_unit_and_units_by_account(organization: Organization) -> None:
    assert organization.accounts_in("Security") == ("log-archive", "security")
    assert organization.accounts_in("root") == ("management",)
    assert organization.accounts_in("Workloads") == ()
    assert organization.account_unit("payments-production") == "Workloads/Production"
    assert organization.account_unit("management") == "root"


def test_what_does_not_exist_is_a_key_error(organization: Organization) -> None:
    for question in (organization.ancestors, organization.accounts_in, organization.account_unit):
        with pytest.raises(KeyError, match="Nowhere"):
            question("Nowhere")


def test_member_accounts_begin_with_the_foundation_wherever_the_file_has_it(document: dict[str, Any]) -> None:
    document["accounts"] = dict(reversed(document["accounts"].items()))
    assert Organization.model_validate(document).member_accounts == (
        "log-archive",
        "security",
        "network",
        "shared-services",
        "sandbox-platform",
        "sandbox-data",
        "orders-staging",
        "payments-staging",
        "analytics-production",
        "web-production",
        "orders-production",
        "payments-production",
    )


def test_the_foundation_may_have_other_names(document: dict[str, Any]) -> None:
    document["accounts"] = {f"acme-{name}": account for name, account in document["accounts"].items()}
    document["networks"] = document["identity"] = {}
    document["foundation"] = {
        role: f"acme-{role.replace('_', '-')}"
        for role in ("management", "log_archive", "security", "network", "shared_services")
    }
    organization = Organization.model_validate(document)
    assert organization.member_accounts[0] == "acme-log-archive"
    assert organization.accounts_in("root") == ("acme-management",)


def test_an_organization_is_frozen_and_survives_copies(organization: Organization) -> None:
    with pytest.raises(ValidationError):
        organization.name = "other"
    assert copy.deepcopy(organization) == organization
    assert pickle.loads(pickle.dumps(organization)) == organization
    assert Organization.model_validate(organization.model_dump()) == organization
    assert Organization.model_validate_json(organization.model_dump_json()) == organization


def test_what_is_left_out_has_the_documented_posture(document: dict[str, Any]) -> None:
    for section in ("logging", "tags", "networks"):
        del document[section]
    organization = Organization.model_validate(document)
    assert organization.partition == "aws"
    assert organization.networks == {}
    assert organization.tags == {}
    assert organization.logging.retention_days == 365
    assert organization.logging.archive_days == 2555
    assert organization.logging.object_lock == ObjectLock(mode="GOVERNANCE", days=365, acknowledge_irreversible=False)
    network = Network(account="network", region="us-east-1", cidr="10.0.0.0/24")
    assert network.availability_zones == 2
    assert network.nat == "single"
    assert network.web_acl is True
    assert network.interface_endpoints == (
        *("ssm", "ssmmessages", "ec2messages", "kms", "logs", "secretsmanager", "sts"),
    )


def test_every_disagreement_is_an_error_at_its_place(document: dict[str, Any]) -> None:
    document["accounts"]["security"]["unit"] = "Nowhere"
    document["networks"]["hub"]["region"] = "eu-west-2"
    with pytest.raises(ValidationError) as raised:
        Organization.model_validate(document)
    assert [(each["loc"], each["input"]) for each in raised.value.errors()] == [
        (("accounts", "security", "unit"), "Nowhere"),
        (("networks", "hub", "region"), "eu-west-2"),
    ]


@pytest.mark.parametrize(
    ("section", "key"), [("version", None), ("logging", "retention_days"), ("logging", "archive_days")]
)
@pytest.mark.parametrize("value", [True, 1.0, "1"])
def test_a_number_is_not_converted_from_anything(
    document: dict[str, Any], section: str, key: str | None, value: object
) -> None:
    document[section] = value if key is None else {key: value}
    with pytest.raises(ValidationError, match=key or section):
        Organization.model_validate(document)


def test_every_key_is_described_for_editors() -> None:
    sections = [*DEFINITIONS.values(), json.loads(schema())]
    undescribed = [
        f"{section['title']}.{key}"
        for section in sections
        for key, value in section["properties"].items()
        if not value.get("description")
    ]
    assert undescribed == []


def test_the_schema_is_current() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema(), "renew it: python -m organizations"


def test_the_documented_command_renews_the_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "SCHEMA", tmp_path / "schema.json")
    renewal.main()
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema()


def test_the_schema_takes_the_example(document: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(json.loads(schema()))
    assert list(Draft202012Validator(json.loads(schema())).iter_errors(document)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("nickname",), "acme"),
        (("home_region",), "us-esat-1"),
        (("accounts", "Bad Name"), {"email": "a@example.com", "unit": "Sandbox", "owner": "a@example.com"}),
        (("accounts", "security", "email"), "nobody"),
        (("accounts", "management", "id"), 111122223333),
        (("networks", "hub", "web_acl"), "yes"),
        (("networks", "hub", "availability_zones"), 4),
        (("units", "a/b"), {}),
        (("logging", "retention_days"), 42),
    ],
)
def test_the_schema_refuses_what_the_model_refuses(
    document: dict[str, Any], path: tuple[str, ...], value: object
) -> None:
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert list(Draft202012Validator(json.loads(schema())).iter_errors(document))
    with pytest.raises(ValidationError):
        Organization.model_validate(document)


@given(st.from_regex(EMAIL["pattern"], fullmatch=True).filter(lambda text: 6 <= len(text) <= 64))
def test_aws_takes_every_address_as_account_and_as_contact(address: str) -> None:
    assert re.fullmatch(ORGANIZATIONS["Email"]["pattern"], address)
    assert re.fullmatch(CONTACTS["EmailAddress"]["pattern"], address)


@given(st.from_regex(DEFINITIONS["Contact"]["properties"]["phone"]["pattern"], fullmatch=True))
def test_aws_takes_every_phone_number(number: str) -> None:
    assert re.fullmatch(CONTACTS["PhoneNumber"]["pattern"], number)
    assert len(number) <= CONTACTS["PhoneNumber"]["max"]


def test_lengths_are_those_of_aws() -> None:
    accounts = json.loads(schema())["properties"]["accounts"]["propertyNames"]
    units = json.loads(schema())["properties"]["units"]["propertyNames"]
    contact = DEFINITIONS["Contact"]["properties"]
    assert (EMAIL["minLength"], EMAIL["maxLength"]) == (ORGANIZATIONS["Email"]["min"], ORGANIZATIONS["Email"]["max"])
    assert accounts["maxLength"] == ORGANIZATIONS["CreateAccountName"]["max"]
    assert units["maxLength"] == ORGANIZATIONS["OrganizationalUnitName"]["max"]
    assert contact["name"]["maxLength"] == CONTACTS["Name"]["max"]
    assert contact["title"]["maxLength"] == CONTACTS["Title"]["max"]
    assert contact["email"]["maxLength"] <= CONTACTS["EmailAddress"]["max"]


def test_retention_takes_what_cloudwatch_logs_takes() -> None:
    documented = LOGS["Days"]["documentation"].split("Possible values are:")[1].split("</p>")[0]
    assert DEFINITIONS["Logging"]["properties"]["retention_days"]["enum"] == [
        *map(int, re.findall("[0-9]+", documented))
    ]
