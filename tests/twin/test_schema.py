"""The installed pulumi-aws is asked what it knows: types, inputs at every depth, which are required, what has a region.

Not proven here: that the provider behind the SDK takes what the SDK takes.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_aws.lambda_ import Function
from pulumi_aws.s3 import Bucket

from twin import schema

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
ROLE = "aws:iam/role:Role"
ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"


def test_a_token_is_the_class_of_the_sdk() -> None:
    assert schema.resource_class(BUCKET) is Bucket
    assert schema.resource_class("aws:lambda/function:Function") is Function


@pytest.mark.parametrize(
    "token",
    [
        "",
        "aws",
        "aws::",
        "random:index/randomId:RandomId",
        "aws:s3/bucketOfGold:BucketOfGold",
        "aws:nowhere/bucket:Bucket",
        "aws:../s3:Bucket",
        "aws:s3/Bucket:Bucket",
        "aws:s3/bucket:BucketArgs",
        "aws:s3/getBucket:getBucket",
        "pulumi:providers:aws",
    ],
)
def test_what_is_no_token_of_the_sdk_has_no_class_and_no_inputs(token: str) -> None:
    assert schema.resource_class(token) is None
    for ask in (schema.inputs, schema.required, schema.takes_region, lambda token: schema.unknown_inputs(token, {})):
        with pytest.raises(KeyError):
            ask(token)


def test_inputs_have_the_names_that_the_engine_sends() -> None:
    assert {"assumeRolePolicy", "maxSessionDuration", "tags"} <= set(schema.inputs(ROLE))
    assert "assume_role_policy" not in schema.inputs(ROLE)
    assert not {"arn", "id", "tagsAll"} & set(schema.inputs(ROLE))


def test_required_inputs_are_those_that_the_sdk_demands() -> None:
    assert schema.required(VERSIONING) == {"bucket", "versioningConfiguration"}
    assert schema.required(BUCKET) == frozenset()


def test_a_region_is_taken_by_what_stands_in_one() -> None:
    assert schema.takes_region(BUCKET)
    assert not schema.takes_region(ROLE)


@pytest.mark.parametrize("token", sorted(schema.REGION_LOOKALIKES))
def test_a_region_that_means_something_else_is_not_where_the_resource_stands(token: str) -> None:
    assert "region" in schema.inputs(token), "no longer a lookalike"
    assert not schema.takes_region(token)


@pytest.mark.parametrize(
    ("token", "properties", "unknown"),
    [
        (BUCKET, {"bucket": "b", "colour": "red", "speed": 1}, ["colour", "speed"]),
        (VERSIONING, {"versioningConfiguration": {"status": "Enabled"}}, []),
        (VERSIONING, {"versioningConfiguration": {"state": "on"}}, ["versioningConfiguration.state"]),
        (
            ENCRYPTION,
            {"rules": [{"bucketKeyEnabled": True}, {"applyServerSideEncryptionByDefault": {"algorithm": "AES256"}}]},
            ["rules[1].applyServerSideEncryptionByDefault.algorithm"],
        ),
        (BUCKET, {"tags": {"whatever": "people write"}}, []),
        (BUCKET, {"bucket": {"not": "an object"}}, []),
        (VERSIONING, {"versioningConfiguration": "unknown yet"}, []),
        (BUCKET, {"__defaults": ["bucket"]}, []),
    ],
    ids=["top", "known", "nested", "in a list", "free map", "scalar", "no object", "engine's own"],
)
def test_unknown_inputs_are_named_by_their_path(token: str, properties: dict[str, Any], unknown: list[str]) -> None:
    assert schema.unknown_inputs(token, properties) == unknown


def test_where_the_sdk_takes_one_of_several_objects_the_fields_of_each_are_known() -> None:
    def lacking(principal: dict[str, str]) -> list[str]:
        document = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": principal}]}
        return schema.unknown_inputs("aws:s3/bucketPolicy:BucketPolicy", {"policy": document})

    assert lacking({"AWS": "111122223333"}) == lacking({"Service": "logs.amazonaws.com"}) == []
    assert lacking({"Nobody": "at all"}) == ["policy.Statement[0].Principal.Nobody"]


@given(
    known=st.lists(st.sampled_from(sorted(schema.inputs(BUCKET))), unique=True),
    extra=st.lists(st.text(min_size=1), unique=True),
)
def test_exactly_the_names_that_the_sdk_lacks_are_unknown(known: list[str], extra: list[str]) -> None:
    properties = dict.fromkeys([*known, *extra])
    lacking = [name for name in properties if name not in schema.inputs(BUCKET) and not name.startswith("__")]
    assert schema.unknown_inputs(BUCKET, properties) == lacking
