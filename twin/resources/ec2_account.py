"""Amazon EC2: what holds for every image and instance of an account in a region."""

from __future__ import annotations

from ..handlers import Place, Properties, Put, check_request, conform, provider_spelling


class ImageBlockPublicAccess(Put):
    token = "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        if inputs["state"] == "unblocked":
            at.client("ec2").disable_image_block_public_access()
        else:
            request = {"ImageBlockPublicAccessState": inputs["state"]}
            check_request("ec2", "EnableImageBlockPublicAccess", request)
            at.client("ec2").enable_image_block_public_access(**request)
        return at.region

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        return {"state": at.client("ec2").get_image_block_public_access_state()["ImageBlockPublicAccessState"]}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        """Leave the setting as it is, like the provider."""


class InstanceMetadataDefaults(Put):
    token = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        request = conform(inputs, "ec2", "ModifyInstanceMetadataDefaults")
        check_request("ec2", "ModifyInstanceMetadataDefaults", request)
        at.client("ec2").modify_instance_metadata_defaults(**request)
        return at.region

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        return provider_spelling(at.client("ec2").get_instance_metadata_defaults()["AccountLevel"]) or None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        none = "no-preference"
        at.client("ec2").modify_instance_metadata_defaults(
            HttpTokens=none, HttpEndpoint=none, InstanceMetadataTags=none, HttpPutResponseHopLimit=-1
        )


class SerialConsoleAccess(Put):
    token = "aws:ec2/serialConsoleAccess:SerialConsoleAccess"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        if inputs.get("enabled", True):
            at.client("ec2").enable_serial_console_access()
        else:
            at.client("ec2").disable_serial_console_access()
        return at.region

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        return {"enabled": at.client("ec2").get_serial_console_access_status()["SerialConsoleAccessEnabled"]}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").disable_serial_console_access()
