"""The four flags of a bucket's public access block: a control each."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import PUBLIC_FLAGS

BUCKET_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"


def blocking(*, flag: str, id: str, title: str, why: str, checkov: tuple[str, ...], trivy: str) -> Control:
    """The control that asks for one flag in every public access block of a bucket."""

    def check(block: Resource) -> Iterator[str]:
        if not block.flag(flag):
            yield f"the bucket can be made public; got {flag} off, expected it on"

    def mend(block: Resource) -> dict[str, bool]:
        return {} if block.flag(flag) else {flag: True}

    def given(**flags: Any) -> Given:
        return Given(BUCKET_BLOCK, {"bucket": "logs", **flags})

    return Control(
        id=id,
        title=title,
        practices=("network.private-subnets", "data.at-rest", "advisor.trusted-advisor"),
        severity=Severity.CRITICAL,
        why=why,
        fix=f"set {flag} to true",
        rules=(ResourceRule((BUCKET_BLOCK,), check, mend),),
        detection=(ConfigRule("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"), SecurityHubControl("S3.8")),
        tier=Tier.MINIMAL,
        frameworks={
            Framework.FSBP: ("S3.8",),
            Framework.CIS_3_0: ("2.1.4",),
            Framework.CIS_5_0: ("2.1.4",),
            Framework.CIS_7_0: ("3.1.4",),
        },
        equivalents={Tool.CHECKOV: checkov, Tool.CONTROL_TOWER: ("S3.PR.1",), Tool.TRIVY: (trivy,)},
        good=(
            example("on", given(**{flag: True})),
            example("on, written as text", given(**dict.fromkeys(PUBLIC_FLAGS, "true"))),
        ),
        bad=(
            example("everything omitted", given()),
            example("off", given(**dict.fromkeys(PUBLIC_FLAGS, True) | {flag: False})),
        ),
    )
