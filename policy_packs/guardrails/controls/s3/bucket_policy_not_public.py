"""Policies of buckets and access points grant nothing to everybody."""

from collections.abc import Iterator

from .._documents import public_grants
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_BUCKET = "aws:s3/bucket:Bucket"
_OLD_BUCKET = "aws:s3/bucketV2:BucketV2"
_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
_POINT = "aws:s3/accessPoint:AccessPoint"
_POINT_POLICY = "aws:s3control/accessPointPolicy:AccessPointPolicy"


def _check(resource: Resource) -> Iterator[str]:
    # AWS calls an access point for a VPC private, whatever its policy says.
    if "vpcConfiguration" not in resource:
        yield from public_grants(resource, "policy")


def _document(principal: object, effect: str = "Allow", **condition: dict[str, str]) -> dict[str, object]:
    statement = {
        "Effect": effect,
        "Principal": principal,
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::assets/*",
        "Condition": condition,
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _policy(document: object) -> Given:
    return Given(_POLICY, {"bucket": "assets", "policy": document})


def _point_policy(document: object) -> Given:
    arn = "arn:aws:s3:us-east-1:111122223333:accesspoint/assets"
    return Given(_POINT_POLICY, {"accessPointArn": arn, "policy": document})


_IN_VPC = {"bucket": "assets", "vpcConfiguration": {"vpcId": "vpc-0a1b2c3d"}}
_DISTRIBUTION = {"AWS:SourceArn": "arn:aws:cloudfront::111122223333:distribution/E2EXAMPLE"}

CONTROL = Control(
    id="s3.bucket-policy-not-public",
    title="Policies of buckets and access points grant nothing to everybody",
    practices=("network.private-subnets", "iam.least-privilege", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="A public bucket is found within hours by those who look for nothing else.",
    fix="name the principals, or publish by a CDN that alone may read the bucket",
    rules=(ResourceRule((_BUCKET, _OLD_BUCKET, _POLICY, _POINT, _POINT_POLICY), _check),),
    detection=(
        ConfigRule("S3_BUCKET_PUBLIC_READ_PROHIBITED"),
        ConfigRule("S3_BUCKET_PUBLIC_WRITE_PROHIBITED"),
        SecurityHubControl("S3.2"),
        SecurityHubControl("S3.3"),
    ),
    answer="block-public-bucket",
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("S3.2", "S3.3"), Framework.CIS_7_0: ("2.21",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_70",)},
    good=(
        example("everything omitted", Given(_BUCKET)),
        example("one role", _policy(_document({"AWS": "arn:aws:iam::111122223333:role/reader"}))),
        example("a deny for everybody", _policy(_document("*", "Deny", Bool={"aws:SecureTransport": "false"}))),
        example("the organization", _policy(_document("*", StringEquals={"aws:PrincipalOrgID": "o-a1b2c3d4e5"}))),
        example("one network", _policy(_document("*", StringEquals={"aws:SourceVpce": "vpce-0a1b2c3d"}))),
        example(
            "one distribution of the CDN",
            _policy(_document({"Service": "cloudfront.amazonaws.com"}, StringEquals=_DISTRIBUTION)),
        ),
        example("everybody in the VPC by its access point", Given(_POINT, _IN_VPC | {"policy": _document("*")})),
        example(
            "a bucket that is made beside it",
            Given(_BUCKET, {"bucket": "assets"}, name="assets"),
            Given(_POLICY, {"bucket": Ref("assets"), "policy": _document("*", "Deny")}, name="policy"),
        ),
    ),
    bad=(
        example("everybody", _policy(_document("*"))),
        example("everybody with an AWS account", _policy(_document({"AWS": "*"}))),
        example("everybody in the bucket's own policy", Given(_BUCKET, {"policy": _document("*")})),
        example("everybody by an access point", Given(_POINT, {"bucket": "assets", "policy": _document("*")})),
        example("everybody by the policy of an access point", _point_policy(_document("*"))),
        example("everybody in the policy of a deprecated type", Given(_OLD_BUCKET, {"policy": _document("*")})),
        example("everybody with a certain browser", _policy(_document("*", StringLike={"aws:UserAgent": "shop*"}))),
        example("every address", _policy(_document("*", IpAddress={"aws:SourceIp": "0.0.0.0/0"}))),
        example("all but one", _policy(_document("*", StringNotEquals={"aws:PrincipalAccount": "111122223333"}))),
    ),
)
