"""Amazon S3: buckets and the side resources that configure them."""

from __future__ import annotations

from typing import Any

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
        client = at.client("s3")
        answer = unless_gone(lambda: client.get_bucket_location(Bucket=id), "NoSuchBucket")
        if answer is None:
            return None
        live = {"bucket": id, "bucketRegion": answer["LocationConstraint"] or "us-east-1"}
        if inputs.get("objectLockEnabled"):
            lock = client.get_object_lock_configuration(Bucket=id)["ObjectLockConfiguration"]
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
        status = at.client("s3").get_bucket_versioning(Bucket=id).get("Status")
        return {"versioningConfiguration": {"status": status}} if status else None

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
        live = unless_gone(lambda: at.client("s3").get_bucket_policy(Bucket=id), "NoSuchBucketPolicy")
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
        live = unless_gone(
            lambda: at.client("s3").get_public_access_block(Bucket=id)["PublicAccessBlockConfiguration"],
            "NoSuchPublicAccessBlockConfiguration",
        )
        return {"bucket": id, **provider_spelling(live)} if live else None

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
        rule = {"ObjectOwnership": inputs["rule"]["objectOwnership"]}
        at.client("s3").put_bucket_ownership_controls(Bucket=inputs["bucket"], OwnershipControls={"Rules": [rule]})
        return str(inputs["bucket"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = unless_gone(
            lambda: at.client("s3").get_bucket_ownership_controls(Bucket=id)["OwnershipControls"],
            "OwnershipControlsNotFoundError",
        )
        return {"bucket": id, "rule": provider_spelling(live["Rules"][0])} if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_bucket_ownership_controls(Bucket=id)


def _put(at: Place, operation: str, method: str, inputs: Properties, **configuration: Any) -> str:
    """Write one configuration of a bucket: by botocore's shape of the call, enumerated values checked."""
    request = conform({"bucket": inputs["bucket"], **configuration}, "s3", operation)
    check_request("s3", operation, request)
    getattr(at.client("s3"), method)(**request)
    return str(inputs["bucket"])


class BucketServerSideEncryptionConfiguration(Put):
    token = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        configuration = {"rules": inputs["rules"]}
        return _put(
            at, "PutBucketEncryption", "put_bucket_encryption", inputs, serverSideEncryptionConfiguration=configuration
        )

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = unless_gone(
            lambda: at.client("s3").get_bucket_encryption(Bucket=id)["ServerSideEncryptionConfiguration"],
            "ServerSideEncryptionConfigurationNotFoundError",
        )
        return {"bucket": id, "rules": as_asked(live["Rules"], inputs.get("rules"))} if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_bucket_encryption(Bucket=id)


class BucketLifecycleConfiguration(Put):
    token = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        return _put(
            at,
            "PutBucketLifecycleConfiguration",
            "put_bucket_lifecycle_configuration",
            inputs,
            lifecycleConfiguration={"rules": inputs["rules"]},
        )

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = unless_gone(
            lambda: at.client("s3").get_bucket_lifecycle_configuration(Bucket=id), "NoSuchLifecycleConfiguration"
        )
        return {"bucket": id, "rules": as_asked(live["Rules"], inputs.get("rules"))} if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_bucket_lifecycle(Bucket=id)


class BucketObjectLockConfiguration(Put):
    token = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        lock = {"objectLockEnabled": inputs.get("objectLockEnabled", "Enabled"), "rule": inputs.get("rule")}
        return _put(
            at, "PutObjectLockConfiguration", "put_object_lock_configuration", inputs, objectLockConfiguration=lock
        )

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = unless_gone(
            lambda: at.client("s3").get_object_lock_configuration(Bucket=id)["ObjectLockConfiguration"],
            "ObjectLockConfigurationNotFoundError",
        )
        if live is None or "Rule" not in live:
            return None
        return {"bucket": id, **as_asked(live, {name: inputs.get(name) for name in ("objectLockEnabled", "rule")})}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        # The lock itself can't be taken off a bucket; the provider takes the default retention away.
        self.put(at, {"bucket": id})


class BucketLogging(Put):
    token = "aws:s3/bucketLogging:BucketLogging"
    replaces = frozenset(("bucket", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        status = {"loggingEnabled": {name: value for name, value in inputs.items() if name.startswith("target")}}
        return _put(at, "PutBucketLogging", "put_bucket_logging", inputs, bucketLoggingStatus=status)

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = at.client("s3").get_bucket_logging(Bucket=id).get("LoggingEnabled")
        return {"bucket": id, **provider_spelling(live, "TargetBucket", "TargetPrefix")} if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").put_bucket_logging(Bucket=id, BucketLoggingStatus={})
