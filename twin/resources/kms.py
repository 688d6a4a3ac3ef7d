"""AWS Key Management Service."""

from __future__ import annotations

from ..handlers import Handler, Place, Properties, conform, provider_spelling, unless_gone

_DEFAULT_WINDOW = 30


def _tags(inputs: Properties) -> list[dict[str, str]]:
    tags = inputs.get("tagsAll") or inputs.get("tags") or {}
    return [{"TagKey": key, "TagValue": value} for key, value in tags.items()]


def _described(at: Place, id: str) -> Properties | None:
    """The key's metadata; None once its deletion is scheduled, which is when the provider takes it for gone."""
    key = unless_gone(lambda: at.client("kms").describe_key(KeyId=id)["KeyMetadata"], "NotFoundException")
    return None if key is None or key["KeyState"] == "PendingDeletion" else key


def _describe_and_admit(at: Place, id: str, inputs: Properties) -> None:
    """Write the description and the policy, which change in place on a key and on a replica."""
    client = at.client("kms")
    client.update_key_description(KeyId=id, Description=inputs.get("description") or "")
    if policy := inputs.get("policy"):
        client.put_key_policy(KeyId=id, PolicyName="default", Policy=policy)


def _schedule_deletion(at: Place, id: str, outputs: Properties) -> None:
    window = int(outputs.get("deletionWindowInDays") or _DEFAULT_WINDOW)
    at.client("kms").schedule_key_deletion(KeyId=id, PendingWindowInDays=window)


class Key(Handler):
    token = "aws:kms/key:Key"
    replaces = frozenset(("customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "region", "xksKeyId"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        request = conform(inputs, "kms", "CreateKey", rename={"customerMasterKeySpec": "KeySpec"})
        request["Tags"] = _tags(inputs)
        key = at.client("kms").create_key(**request)["KeyMetadata"]
        self._switch(at, key["KeyId"], inputs)
        return key["KeyId"], {"arn": key["Arn"], "keyId": key["KeyId"]}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        key = _described(at, id)
        if key is None:
            return None
        client = at.client("kms")
        # moto does not keep the rotation period.
        return {
            **provider_spelling(key, "Description", "KeyUsage", "MultiRegion", "Arn", "KeyId"),
            "isEnabled": key["Enabled"],
            "enableKeyRotation": client.get_key_rotation_status(KeyId=id)["KeyRotationEnabled"],
            "policy": client.get_key_policy(KeyId=id, PolicyName="default")["Policy"],
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        _describe_and_admit(at, id, inputs)
        self._switch(at, id, inputs)
        return {}

    def _switch(self, at: Place, id: str, inputs: Properties) -> None:
        client = at.client("kms")
        if inputs.get("enableKeyRotation"):
            period = inputs.get("rotationPeriodInDays")
            client.enable_key_rotation(KeyId=id, **({"RotationPeriodInDays": int(period)} if period else {}))
        else:
            client.disable_key_rotation(KeyId=id)
        if inputs.get("isEnabled", True):
            client.enable_key(KeyId=id)
        else:
            client.disable_key(KeyId=id)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _schedule_deletion(at, id, outputs)


class ReplicaKey(Handler):
    token = "aws:kms/replicaKey:ReplicaKey"
    replaces = frozenset(("primaryKeyArn", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        region, id = inputs["primaryKeyArn"].split(":")[3], inputs["primaryKeyArn"].rpartition("/")[2]
        request = {**conform(inputs, "kms", "ReplicateKey"), "KeyId": id, "ReplicaRegion": at.region}
        at.client("kms", region).replicate_key(**request, Tags=_tags(inputs))
        # moto gives a replica the primary's description and policy.
        self.update(at, id, inputs)
        return id, {"arn": at.arn("kms", f"key/{id}"), "keyId": id}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        key = _described(at, id)
        if key is None:
            return None
        policy = at.client("kms").get_key_policy(KeyId=id, PolicyName="default")["Policy"]
        return {**provider_spelling(key, "Description", "Arn", "KeyId"), "policy": policy}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        _describe_and_admit(at, id, inputs)
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _schedule_deletion(at, id, outputs)


class Alias(Handler):
    token = "aws:kms/alias:Alias"
    replaces = frozenset(("name", "namePrefix", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        at.client("kms").create_alias(AliasName=inputs["name"], TargetKeyId=inputs["targetKeyId"])
        return inputs["name"], {"arn": at.arn("kms", inputs["name"])}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        pages = at.client("kms").list_aliases()["Aliases"]
        return next(
            (
                {"name": id, "arn": alias["AliasArn"], "targetKeyId": alias["TargetKeyId"]}
                for alias in pages
                if alias["AliasName"] == id
            ),
            None,
        )

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        at.client("kms").update_alias(AliasName=id, TargetKeyId=inputs["targetKeyId"])
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("kms").delete_alias(AliasName=id)
