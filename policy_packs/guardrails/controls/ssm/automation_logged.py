"""The account logs what the scripts of automations print."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_SETTING = "aws:ssm/serviceSetting:ServiceSetting"
_ID = "/ssm/automation/customer-script-log-destination"


def _check(setting: Resource) -> Iterator[str]:
    value = setting.text("settingValue")
    if value != "CloudWatch" and setting.text("settingId").endswith(_ID):
        yield f"what scripts did leaves no trace; got settingValue {value or 'missing'}, expected CloudWatch"


def _mend(setting: Resource) -> dict[str, str]:
    return {"settingValue": "CloudWatch"} if any(_check(setting)) else {}


def _given(value: str, id: str = _ID) -> Given:
    return Given(_SETTING, {"settingId": id, "settingValue": value})


CONTROL = Control(
    id="ssm.automation-logged",
    title="The account logs what the scripts of automations print",
    practices=("logging.cloudwatch", "automation.remediation"),
    severity=Severity.MEDIUM,
    why="An automation has rights over many machines, and its output is gone after 30 days otherwise.",
    fix="set settingValue to CloudWatch",
    rules=(ResourceRule((_SETTING,), _check, _mend),),
    detection=(ConfigRule("SSM_AUTOMATION_LOGGING_ENABLED"), SecurityHubControl("SSM.6")),
    frameworks={Framework.FSBP: ("SSM.6",)},
    good=(
        example("logged", _given("CloudWatch")),
        example("another setting", _given("None", "/ssm/parameter-store/default-parameter-tier")),
    ),
    bad=(
        example("not logged", _given("None")),
        example("by its ARN", _given("None", f"arn:aws:ssm:us-east-1:111122223333:servicesetting{_ID}")),
        example("no value", Given(_SETTING, {"settingId": _ID})),
    ),
)
