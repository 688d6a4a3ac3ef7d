"""Settings of Systems Manager in the embedded AWS hold for one account and region, and deletion resets them.

Not proved: that documents can't be shared.
"""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from tests.conftest import HOME_REGION, OTHER_REGION, World
from tests.twin.resources._life import Life

SETTING = "aws:ssm/serviceSetting:ServiceSetting"
SHARING = "/ssm/documents/console/public-sharing-permission"


def test_a_setting_is_made_changed_and_reset(world: World) -> None:
    def elsewhere(account: str, region: str) -> str:
        answer = world.client("ssm", account, region).get_service_setting(SettingId=SHARING)
        return f"{answer['ServiceSetting']['SettingValue']}, {answer['ServiceSetting']['Status']}"

    life = Life(world, SETTING, settingId=SHARING, settingValue="Disable")
    assert life.live() == {"settingId": SHARING, "settingValue": "Disable"}
    assert elsewhere("second", OTHER_REGION) == elsewhere("first", HOME_REGION) == "Enable, Default"
    assert elsewhere("first", OTHER_REGION) == "Disable, Customized"
    life.change(settingValue="Enable")
    life.delete()
    assert elsewhere("first", OTHER_REGION) == "Enable, Default"


def test_a_setting_that_nobody_knows_is_refused(world: World) -> None:
    ssm = world.client("ssm", "first", HOME_REGION)
    arn = f"arn:aws:ssm:{HOME_REGION}:{world.accounts['first']}:servicesetting{SHARING}"
    assert ssm.get_service_setting(SettingId=arn)["ServiceSetting"]["SettingId"] == SHARING
    with pytest.raises(ClientError, match="ServiceSettingNotFound"):
        ssm.update_service_setting(SettingId="/ssm/unheard-of", SettingValue="x")
