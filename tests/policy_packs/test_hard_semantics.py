"""What is easy to get wrong when resources are judged, item by item: what each regression example or test prevents.

`HELD` is the table. Examples belong to controls and are run, with all their variants, by test_examples.py; here they
only have to exist, on the side that the table says. Everything else is a test in this file, against the server that
the engine talks to. Not proved: that the table is complete.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import empty_pb2, json_format
from pulumi.runtime.proto import analyzer_pb2 as proto
from pulumi_policy import EnforcementLevel

from policy_packs.guardrails.controls import _resources, catalogue
from policy_packs.guardrails.controls._evaluation import Judge
from policy_packs.guardrails.controls._model import (
    Control,
    Example,
    Given,
    Ref,
    ResourceRule,
    Severity,
    StackRule,
)
from policy_packs.guardrails.controls._resources import Resource
from policy_packs.guardrails.controls._wire import plain
from tests.policy_packs import _engine as engine
from tests.policy_packs._engine import Moment, Planned, Server

CONTROLS = {control.id: control for control in catalogue()}
MENDED = [
    control for control in catalogue() if any(isinstance(rule, ResourceRule) and rule.mend for rule in control.rules)
]

BUCKET = "aws:s3/bucket:Bucket"
OLD_BUCKET = "aws:s3/bucketV2:BucketV2"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
DATABASE = "aws:rds/instance:Instance"
KEY = "aws:kms/key:Key"
KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy"
ROLE = "aws:iam/role:Role"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy"
VOLUME = "aws:ebs/volume:Volume"
ENCRYPTION_BY_DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
FUNCTION = "aws:lambda/function:Function"
COMPONENT = "anycompany:index:DataLake"

FLAGS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
ALL_ON = dict.fromkeys(FLAGS, True)
ACCOUNT = "111122223333"


@dataclass(frozen=True)
class Held:
    """One mistake, and what would fail if it were made: examples of a control, or tests of this file."""

    prevents: str
    control: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


def _by_examples(prevents: str, control: str, *, good: str = "", bad: str = "") -> Held:
    """Names of examples are separated by bars."""
    return Held(prevents, control, tuple(filter(None, good.split(" | "))), tuple(filter(None, bad.split(" | "))))


def _by_tests(prevents: str, *tests: str) -> Held:
    return Held(prevents, tests=tests)


_SSH = "vpc.security-group-no-open-admin-ports"
_ENVIRONMENT = "secrets.no-plaintext-in-environment"

HELD: dict[str, tuple[Held, ...]] = {
    "1 what the engine sends": (
        _by_examples(
            "default tags of the provider are missed, or go before the resource's",
            "tags.required",
            good="a tag of the provider's | one here, one of the provider's",
            bad="the provider overrides",
        ),
        _by_examples(
            "a value that the provider leaves unset is taken for a default", _SSH, bad="all protocols, without ports"
        ),
        _by_examples(
            "the region of a resource is taken for that of its provider",
            "ebs.volume-encrypted",
            good="the account's default in the same region",
            bad="the default is that of another region",
        ),
        _by_tests(
            "defaults that the provider fills in change a verdict", "test_defaults_written_out_change_no_verdict"
        ),
        _by_tests("a mend loses the provider's bookkeeping", "test_a_mend_leaves_the_bookkeeping_of_the_provider"),
    ),
    "2 unknown values": (
        _by_tests("one unknown rule hides an open one", "test_an_unknown_rule_hides_no_open_one"),
        _by_tests("one unknown resource ends a control", "test_an_unknown_resource_hides_no_other_of_the_stack"),
        _by_tests("known parts wait for unknown ones", "test_known_parts_decide_before_unknown_ones"),
        _by_tests("an unknown value is a violation", "test_an_unknown_value_is_no_violation"),
        _by_tests("nobody hears of the undecided", "test_what_is_undecided_is_said_where_the_configuration_asks"),
        _by_examples("a key that comes later is missing", "eks.secrets-encrypted", good="a key that isn't known yet"),
        _by_examples(
            "a source that comes later is missing", "lambda.permission-has-source", good="a source that isn't known yet"
        ),
    ),
    "3 unknown values in remediation": (
        _by_tests("a sentinel is taken for text", "test_a_mend_waits_for_what_is_unknown"),
        _by_tests("a mend overwrites a sentinel", "test_a_mend_touches_no_sentinel_beside_what_it_sets"),
    ),
    "4 policy documents at preview": (
        _by_tests(
            "a document with an unknown part is judged by halves",
            "test_a_document_with_an_unknown_part_is_judged_later",
        ),
        _by_tests("the first preview says nothing", "test_a_document_of_known_names_is_judged_at_the_first_preview"),
        _by_tests("only text is read", "test_a_document_may_be_an_object"),
        _by_tests("the ARN of one bucket is a star", "test_a_reference_to_an_arn_is_no_star"),
        _by_examples(
            "a bucket beside its policy is unknown to it",
            "s3.bucket-policy-not-public",
            good="a bucket that is made beside it",
        ),
    ),
    "5 secrets": (
        _by_tests("a mend opens secrets of a list", "test_a_mend_keeps_secrets_in_lists_secret"),
        _by_tests("a mend opens what it sets", "test_a_mend_of_a_secret_is_secret"),
        _by_tests("secrecy changes a verdict", "test_the_mark_of_a_secret_changes_no_verdict"),
        _by_tests("a message repeats a secret", "test_no_message_repeats_a_secret"),
        _by_tests(
            "what can't be decrypted is taken for the value",
            "test_a_secret_that_an_exported_state_withholds_is_unknown",
        ),
        _by_examples(
            "a secret in the program's reach is stored in the state",
            "secrets.stored-write-only",
            good="given write-only",
            bad="a text",
        ),
    ),
    "6 types": (
        _by_tests("a port is 22.0", "test_whole_numbers_are_whole_in_messages"),
        _by_tests("an empty list or object is a value", "test_empty_lists_and_objects_are_nothing"),
        _by_tests("a rule or a mend sees the SDK's views", "test_a_rule_and_a_mend_see_plain_python"),
        _by_examples("text of the provider is no boolean", "s3.public-acls-blocked", good="on, written as text"),
    ),
    "7 resources beside a bucket, and twins": (
        _by_tests("one block covers two buckets", "test_the_block_of_one_bucket_covers_no_other"),
        _by_tests("buckets of a loop are mixed up", "test_each_bucket_of_a_loop_has_its_own_block"),
        _by_tests("a block is lost with the name", "test_a_bucket_whose_name_is_made_elsewhere_has_its_block"),
        _by_tests("an unknown target is no target", "test_a_block_of_an_unknown_bucket_is_no_proof_of_absence"),
        _by_tests("deprecated types are not judged", "test_a_deprecated_type_is_judged_as_its_successor"),
        _by_examples(
            "a bucket named by text has no policy",
            "s3.bucket-tls-only",
            good="the policy names the bucket instead of referring to it | the bucket's own policy",
            bad="the policy belongs to another bucket",
        ),
        _by_examples(
            "inline and deprecated configuration is not seen",
            "s3.bucket-versioned",
            good="versioning in the bucket's own block | versioning in the old token's block | "
            "an old token beside the bucket",
            bad="off in the bucket's own block | everything omitted: aws:s3/bucketV2:BucketV2",
        ),
        _by_examples(
            "the account's block does not count",
            "s3.bucket-public-access-blocked",
            good="the block of the account covers the bucket",
            bad="the block of the account is incomplete | the block belongs to another bucket",
        ),
        _by_examples(
            "S3's own encryption is no encryption",
            "s3.bucket-encryption-complete",
            good="everything omitted, which S3 encrypts by its own key",
        ),
        _by_examples(
            "one of two live tokens is not judged",
            "elb.deletion-protected",
            bad="everything omitted, aws:lb/loadBalancer:LoadBalancer | "
            "everything omitted, aws:alb/loadBalancer:LoadBalancer",
        ),
        _by_examples(
            "one of two live tokens is not judged",
            "elb.listener-tls",
            bad="no policy, aws:lb/listener:Listener | no policy, aws:alb/listener:Listener",
        ),
        _by_examples(
            "whoever uses a deprecated type never hears of it",
            "pulumi.no-legacy-types",
            good="a bucket",
            bad="aws:s3/bucketV2:BucketV2",
        ),
    ),
    "8 security groups": (
        _by_examples(
            "the group itself excuses everybody",
            _SSH,
            good="everything from the group itself",
            bad="everybody beside the group itself",
        ),
        _by_examples("a prefix list excuses everybody", _SSH, bad="everybody beside a prefix list"),
        _by_examples(
            "all protocols have no port",
            _SSH,
            bad="all protocols, without ports | all protocols, with ports of nothing | all protocols by name",
        ),
        _by_examples(
            "only exact ports are open",
            _SSH,
            good="the port before | the port after",
            bad="a range of ports around it | all ports",
        ),
        _by_examples(
            "the internet has one name",
            _SSH,
            bad="the internet in two halves | half of the internet | a shell for everybody with IPv6 | "
            "everybody with IPv6 written at length",
        ),
        _by_examples("only the first rule is read", _SSH, bad="the second of two rules"),
        _by_examples(
            "what goes out is what comes in", _SSH, good="a shell to everybody | everything from another group"
        ),
        _by_examples("the default group is another type", _SSH, bad="the default group"),
        _by_examples(
            "nearly the internet is private",
            "vpc.security-group-internet-in-one-piece",
            good="everybody, openly | private ranges",
            bad="pieces in rules of their own | the public half of IPv6",
        ),
        _by_examples("types of echo are ports", _SSH, good="echo requests of everybody"),
        _by_examples(
            "a rule of its own for everything is nothing", "vpc.security-group-no-open-all-traffic", bad="no ports"
        ),
        _by_tests("rules of their own are not judged", "test_an_ingress_rule_without_ports_is_for_every_port"),
        _by_tests("two halves in two rules are private", "test_the_internet_in_two_halves_is_the_internet"),
    ),
    "9 what policy documents mean": (
        _by_tests("a condition's operator doesn't matter", "test_a_condition_makes_everybody_somebody_or_not"),
        _by_tests("the key's own policy is an identity's", "test_a_key_policy_may_say_every_resource"),
        _by_examples("a deny is a grant", "resourcepolicy.not-public", good="a deny for everybody"),
        _by_examples("a deny is a grant", "s3.bucket-policy-not-public", good="a deny for everybody"),
        _by_examples("a deny is a grant", "iam.policy-no-admin-star", good="in a deny"),
        _by_examples("a deny is a grant", "resourcepolicy.no-wildcard-actions", good="everything is denied"),
        _by_examples(
            "any deny for everybody locks out",
            "resourcepolicy.no-lockout",
            good="plain HTTP is denied | deleting is denied | objects are denied | one role is denied",
            bad="the policy only | everybody, the bucket and its objects",
        ),
        _by_examples(
            "actions without resources need none",
            "iam.policy-no-unconstrained-write",
            good="what no ARN can limit | metrics | the log groups of an account",
        ),
        _by_examples("actions without resources need none", "iam.policy-resources-named", good="what no ARN can limit"),
        _by_examples(
            "objects of one bucket are everything",
            "iam.policy-no-data-exfiltration",
            good="what the work needs: arn:aws:s3:::artifacts/*",
            bad="all: arn:aws:s3:::*/*",
        ),
        _by_tests("streams of one log group are everything", "test_wildcards_inside_one_resource_are_narrow"),
        _by_examples(
            "the owner of a key decides too much",
            "resourcepolicy.no-wildcard-actions",
            good="the owner of the key decides",
            bad="another account than the owner's",
        ),
        _by_examples(
            "the policy beside a key is not seen",
            "kms.key-policy-not-public",
            good="the account decides by its own policies",
            bad="everybody in the policy beside the key | the condition holds when its key is missing",
        ),
        _by_examples(
            "the policy beside a key is not seen",
            "kms.key-policy-set",
            good="a policy beside the key",
            bad="the policy of another key",
        ),
        _by_examples(
            "conditions that hold for anybody narrow",
            "iam.policy-no-admin-star",
            bad="a condition that missing tags satisfy | a condition that excludes | any network | "
            "any value of a tag | a condition on the connection",
        ),
        _by_examples(
            "only the first statement is read", "iam.role-trust-no-public-principal", bad="in the second statement"
        ),
        _by_examples(
            "everybody but one is one",
            "iam.role-trust-no-public-principal",
            good="everybody in the organization",
            bad="everybody but one | everybody outside the organization | "
            "a condition that holds when the key is missing",
        ),
    ),
    "10 values that are not set": (
        *(
            _by_examples(f"{control} passes what is unsafe when unset", control, bad=bad)
            for control, bad in (
                ("rds.storage-encrypted", "everything omitted but the class | a cluster that does not say"),
                ("data.deletion-protected", "everything omitted but the class"),
                ("rds.backups-on", "everything omitted but the class, off by default"),
                ("kms.key-rotation", "everything omitted"),
                ("cloudtrail.files-validated", "everything omitted but the bucket"),
                ("cloudtrail.trail-complete", "everything omitted but the bucket"),
                ("ecr.immutable-tags", "everything omitted: aws:ecr/repository:Repository"),
                ("elb.listener-tls", "no policy, aws:lb/listener:Listener"),
                ("kinesis.stream-encrypted", "everything omitted"),
                ("dax.storage-encrypted", "everything omitted that may be"),
                ("sagemaker.notebook-no-direct-internet", "everything omitted"),
                ("sagemaker.notebook-no-root", "everything omitted"),
                ("transfer.server-in-vpc", "everything omitted"),
                ("transfer.security-policy-current", "everything omitted"),
                ("appsync.introspection-off", "everything omitted"),
                ("s3.public-acls-blocked", "everything omitted"),
                ("s3.public-policies-blocked", "everything omitted"),
                ("s3.public-acls-ignored", "everything omitted"),
                ("s3.public-policies-restricted", "everything omitted"),
                ("rds.not-public", "a profile of replications that does not say"),
            )
        ),
        *(
            _by_examples(f"{control} flags what is safe when unset", control, good=good)
            for control, good in (
                ("rds.not-public", "everything omitted but the class | a replication that does not say"),
                ("vpc.subnet-no-public-ip", "everything omitted but the VPC"),
                ("rds.engine-upgrades-itself", "everything omitted but the class"),
                ("redshift.storage-encrypted", "everything omitted that may be, encrypted by default"),
                ("elb.desync-mitigated", "everything omitted"),
                ("transitgateway.attachments-accepted-by-hand", "everything omitted, which AWS takes for off"),
                ("memorydb.tls-required", "everything omitted that may be"),
                ("guardduty.detector-enabled", "everything omitted"),
                ("elasticache.storage-encrypted", "an engine that is encrypted by default"),
            )
        ),
        _by_examples(
            "what the account decides is decided by the resource",
            "ebs.volume-encrypted",
            good="the account's default | the account's default, set by another stack",
            bad="everything omitted but the zone | the default is off",
        ),
        _by_examples(
            "what the account decides is decided by the resource",
            "ec2.imdsv2-required",
            good="the account's default",
            bad="everything omitted | the instance weakens its template",
        ),
        _by_examples(
            "what the engine decides is decided by the resource",
            "rds.storage-encrypted",
            good="a serverless cluster, always encrypted | a replica, which is as its source",
        ),
    ),
    "11 names of TLS policies, and versions with an end": (
        _by_examples(
            "a list of names is out of date",
            "elb.listener-tls",
            good="policy TLS13-1-2-2021-06 | policy TLS13-1-3-FIPS-2023-04 | policy TLS13-1-2-Res-PQ-2025-09",
            bad="policy TLS13-1-0-PQ-2025-09 | policy TLS13-1-1-FIPS-2023-04 | policy TLS-1-1-2017-01",
        ),
        _by_examples(
            "other protocols need a policy",
            "elb.listener-tls",
            good="TCP of a network load balancer | HTTP, of which another control speaks",
        ),
        _by_examples(
            "a list of names is out of date", "cloudfront.minimum-tls", good="TLSv1.3_2025", bad="TLSv1.1_2016"
        ),
        _by_examples(
            "what is newer than the table has ended",
            "lambda.runtime-supported",
            good="a runtime newer than the table | the last day",
            bad="the day after the last",
        ),
        _by_examples(
            "what is newer than the table has ended",
            "eks.version-supported",
            good="a version newer than the table | the last day",
            bad="the day after the last",
        ),
    ),
    "12 secrets in plain text": (
        _by_tests("a name of forty characters is a secret", "test_long_names_and_addresses_are_no_secrets"),
        _by_examples(
            "names and places of secrets are secrets",
            _ENVIRONMENT,
            good="a name of a secret | the ARN of a secret | the path of a parameter | an address of tokens | "
            "random text under another name",
            bad="a password | a key that is a UUID",
        ),
        _by_examples(
            "what is encoded is not read", _ENVIRONMENT, bad="in encoded user data | in a document | in a command"
        ),
        _by_examples(
            "what fetches a secret is one",
            _ENVIRONMENT,
            good="a secret that the task fetches | a script that fetches its secret | a variable from Secrets Manager",
        ),
        _by_examples(
            "digests and documented keys are credentials",
            "secrets.no-literal-credentials",
            good="an ARN | a digest | AWS's documented key | forty characters under another name | "
            "an image with its digest",
            bad="an AWS access key id | in base64 | in compressed base64 | in user data",
        ),
    ),
    "13 the contract of remediation": (
        _by_tests("properties are lost", "test_a_remediation_is_the_whole_bag"),
        _by_tests("every deploy reports a remediation", "test_what_is_fine_is_not_remediated"),
        _by_tests("the second remediation undoes the first", "test_remediations_build_on_each_other"),
        _by_tests("a mend replaces a resource", "test_no_mend_replaces_a_resource"),
        _by_tests("a rule without a mend is weaker", "test_what_cannot_be_mended_stays_mandatory"),
    ),
    "14 preview and update": (
        _by_tests("preview and update say different things", "test_a_stack_is_judged_alike_at_preview_and_update"),
        _by_tests(
            "a critical violation is only found once it exists",
            "test_a_critical_control_of_the_stack_has_a_twin_before_creation",
        ),
    ),
    "15 edges of the graph": (
        _by_tests("what a component makes is not judged", "test_a_bucket_in_a_component_is_judged_by_its_type"),
        _by_tests("another account's resources count", "test_a_second_provider_is_another_place"),
        _by_tests("no provider, no verdict", "test_a_resource_without_a_provider_is_judged"),
        _by_examples(
            "drift hides behind ignored changes",
            "pulumi.no-ignore-changes-on-security",
            good="a component, which has no properties of its own",
            bad="policy ignored | ingress[0].cidrBlocks ignored",
        ),
        _by_examples(
            "deletion is never judged",
            "pulumi.protect-critical",
            good="a protected key",
            bad="object lock: aws:s3/bucket:Bucket",
        ),
        _by_examples(
            "what no control covers passes in silence",
            "pulumi.coverage-gap",
            good="a component | another cloud",
            bad="aws-native:s3:Bucket | awscc:s3:Bucket",
        ),
        _by_examples("any account will do", "provider.account-pinned", good="one account", bad="everything omitted"),
    ),
    "16 exemptions": (
        _by_tests("an exemption leaves no trace", "test_what_is_exempt_is_still_said_and_no_longer_stops"),
        _by_tests("an exemption lasts for ever", "test_an_exemption_that_is_over_or_has_no_reason_is_a_violation"),
        _by_tests("an exemption outlives its reason", "test_an_exemption_that_nothing_needs_is_a_violation"),
    ),
    "17 robustness": (
        _by_tests("a mistake of a rule stops the deploy", "test_a_rule_that_raises_stops_no_deploy_and_hides_no_other"),
        _by_tests("a mistake of a mend stops the deploy", "test_a_mend_that_raises_stops_no_deploy"),
        _by_tests("a word on the standard output is the port", "test_nothing_is_printed_before_the_port"),
        _by_tests("two policies share a name", "test_the_names_of_policies_are_unique_and_not_reserved"),
    ),
    "18 size": (
        _by_tests("each resource looks through the stack", "test_four_thousand_resources_take_twice_two_thousand"),
    ),
    "19 metadata": (
        _by_tests("an id is lost beside the first framework", "test_a_policy_tells_every_id_that_it_stands_for"),
        _by_tests("a message says the title again", "test_a_message_is_one_line_after_the_title"),
    ),
    "20 stored states": (
        _by_tests("a withheld secret is a literal", "test_a_secret_that_an_exported_state_withholds_is_unknown"),
        _by_examples("no policy is one", "s3.bucket-tls-only", bad="an empty policy, as AWS reports none"),
        _by_examples(
            "what AWS reports of every bucket is somebody's choice",
            "s3.bucket-mfa-delete",
            good="no versions, as AWS reports it of every such bucket",
            bad="no lifecycle, as AWS reports it",
        ),
        _by_tests("what the provider gave back is a conflict", "test_what_the_provider_gives_back_is_no_conflict"),
    ),
}


@pytest.mark.parametrize(
    "held", [pytest.param(held, id=f"{item}: {held.prevents}") for item, found in HELD.items() for held in found]
)
def test_what_prevents_it_is_there(held: Held) -> None:
    assert held.tests or held.good or held.bad
    missing = [name for name in held.tests if not callable(globals().get(name))]
    if held.control:
        control = CONTROLS[held.control]
        missing += sorted({*held.good} - {item.name for item in control.good})
        missing += sorted({*held.bad} - {item.name for item in control.bad})
    assert not missing


def test_every_test_is_in_the_table() -> None:
    named = {name for found in HELD.values() for held in found for name in held.tests}
    here = {name for name in globals() if name.startswith("test_")}
    assert here - named == {"test_what_prevents_it_is_there", "test_every_test_is_in_the_table"}
    assert [item.partition(" ")[0] for item in HELD] == [str(number) for number in range(1, 21)]


# How the tests ask


@cache
def _server(*ids: str, remediate: bool = False) -> Server:
    controls = [CONTROLS[id] for id in ids] if ids else catalogue()
    levels = {control.id: EnforcementLevel.REMEDIATE for control in controls} if remediate else {}
    return Server(controls, levels=levels)


def _plan(*items: Given, moment: Moment = Moment.UPDATE) -> list[Planned]:
    return engine.plan(Example("", items), moment)


def _names(diagnostics: Sequence[proto.AnalyzeDiagnostic], control: str) -> list[str]:
    assert not engine.failures_to_judge(diagnostics)
    return sorted(each.urn.rpartition("::")[2] for each in diagnostics if each.policyName == control)


def _flagged(control: str, *items: Given, moment: Moment = Moment.UPDATE) -> list[str]:
    """The names of the resources that the control flags."""
    return _names(_server(control).judge(_plan(*items, moment=moment)), control)


def _remediated(control: str, type: str, inputs: Mapping[str, Any]) -> dict[str, Any] | None:
    resource = Planned(type, "example", f"urn:pulumi:production::workload::{type}::example", inputs)
    found = _server(control, remediate=True).remediate(resource)
    assert not any(item.diagnostic for item in found)
    return json_format.MessageToDict(found[0].properties) if found else None


def _mend(control: Control, item: Example, resource: Planned) -> dict[str, Any]:
    """What the control would set, by dotted path."""
    judge = Judge([control], {control.id: item.parameters})
    return judge.mend(Resource(resource.type, plain(resource.inputs)))


def _document(**changes: object) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*", **changes}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _grant(action: str, resource: object) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}]}


def _ssh(*cidrs: str) -> dict[str, Any]:
    return {"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": list(cidrs)}


# 1


@pytest.mark.parametrize(
    ("type", "written", "filled_in"),
    [
        (BUCKET, {}, {"bucket": "logs-1a2b3c4", "forceDestroy": False, "tagsAll": {}}),
        (GROUP, {"ingress": [_ssh("0.0.0.0/0")]}, {"name": "web-1a2b3c4", "revokeRulesOnDelete": False}),
        (KEY, {}, {"customerMasterKeySpec": "SYMMETRIC_DEFAULT", "isEnabled": True, "keyUsage": "ENCRYPT_DECRYPT"}),
        (ROLE, {"assumeRolePolicy": json.dumps(_document())}, {"maxSessionDuration": 3600, "path": "/"}),
        (DATABASE, {"instanceClass": "db.t4g.micro"}, {"applyImmediately": False, "monitoringInterval": 0}),
    ],
)
def test_defaults_written_out_change_no_verdict(type: str, written: dict[str, Any], filled_in: dict[str, Any]) -> None:
    expected, found = (
        sorted((each.policyName, each.message) for each in _server().judge(_plan(Given(type, inputs))))
        for inputs in (written, written | filled_in | {"region": engine.REGION})
    )
    assert found == expected != []


@pytest.mark.parametrize("control", [pytest.param(control, id=control.id) for control in MENDED])
def test_a_mend_leaves_the_bookkeeping_of_the_provider(control: Control) -> None:
    seen = 0
    for item in control.bad:
        parameters = {control.id: item.parameters}
        server = Server([control], parameters, {control.id: EnforcementLevel.REMEDIATE})
        for resource in engine.plan(item):
            kept = _kept(resource.inputs)
            plainly, beside = (
                [
                    json_format.MessageToDict(found.properties)
                    for found in server.remediate(resource.with_inputs(inputs))
                ]
                for inputs in (resource.inputs, kept)
            )
            assert [_without(after) for after in beside] == plainly, item.name
            replaced = tuple(f"{name}." for name in _mend(control, item, resource))
            for after in beside:
                lost = {
                    path for path in {*_bookkeeping(kept)} - {*_bookkeeping(after)} if not path.startswith(replaced)
                }
                assert not lost, item.name
                seen += 1
    assert seen


def _kept(value: Any) -> Any:
    """The tree with the list of defaults that the engine keeps in each object of the provider's schema."""
    if isinstance(value, Mapping):
        return {key: _kept(item) for key, item in value.items()} | {"__defaults": ["name"]}
    return [_kept(item) for item in value] if isinstance(value, list) else value


def _without(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without(item) for key, item in value.items() if key != "__defaults"}
    return [_without(item) for item in value] if isinstance(value, list) else value


def _bookkeeping(tree: Any) -> list[str]:
    return [".".join(map(str, path)) for path, value in engine.nodes(tree) if path[-1] == "__defaults" and value]


# 2


def test_an_unknown_rule_hides_no_open_one() -> None:
    rules = [engine.unknown({}), _ssh(engine.unknown("")), _ssh("0.0.0.0/0") | {"fromPort": engine.unknown(22)}]
    assert _flagged(_SSH, Given(GROUP, {"ingress": rules})) == []
    assert _flagged(_SSH, Given(GROUP, {"ingress": [*rules, _ssh("0.0.0.0/0")]})) == ["example"]


def test_an_unknown_resource_hides_no_other_of_the_stack() -> None:
    undecided = [
        Given(BUCKET, {"bucket": "a"}, name="undecided"),
        Given(BUCKET_POLICY, {"bucket": Ref("undecided"), "policy": engine.unknown("")}, name="policy"),
    ]
    for moment in Moment:
        found = _flagged("s3.bucket-tls-only", *undecided, Given(BUCKET, {"bucket": "b"}, name="open"), moment=moment)
        assert found == ["open"]


@pytest.mark.parametrize("sentinel", engine.SENTINELS)
def test_known_parts_decide_before_unknown_ones(sentinel: str) -> None:
    others = dict.fromkeys(("instanceClass", "engine", "kmsKeyId", "tags", "tagsAll"), sentinel)
    assert _flagged("rds.storage-encrypted", Given(DATABASE, {**others, "storageEncrypted": False})) == ["example"]


@pytest.mark.parametrize("sentinel", engine.SENTINELS)
def test_an_unknown_value_is_no_violation(sentinel: str) -> None:
    assert _flagged("rds.storage-encrypted", Given(DATABASE, {"storageEncrypted": sentinel})) == []
    assert _flagged(_SSH, Given(GROUP, {"ingress": sentinel})) == []
    assert _flagged("sqs.queue-policy-not-public", Given(QUEUE_POLICY, {"policy": sentinel})) == []


@pytest.mark.parametrize(
    ("undecided", "levels"),
    [("silent", []), ("advisory", [proto.ADVISORY]), ("mandatory", [proto.MANDATORY])],
)
def test_what_is_undecided_is_said_where_the_configuration_asks(undecided: str, levels: list[int]) -> None:
    server = Server([CONTROLS["rds.storage-encrypted"]], {"settings": {"undecided": undecided}})
    found = server.analyze(_plan(Given(DATABASE, {"storageEncrypted": engine.unknown(True)}))[0])
    assert [each.enforcementLevel for each in found] == levels
    assert all("rds.storage-encrypted" in each.message for each in found)


# 3


@pytest.mark.parametrize("sentinel", engine.SENTINELS)
def test_a_mend_waits_for_what_is_unknown(sentinel: str) -> None:
    assert _remediated("kms.key-rotation", KEY, {"enableKeyRotation": sentinel}) is None
    assert _remediated("kms.key-rotation", KEY, {"keyUsage": sentinel}) is None
    assert _remediated("cloudfront.origin-https", DISTRIBUTION, {"origins": sentinel}) is None


@pytest.mark.parametrize("sentinel", engine.SENTINELS)
def test_a_mend_touches_no_sentinel_beside_what_it_sets(sentinel: str) -> None:
    inputs = {"description": sentinel, "policy": sentinel, "tags": {"owner": sentinel}}
    assert _remediated("kms.key-rotation", KEY, inputs) == inputs | {"enableKeyRotation": True}


# 4


def test_a_document_with_an_unknown_part_is_judged_later() -> None:
    bucket = Given(BUCKET, {"bucket": "assets"}, name="assets")
    document = _document(Action="s3:GetObject", Resource=Ref("assets", "arn"))
    policy = Given(BUCKET_POLICY, {"bucket": Ref("assets"), "policy": document}, name="policy")
    judged = [_flagged("s3.bucket-policy-not-public", bucket, policy, moment=moment) for moment in Moment]
    assert judged == [[], ["policy"], ["policy"]]


def test_a_document_of_known_names_is_judged_at_the_first_preview() -> None:
    bucket = Given(BUCKET, {"bucket": "assets"}, name="assets")
    document = _document(Action="s3:GetObject", Resource="arn:aws:s3:::assets/*")
    policy = Given(BUCKET_POLICY, {"bucket": Ref("assets"), "policy": document}, name="policy")
    assert _flagged("s3.bucket-policy-not-public", bucket, policy, moment=Moment.PREVIEW) == ["policy"]


@pytest.mark.parametrize("written", [json.dumps, lambda document: document], ids=["text", "object"])
def test_a_document_may_be_an_object(written: Any) -> None:
    (resource,) = _plan(Given(QUEUE_POLICY, {"queueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/jobs"}))
    for document, flagged in ((_document(), 1), (_document(Principal={"AWS": ACCOUNT}), 0)):
        sent = resource.with_inputs({**resource.inputs, "policy": written(document)})
        assert len(_server("sqs.queue-policy-not-public").analyze(sent)) == flagged


def test_a_reference_to_an_arn_is_no_star() -> None:
    bucket = Given(BUCKET, {"bucket": "artifacts"}, name="artifacts")
    for action in ("s3:GetObject", "s3:PutObject", "s3:*"):
        document = _grant(action, [Ref("artifacts", "arn")])
        policy = Given(ROLE_POLICY, {"role": "deploy", "policy": document}, name="policy")
        for moment in Moment:
            found = _server().judge(_plan(bucket, policy, moment=moment))
            assert not [
                each.policyName for each in found if each.policyName.startswith("iam.") and "policy" in each.urn
            ]


# 5


def _distribution(**origin: Any) -> dict[str, Any]:
    return {
        "enabled": True,
        "origins": [
            {
                "originId": "web",
                "domainName": "web.anycompany.com",
                "customOriginConfig": {"httpPort": 80, "httpsPort": 443, "originProtocolPolicy": "http-only"},
                **origin,
            }
        ],
    }


def _with_https(inputs: Mapping[str, Any]) -> Any:
    path = ("origins", 0, "customOriginConfig", "originProtocolPolicy")
    return engine.replaced(engine.revealed(inputs), path, "https-only")


def test_a_mend_keeps_secrets_in_lists_secret() -> None:
    headers = [
        {"name": "X-Open", "value": "open"},
        {"name": "X-Origin-Verify", "value": engine.secret("hunter2")},
        engine.secret({"name": "X-All", "value": "hunter3"}),
    ]
    for origin in ({"customHeaders": headers}, {"customHeaders": engine.secret(engine.revealed(headers))}):
        before = _distribution(**origin)
        after = _remediated("cloudfront.origin-https", DISTRIBUTION, before)
        assert after is not None
        assert engine.revealed(after) == _with_https(before)
        assert after["origins"][0]["customHeaders"] == origin["customHeaders"]


def test_a_mend_of_a_secret_is_secret() -> None:
    origin = _distribution()["origins"][0]
    for origins in (engine.secret([origin]), [engine.secret(origin)]):
        after = _remediated("cloudfront.origin-https", DISTRIBUTION, {"enabled": True, "origins": origins})
        assert after is not None
        assert engine.revealed(after) == _with_https(_distribution())
        assert engine.is_secret(after["origins"]) or engine.is_secret(after["origins"][0])


def test_the_mark_of_a_secret_changes_no_verdict() -> None:
    # The SDK marks some inputs by itself, so the mark doesn't say that somebody took care.
    password = {"instanceClass": "db.t4g.micro", "password": "hunter2-prod"}
    marked = password | {"password": engine.secret("hunter2-prod")}
    written, kept = (
        sorted(each.policyName for each in _server().judge(_plan(Given(DATABASE, inputs))))
        for inputs in (password, marked)
    )
    assert written == kept
    assert "rds.password-managed" in kept


def test_no_message_repeats_a_secret() -> None:
    value = "hunter2-prod"
    found = _server().judge(
        _plan(
            Given(DATABASE, {"instanceClass": "db.t4g.micro", "password": engine.secret(value)}, name="database"),
            Given(FUNCTION, {"role": "r", "environment": {"variables": {"DB_PASSWORD": value}}}, name="function"),
            Given("aws:memorydb/user:User", {"authenticationMode": {"passwords": [value]}}, name="user"),
        )
    )
    assert {"rds.password-managed", _ENVIRONMENT, "secrets.no-literal-passwords"} <= {each.policyName for each in found}
    assert not [each.message for each in found if value in each.message]


# 6


def test_whole_numbers_are_whole_in_messages() -> None:
    (resource,) = _plan(Given(GROUP, {"ingress": [_ssh("0.0.0.0/0")]}))
    request = resource.request()
    sent = request.properties.fields["ingress"].list_value.values[0].struct_value.fields["fromPort"]
    assert sent.WhichOneof("kind") == "number_value"
    (found,) = _server(_SSH).servicer.Analyze(request, None).diagnostics
    assert "22" in found.message
    assert "22.0" not in found.message


@pytest.mark.parametrize(
    ("control", "type", "nothing"),
    [
        ("transfer.server-logged", "aws:transfer/server:Server", {"structuredLogDestinations": [], "tags": {}}),
        ("kms.key-rotation", KEY, {"tags": {}, "tagsAll": {}}),
        ("rds.storage-encrypted", DATABASE, {"enabledCloudwatchLogsExports": [], "restoreToPointInTime": None}),
        ("cognito.password-policy", "aws:cognito/userPool:UserPool", {"passwordPolicy": {}, "schemas": []}),
        ("s3.bucket-tls-only", BUCKET, {"lifecycleRules": [], "policy": ""}),
    ],
)
def test_empty_lists_and_objects_are_nothing(control: str, type: str, nothing: dict[str, Any]) -> None:
    assert set(_flagged(control, Given(type))) == set(_flagged(control, Given(type, nothing))) == {"example"}
    assert _flagged(_SSH, Given(GROUP, {"ingress": []})) == []


def test_a_rule_and_a_mend_see_plain_python() -> None:
    inputs = {"size": 3, "ratio": 0.5, "rules": [{"ports": [22, 80], "on": True}], "tags": {"a": engine.secret("b")}}
    expected = {"size": 3, "ratio": 0.5, "rules": [{"ports": [22, 80], "on": True}], "tags": {"a": "b"}}
    seen: list[Any] = []

    def look(resource: Resource) -> Iterator[str]:
        seen.append({name: resource.value(name) for name in resource.names()})
        yield "wrong; got this, expected that"

    def mend(resource: Resource) -> dict[str, Any]:
        list(look(resource))
        return {"size": 4}

    control = _control("any.look", ResourceRule((COMPONENT,), look, mend))
    server = Server([control], levels={control.id: EnforcementLevel.REMEDIATE})
    (resource,) = _plan(Given(COMPONENT, inputs))
    server.analyze(resource)
    (found,) = server.remediate(resource)
    assert json_format.MessageToDict(found.properties) == inputs | {"size": 4}
    assert len(seen) == 2
    for properties in seen:
        assert properties == expected
        assert json.dumps(properties, sort_keys=True) == json.dumps(expected, sort_keys=True)


# 7

_BLOCKED = "s3.bucket-public-access-blocked"


def _block(of: object, name: str = "block", **changes: object) -> Given:
    return Given(BLOCK, {"bucket": of, **ALL_ON, **changes}, name=name)


@pytest.mark.parametrize("moment", Moment)
def test_the_block_of_one_bucket_covers_no_other(moment: Moment) -> None:
    first, second = (Given(BUCKET, {"bucket": name}, name=name) for name in ("first", "second"))
    assert _flagged(_BLOCKED, first, second, _block(Ref("first")), moment=moment) == ["second"]
    assert _flagged(_BLOCKED, second, _block(Ref("second")), first, moment=moment) == ["first"]


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("type", [BUCKET, OLD_BUCKET])
def test_each_bucket_of_a_loop_has_its_own_block(type: str, moment: Moment) -> None:
    names = [f"logs-{number}" for number in range(12)]
    buckets = [Given(type, {"bucket": name}, name=name) for name in names]
    blocks = [_block(Ref(name), f"{name}-block") for name in names]
    assert _flagged(_BLOCKED, *buckets, *blocks, moment=moment) == []
    assert _flagged(_BLOCKED, *buckets, *blocks[:7], *blocks[8:], moment=moment) == ["logs-7"]


@pytest.mark.parametrize("moment", Moment)
def test_a_bucket_whose_name_is_made_elsewhere_has_its_block(moment: Moment) -> None:
    name = Given("random:index/randomPet:RandomPet", name="pet")
    bucket = Given(BUCKET, {"bucket": Ref("pet")}, name="logs")
    assert _flagged(_BLOCKED, name, bucket, _block(Ref("logs")), moment=moment) == []


def test_a_block_of_an_unknown_bucket_is_no_proof_of_absence() -> None:
    bucket = Given(BUCKET, {"bucket": "logs"}, name="logs")
    assert _flagged(_BLOCKED, bucket, _block(engine.unknown(""))) == []
    assert _flagged(_BLOCKED, bucket, _block("other")) == ["logs"]


@pytest.mark.parametrize(
    ("control", "old", "new", "inputs"),
    [
        (_BLOCKED, OLD_BUCKET, BUCKET, {}),
        ("s3.bucket-tls-only", OLD_BUCKET, BUCKET, {}),
        ("s3.bucket-acl-not-public", OLD_BUCKET, BUCKET, {"acl": "public-read"}),
        (
            "s3.bucket-acl-not-public",
            "aws:s3/bucketAclV2:BucketAclV2",
            "aws:s3/bucketAcl:BucketAcl",
            {"bucket": "logs", "acl": "public-read"},
        ),
        ("s3.bucket-policy-not-public", OLD_BUCKET, BUCKET, {"policy": json.dumps(_document(Action="s3:GetObject"))}),
        (
            "elb.deletion-protected",
            "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
            "aws:lb/loadBalancer:LoadBalancer",
            {},
        ),
    ],
)
def test_a_deprecated_type_is_judged_as_its_successor(control: str, old: str, new: str, inputs: dict[str, Any]) -> None:
    judged = {type for rule in CONTROLS[control].rules for type in rule.types}
    for type in (old, new):
        if type in judged or not type.startswith("aws:elastic"):
            assert _flagged(control, Given(type, inputs)) == ["example"]


# 8


@pytest.mark.parametrize("source", [{"cidrIpv4": "0.0.0.0/0"}, {"cidrIpv6": "::/0"}])
def test_an_ingress_rule_without_ports_is_for_every_port(source: dict[str, str]) -> None:
    rule = Given(INGRESS_RULE, {"securityGroupId": "sg-0a1b2c3d", "ipProtocol": "-1", **source})
    for control in (
        _SSH,
        "vpc.security-group-no-open-all-traffic",
        "vpc.security-group-no-open-high-risk-ports",
        "vpc.security-group-only-approved-ports-open",
    ):
        assert _flagged(control, rule) == ["example"]


def test_the_internet_in_two_halves_is_the_internet() -> None:
    halves = ("0.0.0.0/1", "128.0.0.0/1")
    assert _flagged(_SSH, Given(GROUP, {"ingress": [_ssh(*halves)]})) == ["example"]
    assert set(_flagged(_SSH, Given(GROUP, {"ingress": [_ssh(half) for half in halves]}))) == {"example"}
    assert _flagged(_SSH, Given(GROUP, {"ingress": [_ssh("10.0.0.0/9", "10.128.0.0/9")]})) == []


# 9

_ONE_ACCOUNT = {"aws:SourceAccount": ACCOUNT}
_ONE_ARN = {"aws:SourceArn": f"arn:aws:sns:us-east-1:{ACCOUNT}:alerts"}
_ONE_NETWORK = {"aws:SourceIp": "203.0.113.0/24"}
_THERE = {"aws:SourceAccount": "false"}
# Whether everybody is still everybody under a condition on a key that names somebody.
OPERATORS: dict[str, tuple[Mapping[str, str], bool]] = {
    "StringEquals": (_ONE_ACCOUNT, False),
    "StringEqualsIgnoreCase": (_ONE_ACCOUNT, False),
    "StringLike": (_ONE_ACCOUNT, False),
    "StringNotEquals": (_ONE_ACCOUNT, True),
    "StringNotEqualsIgnoreCase": (_ONE_ACCOUNT, True),
    "StringNotLike": (_ONE_ACCOUNT, True),
    "ArnEquals": (_ONE_ARN, False),
    "ArnLike": (_ONE_ARN, False),
    "ArnNotEquals": (_ONE_ARN, True),
    "ArnNotLike": (_ONE_ARN, True),
    "IpAddress": (_ONE_NETWORK, False),
    "NotIpAddress": (_ONE_NETWORK, True),
    "Bool": ({"aws:SecureTransport": "true"}, True),
    "Null": (_THERE, True),
    "NumericEquals": (_ONE_ACCOUNT, True),
    "NumericNotEquals": (_ONE_ACCOUNT, True),
    "NumericLessThan": (_ONE_ACCOUNT, True),
    "NumericLessThanEquals": (_ONE_ACCOUNT, True),
    "NumericGreaterThan": (_ONE_ACCOUNT, True),
    "NumericGreaterThanEquals": (_ONE_ACCOUNT, True),
    "DateEquals": ({"aws:CurrentTime": "2026-01-01T00:00:00Z"}, True),
    "DateNotEquals": ({"aws:CurrentTime": "2026-01-01T00:00:00Z"}, True),
    "DateLessThan": ({"aws:CurrentTime": "2026-01-01T00:00:00Z"}, True),
    "DateLessThanEquals": ({"aws:CurrentTime": "2026-01-01T00:00:00Z"}, True),
    "DateGreaterThan": ({"aws:CurrentTime": "2026-01-01T00:00:00Z"}, True),
    "DateGreaterThanEquals": ({"aws:CurrentTime": "2026-01-01T00:00:00Z"}, True),
    "BinaryEquals": ({"aws:SourceAccount": "MTExMTIyMjIzMzMz"}, True),
}


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_condition_makes_everybody_somebody_or_not(operator: str) -> None:
    values, is_public = OPERATORS[operator]
    for name, expected in (
        (operator, is_public),
        (f"ForAnyValue:{operator}", is_public),
        (f"ForAllValues:{operator}", True),  # It holds when the request has no such key.
        (f"{operator}IfExists", True),
        (f"ForAnyValue:{operator}IfExists", True),
    ):
        document = _document(Condition={name: dict(values)})
        flagged = _flagged("sqs.queue-policy-not-public", Given(QUEUE_POLICY, {"queueUrl": "jobs", "policy": document}))
        assert flagged == (["example"] if expected else []), name


def test_a_key_policy_may_say_every_resource() -> None:
    owner = _document(Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, Action="kms:*")
    user = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/shop"}, "Resource": "*"}
    uses = {"Action": ["kms:Decrypt", "kms:GenerateDataKey"]}
    document = owner | {"Statement": [*owner["Statement"], user | uses]}
    inputs = {"enableKeyRotation": True, "policy": document}
    resources = _plan(
        Given(KEY, inputs, name="own", protect=True),
        Given(KEY, {"enableKeyRotation": True}, name="beside", protect=True),
        Given(KEY_POLICY, {"keyId": Ref("beside"), "policy": document}, name="policy"),
    )
    found = {each.policyName for each in _server().judge(resources)}
    assert not {id for id in found if id.startswith(("iam.", "kms.", "resourcepolicy."))}


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("logs:PutLogEvents", f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:shop:*"),
        ("logs:GetLogEvents", f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:shop:log-stream:*"),
        ("s3:GetObject", "arn:aws:s3:::artifacts/*/*.log"),
        ("s3:PutObject", "arn:aws:s3:::artifacts/*"),
        ("logs:CreateLogDelivery", "*"),
        ("ec2:DescribeInstances", "*"),
    ],
)
def test_wildcards_inside_one_resource_are_narrow(action: str, resource: str) -> None:
    policy = Given(ROLE_POLICY, {"role": "shop", "policy": _grant(action, resource)})
    found = {each.policyName for each in _server().judge(_plan(policy))}
    assert not {id for id in found if id.startswith("iam.policy-")}


# 12


@pytest.mark.parametrize(
    "value",
    [
        "https://www.example.com/media/76860/page",  # 40 characters
        "payments-main-111122223333-uploads-bucke",  # 40
        "payments-test-main-destroy-111122223333-uploads1",  # 48
        "handler.with_a_very_long_name_for_one_of_the_fns",  # 48
        "/etc/pki/ca-trust/extracted/pem/ca.pem",
        "shop/feature-logging/OrderCompositePipel",  # 40
        "550e8400-e29b-41d4-a716-446655440000",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",  # 40
    ],
)
@pytest.mark.parametrize("name", ["S3_BUCKET", "DOWNLOAD_URL", "LAMBDA", "AWS_CA_BUNDLE", "METRIC_NAMESPACE"])
def test_long_names_and_addresses_are_no_secrets(name: str, value: str) -> None:
    function = Given(FUNCTION, {"role": "shop", "environment": {"variables": {name: value}}})
    for control in (_ENVIRONMENT, "secrets.no-literal-credentials"):
        assert _flagged(control, function) == []


# 13


def test_a_remediation_is_the_whole_bag() -> None:
    before = {"accountId": ACCOUNT, "blockPublicAcls": False, "region": "eu-west-1", "list": [1, {"a": "b"}], "e": {}}
    after = _remediated("s3.account-public-access-blocked", ACCOUNT_BLOCK, before)
    assert after == before | ALL_ON


@pytest.mark.parametrize("control", [pytest.param(control, id=control.id) for control in MENDED])
def test_what_is_fine_is_not_remediated(control: Control) -> None:
    good = [item for item in control.good if not item.parameters]
    server = _server(control.id, remediate=True)
    assert not [item.name for item in good for resource in engine.plan(item) if server.remediate(resource)]


def test_remediations_build_on_each_other() -> None:
    ids = ("s3.public-acls-blocked", "s3.public-acls-ignored", "s3.public-policies-blocked")
    (block,) = _plan(Given(BLOCK, {"bucket": "logs", **dict.fromkeys(FLAGS, False)}))
    found = _server(*ids, remediate=True).remediate(block)
    on = [sum(value is True for value in json_format.MessageToDict(item.properties).values()) for item in found]
    assert (len(found), on) == (3, [1, 2, 3])


# Inputs that AWS only takes when it makes the resource.
_REPLACING = {
    "aws:dax/cluster:Cluster": "serverSideEncryption",
    "aws:dms/replicationInstance:ReplicationInstance": "kmsKeyArn publiclyAccessible",
    "aws:docdb/cluster:Cluster": "kmsKeyId storageEncrypted",
    "aws:ebs/volume:Volume": "availabilityZone encrypted kmsKeyId",
    "aws:ec2/launchConfiguration:LaunchConfiguration": "ebsBlockDevices metadataOptions rootBlockDevice",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": "ebsBlockDevices metadataOptions rootBlockDevice",
    "aws:ecr/repository:Repository": "encryptionConfigurations",
    "aws:efs/fileSystem:FileSystem": "encrypted kmsKeyId",
    "aws:elasticache/replicationGroup:ReplicationGroup": "atRestEncryptionEnabled kmsKeyId",
    "aws:mq/broker:Broker": "encryptionOptions publiclyAccessible",
    "aws:neptune/cluster:Cluster": "kmsKeyArn storageEncrypted",
    "aws:neptune/clusterInstance:ClusterInstance": "publiclyAccessible",
    "aws:rds/cluster:Cluster": "kmsKeyId storageEncrypted",
    "aws:rds/instance:Instance": "kmsKeyId storageEncrypted",
    "aws:s3/bucket:Bucket": "bucket",
    "aws:sagemaker/notebookInstance:NotebookInstance": "directInternetAccess kmsKeyId subnetId",
}


@pytest.mark.parametrize("control", [pytest.param(control, id=control.id) for control in MENDED])
def test_no_mend_replaces_a_resource(control: Control) -> None:
    changed = {
        (resource.type, path.partition(".")[0])
        for item in control.bad
        for resource in engine.plan(item)
        for path in _mend(control, item, resource)
    }
    assert changed
    assert not changed & {(type, name) for type, names in _REPLACING.items() for name in names.split()}


def test_what_cannot_be_mended_stays_mandatory() -> None:
    for id in ("rds.storage-encrypted", _BLOCKED):
        server = Server([CONTROLS[id]], levels={id: EnforcementLevel.REMEDIATE})
        resources = _plan(Given(DATABASE), Given(BUCKET, name="logs"))
        assert [each.enforcementLevel for each in server.judge(resources)] == [proto.MANDATORY]
        assert not [item for resource in resources for item in server.remediate(resource)]


# 14


@pytest.mark.parametrize("control", [_BLOCKED, "s3.bucket-tls-only", "s3.bucket-versioned", "s3.bucket-mfa-delete"])
def test_a_stack_is_judged_alike_at_preview_and_update(control: str) -> None:
    for item in (*CONTROLS[control].good, *CONTROLS[control].bad):
        found = [
            _names(_server(control).analyze_stack(engine.plan(item, moment)), control)
            for moment in (Moment.PREVIEW, Moment.UPDATE)
        ]
        assert found[0] == found[1], item.name


# An update only asks for the stack's verdict when everything exists. What is bad by itself is found before.
TWINS = {
    "cloudtrail.bucket-not-public": ("s3.bucket-acl-not-public", "s3.bucket-policy-not-public"),
    "s3.bucket-public-access-blocked": ("s3.public-acls-blocked", "s3.public-policies-restricted"),
}


def test_a_critical_control_of_the_stack_has_a_twin_before_creation() -> None:
    late = {
        control.id
        for control in catalogue()
        if control.severity is Severity.CRITICAL
        and control.rules
        and all(isinstance(rule, StackRule) for rule in control.rules)
    }
    assert late == TWINS.keys()
    for twins in TWINS.values():
        for twin in map(CONTROLS.__getitem__, twins):
            assert twin.severity in (Severity.CRITICAL, Severity.HIGH)
            assert any(isinstance(rule, ResourceRule) for rule in twin.rules)


# 15


@pytest.mark.parametrize("moment", Moment)
def test_a_bucket_in_a_component_is_judged_by_its_type(moment: Moment) -> None:
    component = Given(COMPONENT, name="lake")
    bucket = Given(BUCKET, {"bucket": "raw"}, name="lake-raw", parent="lake")
    resources = _nested(_plan(component, bucket, moment=moment))
    assert _names(_server(_BLOCKED).analyze_stack(resources), _BLOCKED) == ["lake-raw"]
    (found,) = _server(_BLOCKED).analyze_stack(resources)
    assert f"{COMPONENT}${BUCKET}" in found.urn
    block = replace(_block(Ref("lake-raw"), "lake-block"), parent="lake")
    resources = _nested(_plan(component, bucket, block, moment=moment))
    assert _server(_BLOCKED).analyze_stack(resources) == []


def _nested(resources: list[Planned]) -> list[Planned]:
    """The resources with URNs that name the component, as the engine makes them for children."""
    urns = {each.urn: each.urn.replace("::aws:", f"::{COMPONENT}$aws:") for each in resources if each.parent}
    return [
        replace(
            each,
            urn=urns.get(each.urn, each.urn),
            property_dependencies={
                name: tuple(urns.get(urn, urn) for urn in found) for name, found in each.property_dependencies.items()
            },
        )
        for each in resources
    ]


def _elsewhere(resource: Planned, name: str, region: str) -> proto.AnalyzerResource:
    """The resource as another provider makes it."""
    state = resource.state()
    state.provider.name = name
    state.provider.urn = f"urn:pulumi:production::workload::pulumi:providers:aws::{name}"
    state.provider.properties.update({"region": region})
    return state


def test_a_second_provider_is_another_place() -> None:
    for control, main, beside in (
        (
            "ebs.volume-encrypted",
            Given(VOLUME, {"availabilityZone": "eu-west-1a"}, name="main"),
            Given(ENCRYPTION_BY_DEFAULT, {"enabled": True}, name="default"),
        ),
        (_BLOCKED, Given(BUCKET, {"bucket": "logs"}, name="main"), Given(ACCOUNT_BLOCK, ALL_ON, name="default")),
    ):
        judged, default = _plan(main, beside)
        servicer = _server(control).servicer
        together = engine.stack_request(
            [_elsewhere(judged, "ireland", "eu-west-1"), _elsewhere(default, "ireland", "")]
        )
        apart = engine.stack_request([_elsewhere(judged, "ireland", "eu-west-1"), default.state()])
        assert list(servicer.AnalyzeStack(together, None).diagnostics) == []
        assert [each.urn for each in servicer.AnalyzeStack(apart, None).diagnostics] == [judged.urn]


def test_a_resource_without_a_provider_is_judged() -> None:
    resources = _plan(Given(BUCKET, {"acl": "public-read"}, name="a"), Given(DATABASE, {"storageEncrypted": False}))
    expected = Counter(each.policyName for each in _server().judge(resources))
    states = [resource.state() for resource in resources]
    requests = [resource.request() for resource in resources]
    for state in states:
        state.ClearField("provider")
    for request in requests:
        request.ClearField("provider")
    servicer = _server().servicer
    found = [each for request in requests for each in servicer.Analyze(request, None).diagnostics]
    found += servicer.AnalyzeStack(engine.stack_request(states), None).diagnostics
    assert not engine.failures_to_judge(found)
    assert Counter(each.policyName for each in found) == expected
    assert {"rds.storage-encrypted", "s3.bucket-acl-not-public"} <= expected.keys()


# 16


def _exempt(**changes: object) -> Server:
    entry = {
        "control": "rds.storage-encrypted",
        "resource": "example",
        "owner": "data platform",
        "reason": "the vendor can't yet",
        "expires": (date.today() + timedelta(days=30)).isoformat(),
    }
    return Server([CONTROLS["rds.storage-encrypted"]], {"settings": {"exemptions": [entry | changes]}})


def test_what_is_exempt_is_still_said_and_no_longer_stops() -> None:
    (found,) = _exempt().judge(_plan(Given(DATABASE, {"storageEncrypted": False})))
    assert found.enforcementLevel == proto.ADVISORY
    assert "data platform" in found.message
    assert "the vendor can't yet" in found.message


@pytest.mark.parametrize("changes", [{"expires": "2020-01-31"}, {"reason": ""}, {"expires": "2999-01-31"}])
def test_an_exemption_that_is_over_or_has_no_reason_is_a_violation(changes: dict[str, str]) -> None:
    found = _exempt(**changes).judge(_plan(Given(DATABASE, {"storageEncrypted": False})))
    assert {(each.policyName, each.enforcementLevel) for each in found} == {
        ("settings", proto.MANDATORY),
        ("rds.storage-encrypted", proto.MANDATORY),
    }


def test_an_exemption_that_nothing_needs_is_a_violation() -> None:
    (found,) = _exempt().judge(_plan(Given(DATABASE, {"storageEncrypted": True})))
    assert (found.policyName, found.enforcementLevel) == ("settings", proto.MANDATORY)


# 17


def _control(id: str, *rules: ResourceRule | StackRule) -> Control:
    return Control(
        id=id,
        title=f"Title of {id}",
        practices=("iam.mfa",),
        severity=Severity.CRITICAL,
        why="Because.",
        fix=f"fix {id}",
        rules=rules,
    )


def _raises(*_: object) -> Any:
    raise KeyError("hunter2")


def test_a_rule_that_raises_stops_no_deploy_and_hides_no_other() -> None:
    broken = _control("any.broken", ResourceRule((DATABASE,), _raises), StackRule((DATABASE,), _raises))
    server = Server([broken, CONTROLS["rds.storage-encrypted"]])
    found = server.judge(_plan(Given(DATABASE, {"storageEncrypted": False})))
    levels = [(each.policyName, each.enforcementLevel) for each in found]
    assert sorted(levels) == [
        ("rds.storage-encrypted", proto.MANDATORY),
        ("settings", proto.ADVISORY),
        ("settings", proto.ADVISORY),
    ]
    assert not [each.message for each in found if "hunter2" in each.message]


def test_a_mend_that_raises_stops_no_deploy() -> None:
    broken = _control("any.broken", ResourceRule((KEY,), lambda key: iter(()), _raises))
    controls = [broken, CONTROLS["kms.key-rotation"]]
    server = Server(controls, levels={control.id: EnforcementLevel.REMEDIATE for control in controls})
    (found,) = server.remediate(_plan(Given(KEY))[0])
    assert found.policyName == "kms.key-rotation"


def test_nothing_is_printed_before_the_port() -> None:
    program = "from controls import catalogue; from controls._policies import policies; policies(catalogue())"
    pack = Path(__file__).parents[2] / "policy_packs" / "guardrails"
    done = subprocess.run([sys.executable, "-c", program], cwd=pack, capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_the_names_of_policies_are_unique_and_not_reserved() -> None:
    info = _server().servicer.GetAnalyzerInfo(empty_pb2.Empty(), None)
    names = [policy.name for policy in info.policies]
    assert len({*names}) == len(names) == len([control for control in catalogue() if control.rules]) + 1
    assert "all" not in names


# 18


def _team(number: int) -> list[Given]:
    """Eight resources of one team, some of which hang together."""

    def of(name: str) -> str:
        return f"{name}-{number}"

    return [
        Given(BUCKET, {"bucket": of("logs")}, name=of("logs")),
        _block(Ref(of("logs")), of("block")),
        Given(BUCKET_POLICY, {"bucket": Ref(of("logs")), "policy": _document()}, name=of("bucket-policy")),
        Given(GROUP, {"ingress": [_ssh("0.0.0.0/0")]}, name=of("group")),
        Given(INGRESS_RULE, {"securityGroupId": Ref(of("group")), "ipProtocol": "-1"}, name=of("rule")),
        Given(KEY, name=of("key")),
        Given(KEY_POLICY, {"keyId": Ref(of("key")), "policy": _document(Action="kms:*")}, name=of("key-policy")),
        Given(
            DATABASE, {"instanceClass": "db.t4g.micro", "vpcSecurityGroupIds": [Ref(of("group"))]}, name=of("database")
        ),
    ]


def test_four_thousand_resources_take_twice_two_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    count: Counter[str] = Counter()

    def counted(rule: Any) -> Any:
        check = rule.check

        def run(*arguments: Any) -> Iterator[str]:
            count["rules"] += 1
            yield from check(*arguments)

        return replace(rule, check=run)

    def reference(*arguments: Any) -> Any:
        count["references"] += 1
        return original(*arguments)

    original = _resources._reference
    monkeypatch.setattr(_resources, "_reference", reference)
    controls = [replace(control, rules=tuple(map(counted, control.rules))) for control in catalogue()]
    totals = []
    for teams in (250, 500):
        count.clear()
        found = Server(controls).judge(_plan(*(item for number in range(teams) for item in _team(number))))
        assert not engine.failures_to_judge(found)
        by_team = Counter(each.urn.rpartition("-")[2] for each in found)
        assert len(by_team) == teams
        assert len({*by_team.values()}) == 1
        totals.append(dict(count) | {"findings": len(found)})
    half, whole = totals
    assert whole == {name: 2 * number for name, number in half.items()}


# 19


def test_a_policy_tells_every_id_that_it_stands_for() -> None:
    info = _server().servicer.GetAnalyzerInfo(empty_pb2.Empty(), None)
    lost = []
    for policy in info.policies:
        if control := CONTROLS.get(policy.name):
            mapped = [*control.frameworks.items(), *control.equivalents.items()]
            lost += [f"{name}:{id}" for name, ids in mapped for id in ids if f"{name}:{id}" not in policy.tags]
            assert not control.frameworks or policy.framework.name
    assert not lost


def test_a_message_is_one_line_after_the_title() -> None:
    found = _server().judge(_plan(*_team(1)))
    assert found
    for each in found:
        title, _, message = each.message.partition("\n")
        assert title == each.description == CONTROLS[each.policyName].title
        assert "\n" not in message
        assert title not in message


# 20


def test_a_secret_that_an_exported_state_withholds_is_unknown() -> None:
    withheld = "[secret]"
    resources = _plan(
        Given(
            DATABASE, {"instanceClass": "db.t4g.micro", "password": withheld, "storageEncrypted": withheld}, name="db"
        ),
        Given("aws:memorydb/user:User", {"authenticationMode": {"passwords": [withheld]}}, name="user"),
        Given(FUNCTION, {"role": "r", "environment": {"variables": {"DB_PASSWORD": withheld}}}, name="function"),
        Given(QUEUE_POLICY, {"queueUrl": "jobs", "policy": withheld}, name="policy"),
        Given(GROUP, {"ingress": [withheld, _ssh("0.0.0.0/0")]}, name="group"),
    )
    found = _server().judge(resources)
    assert not engine.failures_to_judge(found)
    assert not [each.message for each in found if withheld in each.message]
    by_policy = {each.policyName for each in found}
    assert not by_policy & {
        "rds.storage-encrypted",
        "sqs.queue-policy-not-public",
        "secrets.no-literal-passwords",
        _ENVIRONMENT,
    }
    assert _SSH in by_policy
    key = {"enableKeyRotation": withheld}
    assert _remediated("kms.key-rotation", KEY, key) is None
    beside = {"description": withheld}
    assert _remediated("kms.key-rotation", KEY, beside) == beside | {"enableKeyRotation": True}


def test_what_the_provider_gives_back_is_no_conflict() -> None:
    # Nobody wrote these; a stack is judged on outputs, which have them.
    given_back: dict[str, dict[str, Any]] = {
        BUCKET: {
            "acl": "private",
            "grants": [{"type": "CanonicalUser", "permissions": ["FULL_CONTROL"], "id": "1a2b", "uri": ""}],
            "serverSideEncryptionConfiguration": {
                "rule": {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}, "bucketKeyEnabled": False}
            },
            "versioning": {"enabled": False, "mfaDelete": False},
            "lifecycleRules": [],
            "policy": "",
        },
        GROUP: {"egress": [], "ingress": []},
        KEY: {"policy": json.dumps(_document(Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, Action="kms:*"))},
    }
    resources = _plan(*_team(1))
    expected = {(each.policyName, each.urn) for each in _server().analyze_stack(resources)}
    states = [replace(each, outputs={**given_back.get(each.type, {}), **each.outputs}) for each in resources]
    found = {(each.policyName, each.urn) for each in _server().analyze_stack(states)}
    assert found == expected != set()
