"""Amazon S3: buckets and the side resources that configure them."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from ..handlers import Handler, Place, Properties, Put, tag_list


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
        try:
            location = client.get_bucket_location(Bucket=id)["LocationConstraint"] or "us-east-1"
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchBucket":
                return None
            raise
        live = {"bucket": id, "bucketRegion": location}
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
        try:
            return {"bucket": id, "policy": at.client("s3").get_bucket_policy(Bucket=id)["Policy"]}
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchBucketPolicy":
                return None
            raise

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("s3").delete_bucket_policy(Bucket=id)
