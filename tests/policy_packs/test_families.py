"""The families of types are those of the installed SDK, and each member has the inputs that make it one.

Not proved: that a name says what an input is for; which names count is judgement, seen in the members below.
"""

from __future__ import annotations

import pytest

from policy_packs import families
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._families import family
from twin import schema


def test_the_file_is_up_to_date_with_the_installed_sdk() -> None:
    assert families.FILE.read_text() == families.render(), "run python -m policy_packs.families"


@pytest.mark.parametrize("name", sorted(families.FAMILIES))
def test_each_member_has_its_inputs(name: str) -> None:
    missing = [f"{token} {path}" for token, paths in family(name).items() for path in paths if not _exists(token, path)]
    assert family(name) and not missing


def _exists(token: str, path: str) -> bool:
    shape = schema.inputs(token)
    *parents, last = path.split(".")
    for parent in parents:
        nested = schema.fields(shape[parent]) if parent in shape else None
        if nested is None:
            return False
        shape = nested
    return last in shape


def test_there_is_no_other_family() -> None:
    with pytest.raises(KeyError):
        family("nonsense")


@pytest.mark.parametrize(
    ("name", "token", "path"),
    [
        ("kms_key", "aws:bedrock/agentAgent:AgentAgent", "customerEncryptionKeyArn"),
        ("kms_key", "aws:codepipeline/pipeline:Pipeline", "artifactStores.encryptionKey.id"),
        ("kms_key", "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "serverSideEncryption.keyArn"),
        ("kms_key", "aws:networkfirewall/firewall:Firewall", "encryptionConfiguration.keyId"),
        ("kms_key", "aws:sns/topic:Topic", "kmsMasterKeyId"),
        ("kms_key", "aws:workspacesweb/portal:Portal", "customerManagedKey"),
        ("secret", "aws:elasticache/user:User", "passwords"),
        ("secret", "aws:rds/instance:Instance", "password"),
        ("setting", "aws:ecs/taskDefinition:TaskDefinition", "containerDefinitions"),
        ("setting", "aws:elasticbeanstalk/environment:Environment", "settings"),
        ("setting", "aws:lambda/function:Function", "environment.variables"),
    ],
)
def test_members(name: str, token: str, path: str) -> None:
    assert path in family(name)[token]


@pytest.mark.parametrize(
    ("name", "token", "path"),
    [
        ("kms_key", "aws:cloudfront/fieldLevelEncryptionProfile:FieldLevelEncryptionProfile", "encryptionEntities"),
        ("kms_key", "aws:kms/alias:Alias", "targetKeyId"),
        ("kms_key", "aws:ec2/keyPair:KeyPair", "keyName"),
        (
            "secret",
            "aws:bedrock/agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider",
            "oauth2ProviderConfig.githubOauth2ProviderConfig.clientId",
        ),
        ("setting", "aws:lambda/function:Function", "description"),
        ("setting", "aws:rds/parameterGroup:ParameterGroup", "parameters"),
    ],
)
def test_no_members(name: str, token: str, path: str) -> None:
    assert not any(known == path or known.startswith(f"{path}.") for known in family(name).get(token, ()))


def test_a_type_is_asked_for_a_customer_managed_key_by_one_control() -> None:
    asked = [
        type
        for control in catalogue()
        if control.id.endswith("customer-managed-key")
        for rule in control.rules
        for type in rule.types
    ]
    assert not {type for type in asked if asked.count(type) > 1}
