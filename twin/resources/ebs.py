"""Amazon Elastic Block Store: what holds for every volume and snapshot of an account in a region."""

from __future__ import annotations

from ..handlers import Place, Properties, Put, check_request


class EncryptionByDefault(Put):
    token = "aws:ebs/encryptionByDefault:EncryptionByDefault"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        if inputs.get("enabled", True):
            at.client("ec2").enable_ebs_encryption_by_default()
        else:
            at.client("ec2").disable_ebs_encryption_by_default()
        return at.region

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        return {"enabled": at.client("ec2").get_ebs_encryption_by_default()["EbsEncryptionByDefault"]}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").disable_ebs_encryption_by_default()


class SnapshotBlockPublicAccess(Put):
    token = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        request = {"State": inputs["state"]}
        check_request("ec2", "EnableSnapshotBlockPublicAccess", request)
        at.client("ec2").enable_snapshot_block_public_access(**request)
        return at.region

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        return {"state": at.client("ec2").get_snapshot_block_public_access_state()["State"]}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").disable_snapshot_block_public_access()


class DefaultKmsKey(Put):
    token = "aws:ebs/defaultKmsKey:DefaultKmsKey"
    replaces = frozenset(("keyArn", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        answer = at.client("ec2").modify_ebs_default_kms_key_id(KmsKeyId=inputs["keyArn"])
        return str(answer["KmsKeyId"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        return {"keyArn": at.client("ec2").get_ebs_default_kms_key_id()["KmsKeyId"]}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").reset_ebs_default_kms_key_id()
