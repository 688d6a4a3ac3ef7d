"""IAM Identity Center: permission sets, what they hold, and where they are assigned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..handlers import (
    Checked,
    Handler,
    Place,
    Properties,
    Put,
    TwinError,
    conform,
    provider_spelling,
    tag_list,
    unless_gone,
)

_GONE = "ResourceNotFoundException"
_REPLACES = frozenset(("instanceArn", "permissionSetArn", "region"))


def _client(at: Place) -> Any:
    return at.client("sso-admin")


def _set(inputs: Properties) -> dict[str, str]:
    return {"InstanceArn": inputs["instanceArn"], "PermissionSetArn": inputs["permissionSetArn"]}


class PermissionSet(Handler):
    token = "aws:ssoadmin/permissionSet:PermissionSet"
    replaces = frozenset(("instanceArn", "name", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        request = {**conform(inputs, "sso-admin", "CreatePermissionSet"), "Tags": tag_list(inputs)}
        arn = _client(at).create_permission_set(**request)["PermissionSet"]["PermissionSetArn"]
        return f"{arn},{inputs['instanceArn']}", {"arn": arn}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        arn, _, instance = id.partition(",")
        found = unless_gone(
            lambda: _client(at).describe_permission_set(InstanceArn=instance, PermissionSetArn=arn)["PermissionSet"],
            _GONE,
        )
        return found and {
            **provider_spelling(found, "Name", "Description", "SessionDuration"),
            "arn": arn,
            "instanceArn": instance,
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        arn = id.partition(",")[0]
        request = {**conform(inputs, "sso-admin", "UpdatePermissionSet"), "PermissionSetArn": arn}
        _client(at).update_permission_set(**request)
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        arn, _, instance = id.partition(",")
        _client(at).delete_permission_set(InstanceArn=instance, PermissionSetArn=arn)


class ManagedPolicyAttachment(Handler):
    token = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment"
    replaces = _REPLACES | {"managedPolicyArn"}

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        policy = inputs["managedPolicyArn"]
        _client(at).attach_managed_policy_to_permission_set(**_set(inputs), ManagedPolicyArn=policy)
        name = policy.rpartition("/")[2]
        return f"{policy},{inputs['permissionSetArn']},{inputs['instanceArn']}", {"managedPolicyName": name}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        policy, set, instance = id.split(",")
        attached = unless_gone(
            lambda: _client(at).list_managed_policies_in_permission_set(InstanceArn=instance, PermissionSetArn=set),
            _GONE,
        )
        found = attached and any(each["Arn"] == policy for each in attached["AttachedManagedPolicies"])
        return {"managedPolicyArn": policy, "permissionSetArn": set, "instanceArn": instance} if found else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        policy, set, instance = id.split(",")
        _client(at).detach_managed_policy_from_permission_set(
            InstanceArn=instance, PermissionSetArn=set, ManagedPolicyArn=policy
        )


class PermissionSetInlinePolicy(Put):
    token = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy"
    replaces = _REPLACES

    def put(self, at: Place, inputs: Properties) -> str:
        _client(at).put_inline_policy_to_permission_set(**_set(inputs), InlinePolicy=inputs["inlinePolicy"])
        return f"{inputs['permissionSetArn']},{inputs['instanceArn']}"

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        set, _, instance = id.partition(",")
        found = unless_gone(
            lambda: _client(at).get_inline_policy_for_permission_set(InstanceArn=instance, PermissionSetArn=set), _GONE
        )
        return {"inlinePolicy": found["InlinePolicy"]} if found and found.get("InlinePolicy") else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        set, _, instance = id.partition(",")
        _client(at).delete_inline_policy_from_permission_set(InstanceArn=instance, PermissionSetArn=set)


class PermissionsBoundaryAttachment(Checked):
    """moto knows no boundaries of permission sets."""

    token = "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment"
    service = "sso-admin"
    operation = "PutPermissionsBoundaryToPermissionSet"
    replaces = _REPLACES | {"permissionsBoundary"}

    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        return conform(inputs, self.service, self.operation)

    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        return f"{inputs['permissionSetArn']},{inputs['instanceArn']}", {}


class AccountAssignment(Handler):
    token = "aws:ssoadmin/accountAssignment:AccountAssignment"
    replaces = _REPLACES | {"principalId", "principalType", "targetId", "targetType"}

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        instance = self._instance(at, inputs)
        if inputs["principalType"] == "GROUP":
            # Identity Center refuses principals that its directory doesn't have; moto takes all.
            at.client("identitystore").describe_group(
                IdentityStoreId=instance["IdentityStoreId"], GroupId=inputs["principalId"]
            )
        _client(at).describe_permission_set(**_set(inputs))
        request = conform(inputs, "sso-admin", "CreateAccountAssignment")
        _client(at).create_account_assignment(**request)
        return ",".join(
            inputs[name]
            for name in ("principalId", "principalType", "targetId", "targetType", "permissionSetArn", "instanceArn")
        ), {}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        principal, kind, account, target, set, instance = id.split(",")
        held = _client(at).list_account_assignments(InstanceArn=instance, AccountId=account, PermissionSetArn=set)
        if not any(
            (each["PrincipalId"], each["PrincipalType"]) == (principal, kind) for each in held["AccountAssignments"]
        ):
            return None
        return {"principalId": principal, "principalType": kind, "targetId": account, "targetType": target}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        principal, kind, account, target, set, instance = id.split(",")
        _client(at).delete_account_assignment(
            InstanceArn=instance,
            PermissionSetArn=set,
            PrincipalId=principal,
            PrincipalType=kind,
            TargetId=account,
            TargetType=target,
        )

    def _instance(self, at: Place, inputs: Properties) -> Mapping[str, str]:
        arn = inputs["instanceArn"]
        for instance in _client(at).list_instances()["Instances"]:
            if instance["InstanceArn"] == arn:
                return dict(instance)
        raise TwinError(f"no instance of Identity Center here; got {arn}, expected one that list_instances gives")
