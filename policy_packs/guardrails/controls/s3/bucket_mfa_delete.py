"""Versioned buckets ask for a second factor before a version is deleted."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._properties import Block
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, LIFECYCLES, VERSIONINGS, either


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    inline = list(filter(_is_written, either(bucket, "versioning", "versionings")))
    beside = [item.block("versioningConfiguration") for item in stack.sidecars(bucket, *VERSIONINGS, by="bucket")]
    if not (inline or beside) or any(map(_asks_inline, inline)) or any(map(_asks_beside, beside)):
        return
    # S3 takes no lifecycle and no object lock together with the second factor.
    excluded = bucket.blocks("lifecycleRules") or bucket.flag("objectLockEnabled")
    if not excluded and not stack.sidecars(bucket, *LIFECYCLES, by="bucket"):
        yield "stolen keys are enough to delete all versions; got mfaDelete off, expected Enabled"


def _is_written(versioning: Block) -> bool:
    # AWS reports a block with both off for every bucket that keeps no versions.
    return versioning.flag("enabled") or versioning.flag("mfaDelete")


def _asks_inline(versioning: Block) -> bool:
    return versioning.flag("enabled") and versioning.flag("mfaDelete")


def _asks_beside(configuration: Block) -> bool:
    return configuration.text("status") == "Enabled" and configuration.text("mfaDelete") == "Enabled"


_DATA = Given(BUCKET, {"bucket": "data"}, name="data")


def _beside(type: str = VERSIONINGS[0], **configuration: str) -> Given:
    return Given(type, {"bucket": Ref("data"), "versioningConfiguration": configuration}, name="versioning")


def _own(enabled: bool, mfa: bool, **more: object) -> Given:
    return Given(BUCKET, {"bucket": "data", "versioning": {"enabled": enabled, "mfaDelete": mfa}, **more}, name="data")


def _old(**versioning: object) -> Given:
    return Given(BUCKETS[1], {"versionings": [versioning]})


def _rules(bucket: object) -> Given:
    return Given(LIFECYCLES[0], {"bucket": bucket}, name="rules")


CONTROL = Control(
    id="s3.bucket-mfa-delete",
    title="Versioned buckets ask for a second factor before a version is deleted",
    practices=("iam.mfa", "data.at-rest"),
    severity=Severity.LOW,
    why="Versions protect from mistakes, but stolen keys delete them as easily as the object itself.",
    fix="set mfaDelete to Enabled with the root user's device, or lock the objects instead",
    tier=Tier.REGULATED,
    rules=(StackRule(BUCKETS, _check),),
    detection=(ConfigRule("S3_BUCKET_MFA_DELETE_ENABLED"), SecurityHubControl("S3.20")),
    frameworks={Framework.CIS_3_0: ("2.1.2",), Framework.CIS_5_0: ("2.1.2",), Framework.CIS_7_0: ("3.1.2",)},
    equivalents={Tool.SECURITY_HUB: ("S3.20",), Tool.TRIVY: ("AWS-0170",)},
    good=(
        *(example(f"everything omitted, which keeps no versions: {type}", Given(type)) for type in BUCKETS),
        *(
            example(f"a second factor: {type}", _DATA, _beside(type, status="Enabled", mfaDelete="Enabled"))
            for type in VERSIONINGS
        ),
        example("no versions, as AWS reports it of every such bucket", _own(False, False)),
        example("a second factor in the bucket's own block", _own(True, True)),
        example("a second factor in the old token's block", _old(enabled=True, mfaDelete="true")),
        example("a lifecycle, which excludes it", _own(True, False), _rules(Ref("data"))),
        example("a lifecycle of the bucket's own", _own(True, False, lifecycleRules=[{"enabled": True}])),
        example("locked objects, which need none", _own(True, False, objectLockEnabled=True)),
    ),
    bad=(
        *(example(f"no second factor: {type}", _DATA, _beside(type, status="Enabled")) for type in VERSIONINGS),
        example("off", _DATA, _beside(status="Enabled", mfaDelete="Disabled")),
        example("no versions to protect", _DATA, _beside(status="Suspended", mfaDelete="Enabled")),
        example("off in the bucket's own block", _own(True, False)),
        example("no versions to protect in the bucket's own block", _own(False, True)),
        example("off in the old token's block", _old(enabled=True)),
        example("no lifecycle, as AWS reports it", _own(True, False, lifecycleRules=[])),
        example("the lifecycle of another bucket", _own(True, False), _rules("other")),
    ),
)
