"""The twin as the aws provider of an engine: spoken to over gRPC on the loopback interface, as the engine does.

Not proven here: the engine's own part (tests/engine).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import grpc
import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc
from pulumi.runtime.rpc import UNKNOWN

from tests.conftest import World, new_world
from twin.provider import provider

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"


def struct(values: dict[str, Any]) -> struct_pb2.Struct:
    return json_format.ParseDict(values, struct_pb2.Struct())


def urn(token: str, name: str = "it") -> str:
    return f"urn:pulumi:test::landing-zone::landing-zone:index:Some${token}::{name}"


class Instance:
    """One provider instance, as the engine has one for each provider resource."""

    def __init__(self, stub: Any, account: str) -> None:
        self._stub = stub
        stub.Attach(plugin_pb2.PluginAttach(address=""))
        settings = {
            "region": "us-east-1",
            "allowedAccountIds": json.dumps([account]),
            "defaultTags": json.dumps({"tags": {"landing-zone": "example"}}),
        }
        stub.Configure(provider_pb2.ConfigureRequest(args=struct(settings)))

    def check(self, token: str, inputs: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        answer = self._stub.Check(provider_pb2.CheckRequest(urn=urn(token), news=struct(inputs)))
        return json_format.MessageToDict(answer.inputs), [failure.property for failure in answer.failures]

    def diff(
        self, token: str, id: str, before: dict[str, Any], after: dict[str, Any], *ignored: str
    ) -> tuple[list[str], list[str]]:
        answer = self._stub.Diff(
            provider_pb2.DiffRequest(
                urn=urn(token),
                id=id,
                old_inputs=struct(before),
                olds=struct(before),
                news=struct(after),
                ignoreChanges=ignored,
            )
        )
        kinds = provider_pb2.DiffResponse
        assert answer.changes == (kinds.DIFF_SOME if answer.diffs else kinds.DIFF_NONE)
        return list(answer.diffs), list(answer.replaces)

    def create(self, token: str, inputs: dict[str, Any], *, preview: bool = False) -> tuple[str, dict[str, Any]]:
        checked, failures = self.check(token, inputs)
        assert failures == []
        answer = self._stub.Create(
            provider_pb2.CreateRequest(urn=urn(token), properties=struct(checked), preview=preview)
        )
        return answer.id, json_format.MessageToDict(answer.properties)

    def read(self, token: str, id: str, outputs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        answer = self._stub.Read(
            provider_pb2.ReadRequest(urn=urn(token), id=id, properties=struct(outputs), inputs=struct(outputs))
        )
        return answer.id, json_format.MessageToDict(answer.properties)

    def adopt(self, token: str, id: str) -> tuple[str, dict[str, Any]]:
        """The inputs of what exists, as the engine asks for them on an import."""
        answer = self._stub.Read(provider_pb2.ReadRequest(urn=urn(token), id=id))
        return answer.id, json_format.MessageToDict(answer.inputs)

    def ask(self, token: str) -> dict[str, Any]:
        """The answer of a data source."""
        answer = self._stub.Invoke(provider_pb2.InvokeRequest(tok=token))
        return dict(json_format.MessageToDict(getattr(answer, "return")))

    def update(
        self, token: str, id: str, before: dict[str, Any], after: dict[str, Any], *, preview: bool = False
    ) -> dict[str, Any]:
        answer = self._stub.Update(
            provider_pb2.UpdateRequest(urn=urn(token), id=id, olds=struct(before), news=struct(after), preview=preview)
        )
        return dict(json_format.MessageToDict(answer.properties))

    def delete(self, token: str, id: str, outputs: dict[str, Any]) -> None:
        self._stub.Delete(provider_pb2.DeleteRequest(urn=urn(token), id=id, properties=struct(outputs)))


@contextmanager
def connected(port: int, account: str) -> Iterator[Instance]:
    # Channels to one address share a connection unless they are told not to; the engine's instances have their own.
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=[("grpc.use_local_subchannel_pool", 1)]) as channel:
        yield Instance(provider_pb2_grpc.ResourceProviderStub(channel), account)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


@pytest.fixture(scope="module")
def port(world: World) -> Iterator[int]:
    with provider(world.aws) as number:
        yield number


@pytest.fixture
def first(world: World, port: int) -> Iterator[Instance]:
    with connected(port, world.accounts["first"]) as instance:
        yield instance


def names(world: World, account: str) -> set[str]:
    return {bucket["Name"] for bucket in world.client("s3", account).list_buckets()["Buckets"]}


def test_check_fills_region_and_tags_as_the_bridged_provider_does(first: Instance) -> None:
    inputs, failures = first.check(BUCKET, {"bucket": "some-bucket", "tags": {"owner": "payments"}})
    assert failures == []
    assert inputs["region"] == "us-east-1"
    assert inputs["tagsAll"] == {"landing-zone": "example", "owner": "payments"}


def test_check_names_every_input_that_the_sdk_does_not_know(first: Instance) -> None:
    given = {"bucket": "b", "versioningConfiguration": {"status": "Enabled", "colour": "red"}, "speed": 1}
    assert sorted(first.check(VERSIONING, given)[1]) == ["speed", "versioningConfiguration.colour"]


def test_a_life_of_a_bucket_and_its_versioning(world: World, first: Instance) -> None:
    id, bucket = first.create(BUCKET, {"bucket": "living-bucket"})
    assert (id, bucket["arn"]) == ("living-bucket", "arn:aws:s3:::living-bucket")
    inputs = {"bucket": id, "versioningConfiguration": {"status": "Enabled"}, "region": "us-east-1"}
    versioning, outputs = first.create(VERSIONING, inputs)
    suspended = {**inputs, "versioningConfiguration": {"status": "Suspended"}}
    assert first.diff(VERSIONING, versioning, inputs, inputs) == ([], [])
    assert first.diff(VERSIONING, versioning, inputs, suspended) == (["versioningConfiguration"], [])
    assert first.update(VERSIONING, versioning, outputs, suspended)["versioningConfiguration"]["status"] == "Suspended"
    assert world.client("s3", "first").get_bucket_versioning(Bucket=id)["Status"] == "Suspended"
    first.delete(VERSIONING, versioning, outputs)
    first.delete(BUCKET, id, bucket)
    assert "living-bucket" not in names(world, "first")


def test_another_name_is_another_bucket(first: Instance) -> None:
    changed = first.diff(BUCKET, "a-bucket", {"bucket": "a-bucket"}, {"bucket": "b-bucket"})
    assert changed == (["bucket"], ["bucket"])


def test_refresh_sees_what_somebody_changed_and_what_is_gone(world: World, first: Instance) -> None:
    id, _ = first.create(BUCKET, {"bucket": "drifting-bucket"})
    versioning, outputs = first.create(VERSIONING, {"bucket": id, "versioningConfiguration": {"status": "Enabled"}})
    world.client("s3", "first").put_bucket_versioning(Bucket=id, VersioningConfiguration={"Status": "Suspended"})
    assert first.read(VERSIONING, versioning, outputs)[1]["versioningConfiguration"]["status"] == "Suspended"
    world.client("s3", "first").delete_bucket(Bucket=id)
    assert first.read(BUCKET, id, {"bucket": id, "region": "us-east-1"})[0] == ""


def test_a_preview_makes_nothing_and_knows_only_the_inputs(world: World, first: Instance) -> None:
    id, planned = first.create(BUCKET, {"bucket": "planned-bucket"}, preview=True)
    assert id == ""
    assert planned["bucket"] == "planned-bucket"
    assert planned["arn"] == UNKNOWN
    assert "planned-bucket" not in names(world, "first")


def test_two_providers_act_in_their_own_accounts(world: World, port: int, first: Instance) -> None:
    with connected(port, world.accounts["second"]) as second:
        first.create(BUCKET, {"bucket": "bucket-of-first"})
        second.create(BUCKET, {"bucket": "bucket-of-second"})
    assert "bucket-of-first" in names(world, "first") - names(world, "second")
    assert "bucket-of-second" in names(world, "second") - names(world, "first")


def test_a_preview_goes_on_while_the_account_does_not_exist_yet(port: int) -> None:
    with connected(port, UNKNOWN) as waiting:
        assert waiting.create(BUCKET, {"bucket": "later-bucket"}, preview=True)[1]["bucket"] == "later-bucket"
        with pytest.raises(grpc.RpcError, match="the provider names no account"):
            waiting.create(BUCKET, {"bucket": "later-bucket"})


def test_what_aws_refuses_is_the_engines_error(first: Instance) -> None:
    with pytest.raises(grpc.RpcError, match="AWS refuses CreateBucket"):
        first.create(BUCKET, {"bucket": "No"})


def test_check_leaves_tags_alone_that_are_not_known_yet(first: Instance) -> None:
    inputs, failures = first.check(BUCKET, {"bucket": "b", "tags": {"owner": UNKNOWN}})
    assert (inputs, failures) == ({"bucket": "b", "tags": {"owner": UNKNOWN}, "region": "us-east-1"}, [])


def test_a_type_that_the_sdk_does_not_know_is_refused(first: Instance) -> None:
    with pytest.raises(grpc.RpcError, match="the installed pulumi-aws has no type aws:s3/bucketOfGold:BucketOfGold"):
        first.check("aws:s3/bucketOfGold:BucketOfGold", {})


def test_what_means_the_same_is_no_change(first: Instance) -> None:
    before = {"bucket": "b", "policy": '{"Version":"2012-10-17"}', "days": 1, "absent": None}
    after = {"bucket": "b", "policy": '{ "Version": "2012-10-17" }', "days": 1.0}
    assert first.diff("aws:s3/bucketPolicy:BucketPolicy", "b", before, after) == ([], [])


def test_a_change_that_the_program_ignores_is_none(first: Instance) -> None:
    before, after = {"name": "a", "email": "old@anycompany.com"}, {"name": "b", "email": "new@anycompany.com"}
    account = "aws:organizations/account:Account"
    assert first.diff(account, "1", before, after) == (["email", "name"], ["email"])
    assert first.diff(account, "1", before, after, "email") == (["name"], [])


def test_what_can_not_be_updated_is_replaced(first: Instance) -> None:
    attachment = "aws:organizations/policyAttachment:PolicyAttachment"
    changed = first.diff(attachment, "r:p", {"policyId": "p"}, {"policyId": "p", "skipDestroy": True})
    assert changed == (["skipDestroy"], ["skipDestroy"])


def test_an_update_is_previewed_without_being_made(world: World, first: Instance) -> None:
    id, _ = first.create(BUCKET, {"bucket": "calm-bucket"})
    versioning, outputs = first.create(VERSIONING, {"bucket": id, "versioningConfiguration": {"status": "Enabled"}})
    suspended = {**outputs, "versioningConfiguration": {"status": "Suspended"}}
    planned = first.update(VERSIONING, versioning, outputs, suspended, preview=True)
    assert planned["versioningConfiguration"]["status"] == "Suspended"
    assert world.client("s3", "first").get_bucket_versioning(Bucket=id)["Status"] == "Enabled"


def test_what_exists_is_adopted_with_the_inputs_that_it_has(world: World, first: Instance) -> None:
    world.client("s3", "first").create_bucket(Bucket="old-bucket")
    status = {"Status": "Suspended"}
    world.client("s3", "first").put_bucket_versioning(Bucket="old-bucket", VersioningConfiguration=status)
    assert first.adopt(VERSIONING, "old-bucket")[1]["versioningConfiguration"] == {"status": "Suspended"}
    id, inputs = first.adopt(BUCKET, "old-bucket")
    assert (id, inputs["bucket"]) == ("old-bucket", "old-bucket")
    assert "bucketRegion" not in inputs, "an output"
    assert first.adopt(BUCKET, "no-such-bucket") == ("", {})


def test_a_type_without_a_handler_lives_in_the_engines_state(first: Instance) -> None:
    token = "aws:glue/catalogDatabase:CatalogDatabase"
    id, outputs = first.create(token, {"name": "lake"})
    assert id == "it-id"
    assert first.read(token, id, outputs) == (id, outputs)
    assert first.update(token, id, outputs, {**outputs, "description": "d"})["description"] == "d"
    first.delete(token, id, outputs)


def test_a_data_source_answers_for_the_account_of_its_provider(world: World, port: int, first: Instance) -> None:
    who = "aws:index/getCallerIdentity:getCallerIdentity"
    with connected(port, world.accounts["second"]) as second:
        assert [each.ask(who)["accountId"] for each in (first, second)] == [
            world.accounts["first"],
            world.accounts["second"],
        ]
    with pytest.raises(grpc.RpcError, match="the twin has no answer for aws:index/getIpRanges:getIpRanges"):
        first.ask("aws:index/getIpRanges:getIpRanges")


def test_the_engine_may_call_from_many_threads(world: World, port: int, first: Instance) -> None:
    with connected(port, world.accounts["second"]) as second, ThreadPoolExecutor(8) as pool:
        for number in range(12):
            instance, account = ((first, "first"), (second, "second"))[number % 2]
            pool.submit(instance.create, BUCKET, {"bucket": f"parallel-{account}-{number}"})
    for account in ("first", "second"):
        made = {name for name in names(world, account) if name.startswith("parallel-")}
        assert len(made) == 6
        assert all(account in name for name in made)
