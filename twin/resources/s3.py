"""Amazon S3: buckets and the side resources that configure them."""

from __future__ import annotations

from typing import Any

from botocore import xform_name

from ..handlers import (
    Handler,
    Place,
    Properties,
    Put,
    as_asked,
    check_request,
    conform,
    provider_spelling,
    tag_list,
    unless_gone,
)


def _put(at: Place, operation: str, inputs: Properties, **configuration: Any) -> str:
    """Write one configuration of a bucket: by botocore's shape of the call, enumerated values checked."""
    request = conform({"bucket": inputs["bucket"], **configuration}, "s3", operation)
    check_request("s3", operation, request)
    getattr(at.client("s3"), xform_name(operation))(**request)
    return str(inputs["bucket"])


def _get(at: Place, operation: str, id: str, absent: str = "") -> Properties | None:
    """Read one configuration of a bucket; None when the bucket is gone, or S3 answers that there is none."""
    return unless_gone(lambda: getattr(at.client("s3"), xform_name(operation))(Bucket=id), "NoSuchBucket", absent)


class Bucket(Handler):
    token = "aws:s3/bucket:Bucket"
    replaces = frozenset(("bucket", "region", "bucketNamespace"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        name = inputs["bucket"]
        request: dict[str, Any] = {"Bucket": name, "ObjectLockEnabledForBucket": bool(inputs.get("objectLockEnabled"))}
        if at.region != "us-east-1":
            request["CreateBucketConfiguration"] = {"LocationConstraint": at.region}
        at.client("s3").create_bucket(**request)
        self.update(at, name, inputs)
        return name, {
            "arn": f"arn:{at.partition}:s3:::{name}",
            "bucketDomainName": f"{name}.s3.amazonaws.com",
            "bucketRegionalDomainName": f"{name}.s3.{at.region}.amazonaws.com",
            "bucketRegion": at.region,
        }

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        answer = _get(at, "GetBucketLocation", id)
        if answer is None:
            return None
        live = {"bucket": id, "bucketRegion": answer["LocationConstraint"] or "us-east-1"}
        if inputs.get("objectLockEnabled"):
            lock = at.client("s3").get_object_lock_configuration(Bucket=id)["ObjectLockConfiguration"]
            live["objectLockEnabled"] = lock["ObjectLockEnabled"] == "Enabled"
        return live

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        if tags := tag_list(inputs):
            at.client("s3").put_bucket_tagging(Bucket=id, Tagging={"TagSet": tags})
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_bucket(Bucket=id)


class BucketVersioning(Put):
    token = "aws:s3/bucketVersioning:BucketVersioning"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        status = inputs["versioningConfiguration"]["status"]
        at.client("s3").put_bucket_versioning(Bucket=inputs["bucket"], VersioningConfiguration={"Status": status})
        return str(inputs["bucket"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = _get(at, "GetBucketVersioning", id)
        return {"versioningConfiguration": {"status": live["Status"]}} if live and "Status" in live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        # AWS can only suspend what was once enabled.
        at.client("s3").put_bucket_versioning(Bucket=id, VersioningConfiguration={"Status": "Suspended"})


class BucketPolicy(Put):
    token = "aws:s3/bucketPolicy:BucketPolicy"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        at.client("s3").put_bucket_policy(Bucket=inputs["bucket"], Policy=inputs["policy"])
        return str(inputs["bucket"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = _get(at, "GetBucketPolicy", id, "NoSuchBucketPolicy")
        return {"bucket": id, "policy": live["Policy"]} if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_bucket_policy(Bucket=id)


class BucketPublicAccessBlock(Put):
    token = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        at.client("s3").put_public_access_block(
            Bucket=inputs["bucket"], PublicAccessBlockConfiguration=_public_access_block(inputs)
        )
        return str(inputs["bucket"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = _get(at, "GetPublicAccessBlock", id, "NoSuchPublicAccessBlockConfiguration")
        return {"bucket": id, **provider_spelling(live["PublicAccessBlockConfiguration"])} if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_public_access_block(Bucket=id)


class AccountPublicAccessBlock(Put):
    token = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
    replaces = frozenset(("accountId",))

    def put(self, at: Place, inputs: Properties) -> str:
        account = inputs.get("accountId") or at.account
        at.client("s3control").put_public_access_block(
            AccountId=account, PublicAccessBlockConfiguration=_public_access_block(inputs)
        )
        return str(account)

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = unless_gone(
            lambda: at.client("s3control").get_public_access_block(AccountId=id)["PublicAccessBlockConfiguration"],
            "NoSuchPublicAccessBlockConfiguration",
        )
        return {"accountId": id, **provider_spelling(live)} if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3control").delete_public_access_block(AccountId=id)


def _public_access_block(inputs: Properties) -> dict[str, bool]:
    names = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    return {name: bool(inputs.get(name[0].lower() + name[1:])) for name in names}


class BucketOwnershipControls(Put):
    token = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        controls = {"rules": [inputs["rule"]]}
        return _put(at, "PutBucketOwnershipControls", inputs, ownershipControls=controls)

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = _get(at, "GetBucketOwnershipControls", id, "OwnershipControlsNotFoundError")
        return {"bucket": id, "rule": provider_spelling(live["OwnershipControls"]["Rules"][0])} if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_bucket_ownership_controls(Bucket=id)


class BucketServerSideEncryptionConfiguration(Put):
    token = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        configuration = {"rules": inputs["rules"]}
        return _put(at, "PutBucketEncryption", inputs, serverSideEncryptionConfiguration=configuration)

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = _get(at, "GetBucketEncryption", id, "ServerSideEncryptionConfigurationNotFoundError")
        if live is None:
            return None
        rules = live["ServerSideEncryptionConfiguration"]["Rules"]
        return {"bucket": id, "rules": as_asked(rules, inputs.get("rules"))}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_bucket_encryption(Bucket=id)


class BucketLifecycleConfiguration(Put):
    token = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        return _put(
            at,
            "PutBucketLifecycleConfiguration",
            inputs,
            lifecycleConfiguration={"rules": inputs["rules"]},
        )

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = _get(at, "GetBucketLifecycleConfiguration", id, "NoSuchLifecycleConfiguration")
        return {"bucket": id, "rules": as_asked(live["Rules"], inputs.get("rules"))} if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_bucket_lifecycle(Bucket=id)


class BucketObjectLockConfiguration(Put):
    token = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        lock = {"objectLockEnabled": inputs.get("objectLockEnabled", "Enabled"), "rule": inputs.get("rule")}
        return _put(at, "PutObjectLockConfiguration", inputs, objectLockConfiguration=lock)

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = _get(at, "GetObjectLockConfiguration", id, "ObjectLockConfigurationNotFoundError")
        if live is None or "Rule" not in live["ObjectLockConfiguration"]:
            return None
        return {"bucket": id, "rule": as_asked(live["ObjectLockConfiguration"]["Rule"], inputs.get("rule"))}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        # The lock itself can't be taken off a bucket; the provider takes the default retention away.
        self.put(at, {"bucket": id})


class BucketLogging(Put):
    token = "aws:s3/bucketLogging:BucketLogging"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        status = {"loggingEnabled": {name: value for name, value in inputs.items() if name.startswith("target")}}
        return _put(at, "PutBucketLogging", inputs, bucketLoggingStatus=status)

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = _get(at, "GetBucketLogging", id)
        if live is None or "LoggingEnabled" not in live:
            return None
        return {"bucket": id, **provider_spelling(live["LoggingEnabled"], "TargetBucket", "TargetPrefix")}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").put_bucket_logging(Bucket=id, BucketLoggingStatus={})
