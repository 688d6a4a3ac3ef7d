"""The log archive lets each service write for the organization, and lets nobody in from outside.

Not proved: that the services' own checks take the policies as they are, and what S3 does with locked objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.log_archive import BUCKET_NAME_LENGTH, LogArchive, bucket_name
from organizations.regions import REGIONS
from tests.conftest import HOME_REGION, MANAGEMENT_ID, World, a_role, a_service, findings, may, new_world, only
from twin.authorization import ADMINISTRATOR
from twin.evaluator import DecisionKind, Policies, Principal, Request, evaluate
from twin.graph import Graph

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
LIFE_CYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
KEY = "aws:kms/key:Key"

ARCHIVED = ("archive-trail", "config", "flow-logs")
KINDS = (*ARCHIVED, "access-logs")
TRAIL = f"arn:aws:cloudtrail:{HOME_REGION}:{MANAGEMENT_ID}:trail/landing-zone-organization"
OWNED = {"s3:x-amz-acl": "bucket-owner-full-control"}


def build(world: World, account: str = "first", **more: Any) -> Graph:
    args: Any = {
        "organization_name": "acme",
        "organization_id": world.organization_id,
        "account_id": world.accounts[account],
        "management_account_id": MANAGEMENT_ID,
        **more,
    }
    return world.run(lambda: LogArchive("logs", args, world.within(account)))


@dataclass(frozen=True)
class Built:
    """The archive, in the account "first"."""

    world: World
    graph: Graph

    @property
    def account(self) -> str:
        return self.world.accounts["first"]

    @property
    def organization(self) -> str:
        return self.world.organization_id

    def bucket(self, kind: str) -> str:
        return f"landing-zone-{kind}-acme-{self.account}-{HOME_REGION}"

    def of(self, kind: str, type: str) -> Mapping[str, Any]:
        """The inputs of the one resource of a type that belongs to a bucket."""
        return only(self.graph, type, bucket=self.bucket(kind)).inputs

    def may(self, who: Principal, action: str, kind: str, key: str = "", **context: Any) -> bool:
        """What the bucket's policy makes of a principal whom its own account lets do anything."""
        policies = Policies(identity=[ADMINISTRATOR] if who.account else [], resource=self.of(kind, POLICY)["policy"])
        resource = f"arn:aws:s3:::{self.bucket(kind)}" + (f"/{key}" if key else "")
        return may(who, action, resource, self.account, policies, context)

    def writes(self, service: str, kind: str, key: str, **context: Any) -> bool:
        return self.may(a_service(service), "s3:PutObject", kind, key, **context)

    def uses_key(self, who: Principal, action: str, kind: str, **context: Any) -> bool:
        key = only(self.graph, KEY, description=f"The landing zone's key for {kind}")
        policies = Policies(identity=[ADMINISTRATOR] if who.account else [], resource=key.inputs["policy"])
        return may(who, action, key.outputs["arn"], self.account, policies, context)


@pytest.fixture(scope="module")
def built() -> Iterator[Built]:
    with new_world() as world:
        yield Built(world, build(world))


def test_the_trail_of_the_organization_is_delivered_under_both_of_its_prefixes(built: Built) -> None:
    trail = {"aws:SourceArn": TRAIL}
    for owner in (MANAGEMENT_ID, built.organization):
        key = f"AWSLogs/{owner}/CloudTrail/file"
        assert built.writes("cloudtrail", "archive-trail", key, **trail, **OWNED)
        assert not built.writes("cloudtrail", "archive-trail", key, **trail)
        assert not built.writes("cloudtrail", "archive-trail", key, **OWNED, **{"aws:SourceArn": f"{TRAIL}-2"})
    assert not built.writes("cloudtrail", "archive-trail", "AWSLogs/999999999999/CloudTrail/file", **trail, **OWNED)
    assert built.may(a_service("cloudtrail"), "s3:GetBucketAcl", "archive-trail", **trail)
    assert not built.may(a_service("cloudtrail"), "s3:GetObject", "archive-trail", "AWSLogs/file", **trail)


def test_aws_config_delivers_from_every_account_of_the_organization(built: Built) -> None:
    ours, theirs = {"aws:SourceOrgID": built.organization}, {"aws:SourceOrgID": "o-stranger00"}
    key = "AWSLogs/999999999999/Config/ConfigWritabilityCheckFile"
    assert built.writes("config", "config", key, **ours, **OWNED)
    assert not built.writes("config", "config", key, **theirs, **OWNED)
    assert not built.writes("config", "config", "AWSLogs/999999999999/CloudTrail/file", **ours, **OWNED)
    for action in ("s3:GetBucketAcl", "s3:ListBucket"):
        assert built.may(a_service("config"), action, "config", **ours)
        assert not built.may(a_service("config"), action, "config", **theirs)


def test_flow_logs_are_delivered_from_every_account_of_the_organization(built: Built) -> None:
    source = {"aws:SourceArn": "arn:aws:logs:eu-west-1:999999999999:*"}
    ours, theirs = {"aws:SourceOrgID": built.organization}, {"aws:SourceOrgID": "o-stranger00"}
    key = "AWSLogs/999999999999/vpcflowlogs/eu-west-1/file"
    assert built.writes("delivery.logs", "flow-logs", key, **source, **ours, **OWNED)
    assert not built.writes("delivery.logs", "flow-logs", key, **source, **theirs, **OWNED)
    assert not built.writes("delivery.logs", "flow-logs", key, **ours, **OWNED)
    assert built.may(a_service("delivery.logs"), "s3:GetBucketAcl", "flow-logs", **source, **ours)


def test_no_service_writes_to_the_bucket_of_another(built: Built) -> None:
    everything = {"aws:SourceArn": TRAIL, "aws:SourceOrgID": built.organization, **OWNED}
    paths = {"cloudtrail": f"AWSLogs/{MANAGEMENT_ID}/file", "config": "AWSLogs/1/Config/file"}
    assert built.writes("cloudtrail", "archive-trail", paths["cloudtrail"], **everything)
    assert not built.writes("cloudtrail", "config", paths["config"], **everything)
    assert not built.writes("config", "archive-trail", paths["cloudtrail"], **everything)
    assert not built.writes("config", "flow-logs", paths["config"], **everything)


@pytest.mark.parametrize("kind", ARCHIVED)
def test_who_reads_the_archive_is_logged(built: Built, kind: str) -> None:
    inputs = built.of(kind, LOGGING)
    assert (inputs["targetBucket"], inputs["targetPrefix"]) == (built.bucket("access-logs"), f"{kind}/")
    context = {"aws:SourceArn": f"arn:aws:s3:::{built.bucket(kind)}", "aws:SourceAccount": built.account}
    assert built.writes("logging.s3", "access-logs", f"{kind}/file", **context)
    assert not built.writes("logging.s3", "access-logs", "x", **{**context, "aws:SourceArn": "arn:aws:s3:::stranger"})
    assert not built.writes("logging.s3", "access-logs", "x", **{**context, "aws:SourceAccount": MANAGEMENT_ID})


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_archive_s_own_account_gets_at_its_objects_and_only_by_tls(built: Built, kind: str) -> None:
    own = a_role(built.account, organization_id=built.organization)
    member = a_role(built.world.accounts["second"], organization_id=built.organization)
    for action in ("s3:GetObject", "s3:DeleteObjectVersion"):
        assert built.may(own, action, kind, "file")
        assert not built.may(own, action, kind, "file", **{"aws:SecureTransport": False})
        assert not built.may(member, action, kind, "file")


@pytest.mark.parametrize("kind", KINDS)
def test_outsiders_are_denied_whatever_else_would_let_them_in(built: Built, kind: str) -> None:
    stranger = a_role("999999999999", organization_id="o-stranger00")
    request = Request(stranger, "s3:GetObject", f"arn:aws:s3:::{built.bucket(kind)}/file", built.account)
    decision = evaluate(request, Policies(identity=[ADMINISTRATOR], resource=built.of(kind, POLICY)["policy"]))
    assert (decision.kind, decision.sid) == (DecisionKind.EXPLICIT_DENY, "DenyOutsiders")


@pytest.mark.parametrize(
    ("kind", "service", "context"),
    [
        ("archive-trail", "cloudtrail", {"aws:SourceArn": TRAIL}),
        ("config", "config", {}),
        ("flow-logs", "delivery.logs", {"aws:SourceArn": "arn:aws:logs:eu-west-1:999999999999:*"}),
    ],
)
def test_each_bucket_has_a_key_that_its_service_uses_for_the_organization(
    built: Built, kind: str, service: str, context: dict[str, str]
) -> None:
    rule = built.of(kind, ENCRYPTION)["rules"][0]
    key = only(built.graph, KEY, description=f"The landing zone's key for {kind}")
    default = rule["applyServerSideEncryptionByDefault"]
    assert (default["sseAlgorithm"], default["kmsMasterKeyId"]) == ("aws:kms", key.outputs["arn"])
    assert rule["bucketKeyEnabled"] is True
    ours = {"aws:SourceOrgID": built.organization, **context}
    for action in ("kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey"):
        assert built.uses_key(a_service(service), action, kind, **ours)
        assert not built.uses_key(a_service(service), action, kind)
        assert not built.uses_key(a_service("sns"), action, kind, **ours)


@pytest.mark.parametrize("kind", ARCHIVED)
def test_logs_are_decrypted_through_s3_only_and_by_the_archive_s_own_account_only(built: Built, kind: str) -> None:
    own, member = a_role(built.account), a_role(built.world.accounts["second"])
    via_s3 = {"kms:ViaService": f"s3.{HOME_REGION}.amazonaws.com"}
    assert built.uses_key(own, "kms:Decrypt", kind, **via_s3)
    assert not built.uses_key(own, "kms:Decrypt", kind)
    assert not built.uses_key(member, "kms:Decrypt", kind, **via_s3)


def test_the_trail_s_bucket_is_locked_and_no_other(built: Built) -> None:
    assert built.of("archive-trail", LOCK)["rule"] == {"defaultRetention": {"mode": "GOVERNANCE", "days": 365}}
    assert [node.inputs["bucket"] for node in built.graph.of_type(LOCK)] == [built.bucket("archive-trail")]
    assert {kind: built.of(kind, BUCKET)["objectLockEnabled"] for kind in KINDS} == {
        "archive-trail": True,
        "config": False,
        "flow-logs": False,
        "access-logs": False,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_logs_leave_after_seven_years(built: Built, kind: str) -> None:
    (rule,) = built.of(kind, LIFE_CYCLE)["rules"]
    assert rule["expiration"] == {"days": 2555}
    assert rule["transitions"] == [{"days": 90, "storageClass": "GLACIER_IR"}]
    assert rule["abortIncompleteMultipartUpload"] == {"daysAfterInitiation": 7}


def test_lock_and_life_cycle_are_as_long_as_told(built: Built) -> None:
    graph = build(built.world, "second", lock_mode="COMPLIANCE", lock_days=30, archive_days=60)
    assert only(graph, LOCK).inputs["rule"] == {"defaultRetention": {"mode": "COMPLIANCE", "days": 30}}
    rules = [node.inputs["rules"][0] for node in graph.of_type(LIFE_CYCLE)]
    # Cold storage is billed for 90 days, which these logs don't reach.
    assert [(rule["expiration"], rule["transitions"]) for rule in rules] == [({"days": 60}, [])] * len(KINDS)


def test_whoever_is_told_a_bucket_s_name_waits_for_its_policy(built: Built) -> None:
    for kind in ARCHIVED:
        logging = only(built.graph, LOGGING, bucket=built.bucket(kind))
        assert built.graph.depends_on(logging, only(built.graph, POLICY, bucket=built.bucket(kind)))
        assert built.graph.depends_on(logging, only(built.graph, POLICY, bucket=built.bucket("access-logs")))


def test_all_of_it_is_in_the_archive_s_account_and_stays_when_the_component_goes(built: Built) -> None:
    resources = [node for node in built.graph.resources() if node.type != "aws:kms/alias:Alias"]
    assert {node.account for node in resources} == {built.account}
    assert all(node.retain_on_delete for node in resources)
    assert all(node.protect for node in built.graph.of_type(BUCKET, KEY))


def test_the_controls_have_nothing_against_it(built: Built) -> None:
    assert findings(built.graph) == []


REGION_CODES = sorted(code for codes in REGIONS.values() for code in codes)


@given(
    st.sampled_from(KINDS),
    st.from_regex("[a-z][a-z0-9-]{1,30}", fullmatch=True),
    st.integers(10**11, 10**12 - 1).map(str),
    st.sampled_from(REGION_CODES),
)
def test_bucket_names_are_names_that_s3_takes(kind: str, organization: str, account: str, region: str) -> None:
    name = bucket_name(kind, organization, account, region)
    assert len(name) <= BUCKET_NAME_LENGTH
    assert name.startswith(f"landing-zone-{kind}-{organization[:1]}")
    assert name.endswith(f"-{account}-{region}")
    assert not name.removesuffix(f"-{account}-{region}").endswith("-")
