"""Buckets and what configures them: the tokens old and new, the join with side resources, which buckets take logs."""

from collections.abc import Iterator

from .._documents import statements
from .._properties import Block
from .._resources import Resource, Stack

# pulumi-aws keeps the deprecated tokens with V2 for the same resources.
BUCKET = "aws:s3/bucket:Bucket"
BUCKETS = (BUCKET, "aws:s3/bucketV2:BucketV2")
ACLS = ("aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2")
CORS = (
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
    "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
)
ENCRYPTIONS = (
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
)
LIFECYCLES = (
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
)
LOCKS = (
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
)
LOGGINGS = ("aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2")
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
VERSIONINGS = ("aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2")
WEBSITES = (
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
    "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2",
)
PUBLIC_FLAGS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")

_DELIVERY_GROUP = "/s3/LogDelivery"
_DELIVERY_SERVICE = "logging.s3.amazonaws.com"


def either(block: Block, *names: str) -> list[Block]:
    """The nested objects under any of the names: the deprecated tokens have plural ones."""
    return [item for name in names for item in block.blocks(name)]


def is_versioned(bucket: Resource, stack: Stack) -> bool:
    """Whether the bucket keeps the versions of its objects; object lock implies it."""
    if bucket.flag("objectLockEnabled"):
        return True
    if any(versioning.flag("enabled") for versioning in either(bucket, "versioning", "versionings")):
        return True
    found = stack.sidecars(bucket, *VERSIONINGS, by="bucket")
    return any(item.block("versioningConfiguration").text("status") == "Enabled" for item in found)


def takes_logs(bucket: Resource, stack: Stack) -> bool:
    """Whether S3 delivers access logs of other buckets to the bucket, as far as the stack shows.

    Source: S3 user guide, "Enabling Amazon S3 server access logging": logs are let in by an access control list or a
    bucket policy, and their bucket takes neither a key of KMS nor logs of itself.
    """
    return (
        any(map(_lets_delivery_in, (bucket, *stack.sidecars(bucket, *ACLS, by="bucket"))))
        or bool(stack.sidecars(bucket, *LOGGINGS, by="targetBucket"))
        or any(source.urn != bucket.urn for source in _logging_to(bucket, stack))
        or any(_serves_delivery(policy) for policy in (bucket, *stack.sidecars(bucket, POLICY, by="bucket")))
    )


def _lets_delivery_in(resource: Resource) -> bool:
    grantees = [*resource.blocks("grants")]
    grantees += [grant.block("grantee") for grant in resource.block("accessControlPolicy").blocks("grants")]
    return resource.text("acl") == "log-delivery-write" or any(
        grantee.text("uri").endswith(_DELIVERY_GROUP) for grantee in grantees
    )


def _logging_to(bucket: Resource, stack: Stack) -> Iterator[Resource]:
    """The buckets that say themselves that their logs go to the bucket."""
    for by in ("logging.targetBucket", "loggings.targetBucket"):
        yield from stack.sidecars(bucket, *BUCKETS, by=by)


def _serves_delivery(resource: Resource) -> bool:
    return any(
        statement.allows and ("Service", _DELIVERY_SERVICE) in statement.principals
        for statement in statements(resource, "policy")
    )
