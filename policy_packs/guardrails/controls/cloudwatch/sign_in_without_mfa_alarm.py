"""An alarm tells of sign-ins without a second factor."""

from .._frameworks import Framework
from ._alarms import Calls, alarm

_SIGN_IN = {
    "eventName": "ConsoleLogin",
    "eventSource": "signin.amazonaws.com",
    "userIdentity": {"type": "IAMUser"},
    "responseElements": {"ConsoleLogin": "Success"},
}
_ABOUT = Calls(
    wanted={"ConsoleLogin without MFA": _SIGN_IN | {"additionalEventData": {"MFAUsed": "No"}}},
    unwanted=[_SIGN_IN | {"additionalEventData": {"MFAUsed": "Yes"}}, {"eventName": "RunInstances"}],
)
_EACH = ('($.eventName = "ConsoleLogin")', '($.additionalEventData.MFAUsed != "Yes")')

CONTROL = alarm(
    id="cloudwatch.sign-in-without-mfa-alarm",
    title="An alarm tells of sign-ins without a second factor",
    about=_ABOUT,
    why="A password alone is what leaks.",
    frameworks={Framework.CIS_3_0: ("4.2",), Framework.CIS_5_0: ("4.2",), Framework.CIS_7_0: ("5.2",)},
    trivy="AWS-0148",
    hub="CloudWatch.3",
    pattern="{" + " && ".join(_EACH) + "}",
    bad_patterns=(
        "{" + _EACH[0] + "}",
        "{" + _EACH[1] + "}",
        '{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed = "Yes") }',
    ),
)
