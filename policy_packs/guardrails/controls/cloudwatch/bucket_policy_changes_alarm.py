"""An alarm tells of changes of bucket policies."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = (
    "DeleteBucketCors DeleteBucketLifecycle DeleteBucketPolicy DeleteBucketReplication PutBucketAcl "
    "PutBucketCors PutBucketLifecycle PutBucketPolicy PutBucketReplication"
)
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.bucket-policy-changes-alarm",
    title="An alarm tells of changes of bucket policies",
    about=calls("s3", _NAMES),
    why="One changed policy publishes a bucket.",
    frameworks={Framework.CIS_3_0: ("4.8",), Framework.CIS_5_0: ("4.8",), Framework.CIS_7_0: ("5.8",)},
    trivy="AWS-0154",
    hub="CloudWatch.8",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = s3.amazonaws.com }",
    ),
)
