"""AWS Systems Manager."""

from __future__ import annotations

from ..handlers import Place, Properties, Put


class ServiceSetting(Put):
    token = "aws:ssm/serviceSetting:ServiceSetting"
    replaces = frozenset(("region", "settingId"))

    def put(self, at: Place, inputs: Properties) -> str:
        at.client("ssm").update_service_setting(SettingId=inputs["settingId"], SettingValue=inputs["settingValue"])
        return str(inputs["settingId"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        setting = at.client("ssm").get_service_setting(SettingId=id)["ServiceSetting"]
        return {"settingId": id, "settingValue": setting["SettingValue"]}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ssm").reset_service_setting(SettingId=id)
