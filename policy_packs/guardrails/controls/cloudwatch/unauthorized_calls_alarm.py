"""An alarm tells of calls that were refused."""

from .._frameworks import Framework
from ._alarms import Calls, alarm

_CALL = {"eventSource": "ec2.amazonaws.com", "eventName": "RunInstances", "sourceIPAddress": "198.51.100.7"}
_ABOUT = Calls(
    wanted={
        "UnauthorizedOperation": _CALL | {"errorCode": "Client.UnauthorizedOperation"},
        "AccessDenied": _CALL | {"errorCode": "AccessDeniedException"},
    },
    unwanted=[_CALL, _CALL | {"errorCode": "Throttling"}],
)
_EACH = ('($.errorCode = "*UnauthorizedOperation")', '($.errorCode = "AccessDenied*")')

CONTROL = alarm(
    id="cloudwatch.unauthorized-calls-alarm",
    title="An alarm tells of calls that were refused",
    about=_ABOUT,
    why="Somebody who tries out what stolen credentials may do is refused a hundred times.",
    frameworks={Framework.CIS_3_0: ("4.1",), Framework.CIS_5_0: ("4.1",), Framework.CIS_7_0: ("5.1",)},
    trivy="AWS-0147",
    hub="CloudWatch.2",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=("{" + _EACH[1] + "}", "{" + " && ".join(_EACH) + "}", "{ $.errorCode EXISTS }"),
)
