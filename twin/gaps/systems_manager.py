"""What moto lacks of Systems Manager: the settings that hold for an account in a region."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Final
from unittest.mock import patch

from moto.core.responses import ActionResult, EmptyResult
from moto.ssm.exceptions import SSMException
from moto.ssm.responses import SimpleSystemManagerResponse

# What an account starts with. Source: Systems Manager API reference, "UpdateServiceSetting".
_DEFAULTS: Final[Mapping[str, str]] = {
    "/ssm/automation/customer-script-log-destination": "",
    "/ssm/automation/enable-adaptive-concurrency": "False",
    "/ssm/documents/console/public-sharing-permission": "Enable",
    "/ssm/managed-instance/activation-tier": "standard",
    "/ssm/managed-instance/default-ec2-instance-management-role": "$None",
    "/ssm/parameter-store/default-parameter-tier": "Standard",
    "/ssm/parameter-store/high-throughput-enabled": "false",
}


class _SettingNotFound(SSMException):
    code = "ServiceSettingNotFound"


def _settings(response: SimpleSystemManagerResponse) -> dict[str, str]:
    held: dict[str, str] = vars(response.ssm_backend).setdefault("service_settings", {})
    return held


def _id(response: SimpleSystemManagerResponse) -> str:
    """The setting's path, from itself or from its ARN."""
    given: str = response._get_param("SettingId")
    id = f"/{given.partition(':servicesetting/')[2]}" if given.startswith("arn:") else given
    if id not in _DEFAULTS:
        raise _SettingNotFound(f"The service setting {given} doesn't exist")
    return id


def _get(response: SimpleSystemManagerResponse) -> ActionResult:
    id, held = _id(response), _settings(response)
    status = "Customized" if id in held else "Default"
    return ActionResult(
        {"ServiceSetting": {"SettingId": id, "SettingValue": held.get(id, _DEFAULTS[id]), "Status": status}}
    )


def _update(response: SimpleSystemManagerResponse) -> EmptyResult:
    _settings(response)[_id(response)] = response._get_param("SettingValue")
    return EmptyResult()


def _reset(response: SimpleSystemManagerResponse) -> ActionResult:
    _settings(response).pop(_id(response), None)
    return _get(response)


@contextlib.contextmanager
def filled() -> Iterator[None]:
    """Fill the gaps until the end of the context."""
    with patch.multiple(
        SimpleSystemManagerResponse,
        create=True,
        get_service_setting=_get,
        update_service_setting=_update,
        reset_service_setting=_reset,
    ):
        yield
