"""An alarm tells of failed sign-ins."""

from .._frameworks import Framework
from ._alarms import Calls, alarm

_SIGN_IN = {"eventName": "ConsoleLogin", "eventSource": "signin.amazonaws.com"}
_ABOUT = Calls(
    wanted={"failed ConsoleLogin": _SIGN_IN | {"errorMessage": "Failed authentication"}},
    unwanted=[_SIGN_IN],
)
_EACH = ("($.eventName = ConsoleLogin)", '($.errorMessage = "Failed authentication")')

CONTROL = alarm(
    id="cloudwatch.sign-in-failures-alarm",
    title="An alarm tells of failed sign-ins",
    about=_ABOUT,
    why="Somebody who guesses passwords fails many times.",
    frameworks={Framework.CIS_3_0: ("4.6",), Framework.CIS_5_0: ("4.6",), Framework.CIS_7_0: ("5.6",)},
    trivy="AWS-0152",
    hub="CloudWatch.6",
    pattern="{" + " && ".join(_EACH) + "}",
    bad_patterns=("{" + _EACH[0] + "}", "{" + " || ".join(_EACH) + "}"),
)
