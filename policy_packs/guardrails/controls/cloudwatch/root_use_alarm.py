"""An alarm tells of every use of the root user."""

from .._frameworks import Framework
from ._alarms import Calls, alarm

_ROOT = {
    "eventName": "CreateUser",
    "eventSource": "iam.amazonaws.com",
    "eventType": "AwsApiCall",
    "userIdentity": {"type": "Root"},
}
_ABOUT = Calls(
    wanted={"calls of Root": _ROOT},
    unwanted=[
        _ROOT | {"userIdentity": {"type": "IAMUser"}},
        _ROOT | {"userIdentity": {"type": "Root", "invokedBy": "AWS Internal"}},
        _ROOT | {"eventType": "AwsServiceEvent"},
    ],
)
_EACH = (
    '$.userIdentity.type = "Root"',
    "$.userIdentity.invokedBy NOT EXISTS",
    '$.eventType != "AwsServiceEvent"',
)

CONTROL = alarm(
    id="cloudwatch.root-use-alarm",
    title="An alarm tells of every use of the root user",
    about=_ABOUT,
    why="The root user can do everything, and nobody should need it.",
    frameworks={Framework.CIS_3_0: ("4.3",), Framework.CIS_5_0: ("4.3",), Framework.CIS_7_0: ("5.3",)},
    trivy="AWS-0149",
    hub="CloudWatch.1",
    pattern="{" + " && ".join(_EACH) + "}",
    bad_patterns=(
        "{" + _EACH[0] + "}",
        "{" + _EACH[1] + "}",
        "{" + " && ".join(_EACH[::2]) + "}",
        "{" + " || ".join(_EACH) + "}",
    ),
)
