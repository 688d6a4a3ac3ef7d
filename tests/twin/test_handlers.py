"""Every resource is carried out and read back; what AWS would refuse, and what is not as asked for, is an error.

Not proven here: the handlers of each service (tests/twin/resources).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import OTHER_REGION, World, new_world
from twin import handlers as twin_handlers
from twin import resources, schema
from twin.handlers import (
    Checked,
    Handler,
    Place,
    Properties,
    Put,
    State,
    TwinError,
    as_asked,
    carry_out,
    check_request,
    conform,
    handlers,
    provider_spelling,
    read_back,
    same,
    tag_list,
    unless_gone,
)

BUCKET = "aws:s3/bucket:Bucket"
UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit"
ACCOUNT = "aws:organizations/account:Account"
TRAIL = "aws:cloudtrail/trail:Trail"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One organization for the module: each test makes resources of its own."""
    with new_world() as made:
        yield made


class Shelf(Handler):
    """Keeps what it is given, in the twin itself: stands in for the handler of a type."""

    token = BUCKET

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        at.held(BUCKET)[inputs["bucket"]] = inputs
        return inputs["bucket"], {"arn": "arn:of:it"}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        return at.held(BUCKET).get(id)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        del at.held(BUCKET)[id]


@pytest.fixture
def handled(monkeypatch: pytest.MonkeyPatch) -> Callable[[Handler], None]:
    """Put a handler of a test in the place of the twin's own for its type."""

    def put(handler: Handler) -> None:
        monkeypatch.setattr(twin_handlers, "handlers", lambda: {handler.token: handler})

    return put


def test_what_is_executed_has_its_inputs_its_outputs_and_its_live_values(
    world: World, handled: Callable[[Handler], None]
) -> None:
    class Counting(Shelf):
        def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
            return {"bucket": id, "objects": 3}

    handled(Counting())
    id, outputs, state = carry_out(world.at(), BUCKET, {"bucket": "b", "tags": {"a": "1"}}, name="it")
    assert (id, state) == ("b", State.EXECUTED)
    assert outputs == {"bucket": "b", "tags": {"a": "1"}, "arn": "arn:of:it", "objects": 3}


def test_a_type_without_a_handler_is_recorded_with_its_inputs(world: World) -> None:
    token = "aws:glue/catalogDatabase:CatalogDatabase"
    id, outputs, state = carry_out(world.at("first", OTHER_REGION), token, {"name": "lake"}, name="it")
    assert (id, state) == ("it-id", State.RECORDED)
    assert outputs == {"name": "lake", "arn": f"arn:aws:glue:{OTHER_REGION}:{world.accounts['first']}:it"}


def test_a_handler_that_makes_something_else_than_asked_for_is_found_out(
    world: World, handled: Callable[[Handler], None]
) -> None:
    class Lying(Shelf):
        def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
            return {"bucket": id, "forceDestroy": True, "objectLockEnabled": False, "arn": "computed"}

    handled(Lying())
    asked = {"bucket": "b", "forceDestroy": False, "objectLockEnabled": True}
    with pytest.raises(TwinError) as caught:
        carry_out(world.at(), BUCKET, asked, name="it")
    assert str(caught.value) == (
        f"{BUCKET} b reads back differently: forceDestroy: got True, expected False; "
        "objectLockEnabled: got False, expected True"
    )


def test_what_is_not_there_when_it_is_read_back_is_an_error(world: World, handled: Callable[[Handler], None]) -> None:
    class Forgetful(Shelf):
        def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
            return None

    handled(Forgetful())
    with pytest.raises(TwinError, match=f"{BUCKET} b can't be read back; expected it to exist in 111122223333"):
        carry_out(world.at(), BUCKET, {"bucket": "b"}, name="it")


def test_an_input_that_was_left_out_may_have_any_value_of_aws(world: World, handled: Callable[[Handler], None]) -> None:
    class Defaulting(Shelf):
        def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
            return {"acl": "private"}

    handled(Defaulting())
    assert carry_out(world.at(), BUCKET, {"bucket": "b", "acl": None}, name="it")[1]["acl"] == "private"


def test_a_refusal_says_which_call_and_why(world: World) -> None:
    with pytest.raises(TwinError, match=f"^{BUCKET}: AWS refuses CreateBucket: The specified bucket is not valid"):
        carry_out(world.at(), BUCKET, {"bucket": "No"}, name="it")


def test_a_request_that_boto3_does_not_take_is_an_error(world: World) -> None:
    with pytest.raises(TwinError, match=f"^{BUCKET}: the request is not valid: Parameter validation failed"):
        carry_out(world.at(), BUCKET, {"bucket": "b-with-tags", "tags": {"a": 7}}, name="it")


def test_what_the_twin_itself_stumbles_over_is_an_error_of_the_resource(world: World) -> None:
    with pytest.raises(TwinError, match=f"^{BUCKET}: the twin can't carry it out: TypeError: expected string"):
        carry_out(world.at(), BUCKET, {"bucket": 7}, name="it")


def test_a_name_that_is_left_out_is_an_error_since_only_the_engine_makes_names_up(world: World) -> None:
    with pytest.raises(TwinError, match=f"^{BUCKET}: the input 'bucket' is missing; expected it to be set"):
        carry_out(world.at(), BUCKET, {}, name="it")


def test_an_operation_that_moto_lacks_is_an_error(world: World, handled: Callable[[Handler], None]) -> None:
    class Ahead(Shelf):
        def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
            raise NotImplementedError("The build_moonbase action has not been implemented")

    handled(Ahead())
    with pytest.raises(TwinError, match="moto lacks this operation: The build_moonbase action"):
        carry_out(world.at(), BUCKET, {"bucket": "b"}, name="it")


def test_a_type_that_is_not_updatable_says_so(world: World) -> None:
    with pytest.raises(TwinError, match=f"{BUCKET} can't be updated in place; got b, expected a replacement"):
        Shelf().update(world.at(), "b", {})
    assert not Shelf().updatable


def test_a_setting_is_changed_by_the_call_that_makes_it(world: World) -> None:
    class Setting(Put):
        token = BUCKET

        def __init__(self) -> None:
            self.written: list[Properties] = []

        def put(self, at: Place, inputs: Properties) -> str:
            self.written.append(inputs)
            return "the-setting"

        def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
            return self.written[-1]

        def delete(self, at: Place, id: str, outputs: Properties) -> None:
            self.written.clear()

    setting = Setting()
    assert setting.updatable
    assert setting.create(world.at(), {"on": True}) == ("the-setting", {})
    assert setting.update(world.at(), "the-setting", {"on": False}) == {}
    assert setting.written == [{"on": True}, {"on": False}]


class Moonbase(Checked):
    """A type that moto would lack: a trail stands in, whose request is known."""

    token = TRAIL
    service = "cloudtrail"
    operation = "CreateTrail"

    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        return {"Name": inputs["name"], "S3BucketName": inputs.get("s3BucketName", 7)}

    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        return inputs["name"], {"homeRegion": at.region}


def test_what_is_only_checked_says_so_and_lives_in_its_account_and_region(
    world: World, handled: Callable[[Handler], None]
) -> None:
    handled(Moonbase())
    here, inputs = world.at("first", OTHER_REGION), {"name": "t", "s3BucketName": "b"}
    id, outputs, state = carry_out(here, TRAIL, inputs, name="it")
    assert (id, outputs["homeRegion"], state) == ("t", OTHER_REGION, State.CHECKED)
    assert read_back(here, TRAIL, id, inputs) == inputs
    for elsewhere in (world.at("second", OTHER_REGION), world.at("first")):
        with pytest.raises(TwinError, match="can't be read back"):
            read_back(elsewhere, TRAIL, id, inputs)
    moved = {"name": "t", "s3BucketName": "c"}
    Moonbase().update(here, id, moved)
    assert read_back(here, TRAIL, id, moved) == moved
    Moonbase().delete(here, id, outputs)
    assert Moonbase().read(here, id, inputs) is None


def test_what_is_only_checked_is_refused_when_its_request_is_wrong(
    world: World, handled: Callable[[Handler], None]
) -> None:
    handled(Moonbase())
    with pytest.raises(TwinError, match=r"cloudtrail:CreateTrail would be refused: .*S3BucketName"):
        carry_out(world.at(), TRAIL, {"name": "bad"}, name="it")
    assert Moonbase().read(world.at(), "bad", {}) is None
    with pytest.raises(TwinError, match="S3BucketName"):
        Moonbase().update(world.at(), "bad", {"name": "bad"})


def test_every_mistake_of_a_request_is_named_at_once() -> None:
    wrong = {
        "VersioningConfiguration": {"Status": "On", "MFADelete": "Perhaps"},
        "ChecksumAlgorithm": "NONE",
        "Speed": 1,
    }
    with pytest.raises(TwinError) as caught:
        check_request("s3", "PutBucketVersioning", wrong)
    message = str(caught.value)
    assert message.startswith("s3:PutBucketVersioning would be refused: ")
    assert 'Missing required parameter in input: "Bucket"' in message
    assert 'Unknown parameter in input: "Speed"' in message
    assert "PutBucketVersioning.VersioningConfiguration.Status: got 'On', expected one of Enabled, Suspended" in message
    assert "VersioningConfiguration.MFADelete: got 'Perhaps', expected one of Enabled, Disabled" in message
    assert "PutBucketVersioning.ChecksumAlgorithm: got 'NONE', expected one of CRC32" in message


@pytest.mark.parametrize(
    ("service", "operation", "parameters", "path"),
    [
        ("guardduty", "CreateDetector", {"Enable": True, "Features": [{"Name": "NAPS"}]}, "Features[0].Name"),
        ("ec2", "CreateVpc", {"InstanceTenancy": "lonely"}, "InstanceTenancy"),
    ],
    ids=["in a list", "at the top"],
)
def test_a_value_that_aws_does_not_list_is_refused_with_its_path(
    service: str, operation: str, parameters: dict[str, Any], path: str
) -> None:
    with pytest.raises(TwinError) as caught:
        check_request(service, operation, parameters)
    assert path in str(caught.value)


def test_a_right_request_is_taken() -> None:
    check_request("s3", "PutBucketVersioning", {"Bucket": "b", "VersioningConfiguration": {"Status": "Enabled"}})


def test_inputs_become_parameters_by_name_whatever_their_case() -> None:
    inputs = {
        "minimumPasswordLength": 14.0,
        "requireSymbols": True,
        "hardExpiry": None,
        "region": "us-east-1",
        "maxPasswordAge": "90",
    }
    assert conform(inputs, "iam", "UpdateAccountPasswordPolicy") == {
        "MinimumPasswordLength": 14,
        "RequireSymbols": True,
        "MaxPasswordAge": 90,
    }


def test_inputs_take_the_shape_of_the_request() -> None:
    inputs = {
        "bucket": "b",
        "settings": [{"rules": {"bucketKeyEnabled": True, "default": {"sseAlgorithm": "aws:kms"}}}],
    }
    rename = {"settings": "ServerSideEncryptionConfiguration", "default": "ApplyServerSideEncryptionByDefault"}
    assert conform(inputs, "s3", "PutBucketEncryption", rename=rename) == {
        "Bucket": "b",
        "ServerSideEncryptionConfiguration": {
            "Rules": [{"BucketKeyEnabled": True, "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]
        },
    }


def test_answers_become_outputs_by_the_providers_names() -> None:
    answer = {"MaxPasswordAge": 90, "ExpirePasswords": True}
    assert provider_spelling(answer) == {"maxPasswordAge": 90, "expirePasswords": True}
    assert provider_spelling(answer, "MaxPasswordAge", "Absent") == {"maxPasswordAge": 90}


def test_an_answer_is_put_in_the_words_of_what_was_asked_for() -> None:
    live = {"Rules": [{"ID": "a", "SSEAlgorithm": "aws:kms", "More": 1}, {"ID": "b"}]}
    asked = {"rules": [{"id": "a", "sseAlgorithm": "AES256", "days": 3, "none": None}]}
    assert as_asked(live, asked) == {"rules": [{"id": "a", "sseAlgorithm": "aws:kms", "days": None}, {"ID": "b"}]}


def test_tags_are_those_of_the_provider_too() -> None:
    assert tag_list({"tags": {"a": "1"}, "tagsAll": {"a": "1", "b": "2"}}) == [
        {"Key": "a", "Value": "1"},
        {"Key": "b", "Value": "2"},
    ]
    assert tag_list({"tags": {"a": "1"}}) == [{"Key": "a", "Value": "1"}]
    assert tag_list({}) == []


def test_only_the_named_errors_mean_that_something_is_gone() -> None:
    def fail() -> str:
        raise ClientError({"Error": {"Code": "NoSuchBucket", "Message": ""}}, "GetBucketPolicy")

    assert unless_gone(fail, "NoSuchKey", "NoSuchBucket") is None
    assert unless_gone(lambda: "there", "NoSuchBucket") == "there"
    with pytest.raises(ClientError, match="NoSuchBucket"):
        unless_gone(fail, "NoSuchKey")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(json_values) | st.dictionaries(st.text(), json_values))
def test_a_document_is_the_same_as_its_text_however_it_is_written(document: Any) -> None:
    assert same(document, json.dumps(document))
    assert same(json.dumps(document, indent=2), json.dumps(document, separators=(",", ":"), sort_keys=True))
    assert not same(document, json.dumps({"other": document}))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (1, 1.0, True),
        (1, 1.5, False),
        ({"a": None, "b": 1}, {"b": 1.0}, True),
        ({"a": None}, {"a": False}, False),
        ([1, 2], (1.0, 2), True),
        ([1, 2], [2, 1], False),
        ('{"Statement":[]}', '{ "Statement" : [ ] }', True),
        ("{not json", "{not json", True),
        ("{not json", "{ not json", False),
        ("", None, False),
        ("text", "Text", False),
    ],
)
def test_values_are_the_same_when_they_mean_the_same(left: Any, right: Any, expected: bool) -> None:
    assert same(left, right) is expected
    assert same(right, left) is expected


def test_every_handler_is_of_a_type_that_the_sdk_knows_and_replaces_only_inputs_that_it_has() -> None:
    assert len(handlers()) > 50
    for token, handler in handlers().items():
        assert handler.token == token
        assert handler.replaces <= set(schema.inputs(token)), token


def test_mistakes_in_handlers_are_all_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        "from twin.handlers import Handler\n"
        "class Kept(Handler):\n"
        "    def create(self, at, inputs): ...\n"
        "    def read(self, at, id, inputs): ...\n"
        "    def delete(self, at, id, outputs): ...\n"
        f"class One(Kept):\n    token = {BUCKET!r}\n"
        f"class Other(Kept):\n    token = {BUCKET!r}\n"
        "class Gold(Kept):\n    token = 'aws:s3/bucketOfGold:BucketOfGold'\n"
    )
    (tmp_path / "mistaken.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(resources, "__path__", [str(tmp_path)])
    handlers.cache_clear()
    try:
        with pytest.raises(ValueError, match="the twin's handlers have mistakes") as caught:
            handlers()
    finally:
        handlers.cache_clear()
        sys.modules.pop("twin.resources.mistaken", None)
    assert str(caught.value).splitlines()[1:] == [
        f"{BUCKET}: two handlers",
        "aws:s3/bucketOfGold:BucketOfGold: unknown to the installed pulumi-aws",
    ]


def test_accounts_are_made_at_the_root_and_moved_where_they_belong(world: World) -> None:
    client = world.client("organizations")
    root = client.list_roots()["Roots"][0]["Id"]
    units = [carry_out(world.at(), UNIT, {"name": name, "parentId": root}, name=name)[0] for name in ("One", "Two")]
    inputs = {"name": "moving", "email": "moving@anycompany.com", "roleName": "Role", "parentId": units[0]}
    id, outputs, state = carry_out(world.at(), ACCOUNT, inputs, name="moving")
    assert state is State.EXECUTED
    assert outputs["arn"].endswith(f"/{id}")
    handler = handlers()[ACCOUNT]
    assert "parentId" not in handler.replaces
    for parent in (units[0], units[1], root):
        handler.update(world.at(), id, {**inputs, "parentId": parent})
        assert client.list_parents(ChildId=id)["Parents"][0]["Id"] == parent
    with pytest.raises(TwinError, match="parentId: got "):
        read_back(world.at(), ACCOUNT, id, inputs)


def test_an_account_leaves_the_organization_unless_it_shall_be_closed(world: World) -> None:
    root = world.client("organizations").list_roots()["Roots"][0]["Id"]
    handler = handlers()[ACCOUNT]
    for name, closing in (("leaving", False), ("closing", True)):
        inputs = {"name": name, "email": f"{name}@anycompany.com", "roleName": "Role", "parentId": root}
        id, outputs, _ = carry_out(world.at(), ACCOUNT, inputs, name=name)
        handler.delete(world.at(), id, {**outputs, "closeOnDeletion": closing})
        accounts = world.client("organizations").list_accounts()["Accounts"]
        left = {account["Status"] for account in accounts if account["Id"] == id}
        assert left == ({"SUSPENDED"} if closing else set())
