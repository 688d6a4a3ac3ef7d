"""S3 buckets take no access control lists: policies alone say who gets in."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
_ENFORCED = "BucketOwnerEnforced"


def _check(ownership: Resource) -> Iterator[str]:
    got = ownership.block("rule").text("objectOwnership")
    if got != _ENFORCED:
        yield f"access control lists are in force; got objectOwnership {got or 'missing'}, expected {_ENFORCED}"


def _mend(ownership: Resource) -> dict[str, str]:
    enforced = ownership.block("rule").text("objectOwnership") == _ENFORCED
    return {} if enforced else {"rule.objectOwnership": _ENFORCED}


def _bucket(ownership: str) -> dict[str, object]:
    return {"bucket": "logs", "rule": {"objectOwnership": ownership}}


CONTROL = Control(
    id="s3.bucket-acls-disabled",
    title="S3 buckets take no access control lists",
    practices=("iam.least-privilege", "network.private-subnets"),
    severity=Severity.MEDIUM,
    why="An access list on one object opens it whatever the bucket's policy says, and shows in no review of policies.",
    fix=f"set rule.objectOwnership to {_ENFORCED}",
    # A bucket without the side resource has lists disabled: the default of every bucket since April 2023.
    rules=(ResourceRule((_OWNERSHIP,), _check, _mend),),
    detection=(ConfigRule("S3_BUCKET_ACL_PROHIBITED"), SecurityHubControl("S3.12")),
    frameworks={Framework.FSBP: ("S3.12",)},
    good=(example("the owner alone decides", Given(_OWNERSHIP, _bucket(_ENFORCED))),),
    bad=(
        example("everything omitted", Given(_OWNERSHIP)),
        example("whoever writes an object owns it", Given(_OWNERSHIP, _bucket("ObjectWriter"))),
        example("the writer may give it to the owner", Given(_OWNERSHIP, _bucket("BucketOwnerPreferred"))),
    ),
)
