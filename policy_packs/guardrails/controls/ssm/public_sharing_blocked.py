"""The account lets nobody share documents of Systems Manager with everybody."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_SETTING = "aws:ssm/serviceSetting:ServiceSetting"
_ID = "/ssm/documents/console/public-sharing-permission"


def _check(setting: Resource) -> Iterator[str]:
    value = setting.text("settingValue")
    if value != "Disable" and setting.text("settingId").endswith(_ID):
        yield f"documents may be shared with everybody; got settingValue {value or 'missing'}, expected Disable"


def _mend(setting: Resource) -> dict[str, str]:
    return {"settingValue": "Disable"} if any(_check(setting)) else {}


def _given(value: str, id: str = _ID) -> Given:
    return Given(_SETTING, {"settingId": id, "settingValue": value})


CONTROL = Control(
    id="ssm.public-sharing-blocked",
    title="The account lets nobody share documents of Systems Manager with everybody",
    practices=("application.secrets", "iam.least-privilege"),
    severity=Severity.CRITICAL,
    why="A document tells strangers how machines are run, and often with which passwords.",
    fix="set settingValue to Disable",
    rules=(ResourceRule((_SETTING,), _check, _mend),),
    detection=(ConfigRule("SSM_AUTOMATION_BLOCK_PUBLIC_SHARING"), SecurityHubControl("SSM.7")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("SSM.7",)},
    good=(
        example("blocked", _given("Disable")),
        example("by its ARN", _given("Disable", f"arn:aws:ssm:us-east-1:111122223333:servicesetting{_ID}")),
        example("another setting", _given("Enable", "/ssm/managed-instance/default-ec2-instance-management-role")),
    ),
    bad=(
        example("allowed", _given("Enable")),
        example("allowed, by its ARN", _given("Enable", f"arn:aws:ssm:us-east-1:111122223333:servicesetting{_ID}")),
        example("no value", Given(_SETTING, {"settingId": _ID})),
    ),
)
