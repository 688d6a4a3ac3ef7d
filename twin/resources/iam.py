"""AWS Identity and Access Management."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..handlers import (
    Checked,
    Handler,
    Place,
    Properties,
    Put,
    conform,
    provider_spelling,
    tag_list,
    unless_gone,
)

_GONE = "NoSuchEntity"


def _client(at: Place) -> Any:
    return at.global_client("iam")


class Role(Handler):
    token = "aws:iam/role:Role"
    replaces = frozenset(("name", "namePrefix", "path"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        rename = {"name": "RoleName", "assumeRolePolicy": "AssumeRolePolicyDocument"}
        request = {**conform(inputs, "iam", "CreateRole", rename=rename), "Tags": tag_list(inputs)}
        role = _client(at).create_role(**request)["Role"]
        return role["RoleName"], {"arn": role["Arn"], "uniqueId": role["RoleId"]}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        role = unless_gone(lambda: _client(at).get_role(RoleName=id)["Role"], _GONE)
        if role is None:
            return None
        return {
            **provider_spelling(role, "Path", "Description", "MaxSessionDuration"),
            "name": role["RoleName"],
            "assumeRolePolicy": json.dumps(role["AssumeRolePolicyDocument"]),
            "permissionsBoundary": role.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        client = _client(at)
        client.update_assume_role_policy(RoleName=id, PolicyDocument=inputs["assumeRolePolicy"])
        client.update_role(
            RoleName=id,
            Description=inputs.get("description") or "",
            MaxSessionDuration=int(inputs.get("maxSessionDuration") or 3600),
        )
        if boundary := inputs.get("permissionsBoundary"):
            client.put_role_permissions_boundary(RoleName=id, PermissionsBoundary=boundary)
        else:
            client.delete_role_permissions_boundary(RoleName=id)
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _client(at).delete_role(RoleName=id)


class RolePolicy(Put):
    token = "aws:iam/rolePolicy:RolePolicy"
    replaces = frozenset(("name", "namePrefix", "role"))

    def put(self, at: Place, inputs: Properties) -> str:
        _client(at).put_role_policy(RoleName=inputs["role"], PolicyName=inputs["name"], PolicyDocument=inputs["policy"])
        return f"{inputs['role']}:{inputs['name']}"

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        role, _, name = id.partition(":")
        policy = unless_gone(lambda: _client(at).get_role_policy(RoleName=role, PolicyName=name), _GONE)
        if policy is None:
            return None
        return {"role": role, "name": name, "policy": json.dumps(policy["PolicyDocument"])}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        role, _, name = id.partition(":")
        _client(at).delete_role_policy(RoleName=role, PolicyName=name)


class Policy(Handler):
    token = "aws:iam/policy:Policy"
    replaces = frozenset(("name", "namePrefix", "path", "description"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        rename = {"name": "PolicyName", "policy": "PolicyDocument"}
        request = {**conform(inputs, "iam", "CreatePolicy", rename=rename), "Tags": tag_list(inputs)}
        policy = _client(at).create_policy(**request)["Policy"]
        return policy["Arn"], provider_spelling(policy, "Arn", "PolicyId", "AttachmentCount")

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        policy = unless_gone(lambda: _client(at).get_policy(PolicyArn=id)["Policy"], _GONE)
        if policy is None:
            return None
        version = _client(at).get_policy_version(PolicyArn=id, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
        return {
            **provider_spelling(policy, "Arn", "Path", "Description"),
            "name": policy["PolicyName"],
            "policy": json.dumps(version["Document"]),
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        # IAM keeps five versions of a policy; the provider makes room before it writes the next.
        self._delete_versions(at, id, keep=3)
        _client(at).create_policy_version(PolicyArn=id, PolicyDocument=inputs["policy"], SetAsDefault=True)
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        self._delete_versions(at, id, keep=0)
        _client(at).delete_policy(PolicyArn=id)

    def _delete_versions(self, at: Place, id: str, *, keep: int) -> None:
        versions = _client(at).list_policy_versions(PolicyArn=id)["Versions"]
        others = [version for version in versions if not version["IsDefaultVersion"]]
        newest_first = sorted(others, key=lambda version: version["CreateDate"], reverse=True)
        for version in newest_first[keep:]:
            _client(at).delete_policy_version(PolicyArn=id, VersionId=version["VersionId"])


class OpenIdConnectProvider(Handler):
    token = "aws:iam/openIdConnectProvider:OpenIdConnectProvider"
    replaces = frozenset(("url",))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        rename = {"clientIdLists": "ClientIDList", "thumbprintLists": "ThumbprintList"}
        request = {**conform(inputs, "iam", "CreateOpenIDConnectProvider", rename=rename), "Tags": tag_list(inputs)}
        arn = _client(at).create_open_id_connect_provider(**request)["OpenIDConnectProviderArn"]
        return arn, {"arn": arn}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        found = unless_gone(lambda: _client(at).get_open_id_connect_provider(OpenIDConnectProviderArn=id), _GONE)
        return found and {"url": f"https://{found['Url']}", "clientIdLists": found["ClientIDList"]}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _client(at).delete_open_id_connect_provider(OpenIDConnectProviderArn=id)


class RolePolicyAttachment(Handler):
    token = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
    replaces = frozenset(("role", "policyArn"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        role, policy = inputs["role"], inputs["policyArn"]
        _client(at).attach_role_policy(RoleName=role, PolicyArn=policy)
        return f"{role}/{policy}", {}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        role, _, policy = id.partition("/")
        attached = unless_gone(lambda: _client(at).list_attached_role_policies(RoleName=role), _GONE)
        found = attached and any(each["PolicyArn"] == policy for each in attached["AttachedPolicies"])
        return {"role": role, "policyArn": policy} if found else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        role, _, policy = id.partition("/")
        _client(at).detach_role_policy(RoleName=role, PolicyArn=policy)


class AccountPasswordPolicy(Put):
    token = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy"

    def put(self, at: Place, inputs: Properties) -> str:
        _client(at).update_account_password_policy(**conform(inputs, "iam", "UpdateAccountPasswordPolicy"))
        return "iam-account-password-policy"

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        policy = unless_gone(lambda: _client(at).get_account_password_policy()["PasswordPolicy"], _GONE)
        return provider_spelling(policy) if policy else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _client(at).delete_account_password_policy()


class OrganizationsFeatures(Checked):
    """moto knows no central management of root users; the provider makes one call a feature, without parameters."""

    token = "aws:iam/organizationsFeatures:OrganizationsFeatures"
    service = "iam"
    operation = "EnableOrganizationsRootCredentialsManagement"

    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        return {}

    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        return "o-root-features", {}
