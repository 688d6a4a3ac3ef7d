"""AWS Organizations: the organization, its units, accounts, policies, trusted access and delegated administrators."""

from __future__ import annotations

import contextlib
from typing import Any

from .. import management_policies
from ..documents import PolicyType, problems
from ..gaps import next_account_id
from ..handlers import Handler, Place, Properties, TwinError, tag_list

# Source: AWS Organizations user guide, "Quotas for AWS Organizations"; moto counts none.
_SLOTS = {"SERVICE_CONTROL_POLICY": 10, "RESOURCE_CONTROL_POLICY": 5}


def _client(at: Place) -> Any:
    return at.global_client("organizations")


class Organization(Handler):
    token = "aws:organizations/organization:Organization"

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        organization = _client(at).create_organization(FeatureSet=inputs.get("featureSet", "ALL"))["Organization"]
        self.update(at, organization["Id"], inputs)
        return organization["Id"], self._outputs(at, organization)

    def _outputs(self, at: Place, organization: Properties) -> Properties:
        root = _client(at).list_roots()["Roots"][0]
        return {
            "arn": organization["Arn"],
            "masterAccountId": at.account,
            "masterAccountArn": organization["MasterAccountArn"],
            "masterAccountEmail": organization["MasterAccountEmail"],
            "roots": [{"id": root["Id"], "arn": root["Arn"], "name": root["Name"], "policyTypes": []}],
        }

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        organization = _client(at).describe_organization()["Organization"]
        root = _client(at).list_roots()["Roots"][0]
        enabled = {item["Type"] for item in root["PolicyTypes"]}
        return {
            "featureSet": organization["FeatureSet"],
            "enabledPolicyTypes": [name for name in inputs.get("enabledPolicyTypes") or [] if name in enabled],
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        root = _client(at).list_roots()["Roots"][0]["Id"]
        already = {item["Type"] for item in _client(at).list_roots()["Roots"][0]["PolicyTypes"]}
        for policy_type in inputs.get("enabledPolicyTypes") or []:
            if policy_type not in already:
                _client(at).enable_policy_type(RootId=root, PolicyType=policy_type)
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _client(at).delete_organization()


class OrganizationalUnit(Handler):
    token = "aws:organizations/organizationalUnit:OrganizationalUnit"
    replaces = frozenset(("parentId",))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        unit = _client(at).create_organizational_unit(
            ParentId=inputs["parentId"], Name=inputs["name"], Tags=tag_list(inputs)
        )["OrganizationalUnit"]
        return unit["Id"], {"arn": unit["Arn"], "accounts": []}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        unit = _client(at).describe_organizational_unit(OrganizationalUnitId=id)["OrganizationalUnit"]
        return {"name": unit["Name"], "parentId": _parent(at, id)}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        _client(at).update_organizational_unit(OrganizationalUnitId=id, Name=inputs["name"])
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _client(at).delete_organizational_unit(OrganizationalUnitId=id)


class Account(Handler):
    """An account starts at the root and is moved afterwards, as the provider does it."""

    token = "aws:organizations/account:Account"
    replaces = frozenset(("email", "roleName", "iamUserAccessToBilling"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        taken = at.held(self.token)  # By address: moto lets two accounts have the same.
        if owner := taken.get(inputs["email"].lower()):
            address = inputs["email"]
            raise TwinError(f"AWS would refuse the address {address}: it belongs to the account {owner['name']}")
        adopted = next_account_id(at.import_id) if at.import_id else contextlib.nullcontext()
        with adopted:
            status = _client(at).create_account(
                AccountName=inputs["name"], Email=inputs["email"], RoleName=inputs["roleName"], Tags=tag_list(inputs)
            )["CreateAccountStatus"]
        id = status["AccountId"]
        taken[inputs["email"].lower()] = inputs
        self.update(at, id, inputs)
        return id, {"arn": _client(at).describe_account(AccountId=id)["Account"]["Arn"], "status": "ACTIVE"}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        account = _client(at).describe_account(AccountId=id)["Account"]
        if account["Status"] != "ACTIVE":
            return None
        return {"name": account["Name"], "email": account["Email"], "parentId": _parent(at, id)}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        parent = _parent(at, id)
        if parent != inputs["parentId"]:
            _client(at).move_account(AccountId=id, SourceParentId=parent, DestinationParentId=inputs["parentId"])
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.held(self.token).pop(outputs["email"].lower(), None)
        if outputs.get("closeOnDeletion"):
            _client(at).close_account(AccountId=id)
        else:
            _client(at).remove_account_from_organization(AccountId=id)


def _parent(at: Place, child: str) -> str:
    return str(_client(at).list_parents(ChildId=child)["Parents"][0]["Id"])


class AwsServiceAccess(Handler):
    token = "aws:organizations/awsServiceAccess:AwsServiceAccess"
    replaces = frozenset(("servicePrincipal",))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        _client(at).enable_aws_service_access(ServicePrincipal=inputs["servicePrincipal"])
        return inputs["servicePrincipal"], {}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        enabled = _client(at).list_aws_service_access_for_organization()["EnabledServicePrincipals"]
        found = any(service["ServicePrincipal"] == id for service in enabled)
        return {"servicePrincipal": id} if found else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _client(at).disable_aws_service_access(ServicePrincipal=id)


class Policy(Handler):
    token = "aws:organizations/policy:Policy"
    replaces = frozenset(("type",))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        self._refuse_what_aws_refuses(inputs)
        summary = _client(at).create_policy(
            Content=inputs["content"],
            Description=inputs.get("description", ""),
            Name=inputs["name"],
            Type=inputs.get("type", "SERVICE_CONTROL_POLICY"),
            Tags=tag_list(inputs),
        )["Policy"]["PolicySummary"]
        return summary["Id"], {"arn": summary["Arn"]}

    def _refuse_what_aws_refuses(self, inputs: Properties) -> None:
        """moto takes any text as a policy."""
        policy_type = inputs.get("type", "SERVICE_CONTROL_POLICY")
        content = inputs["content"]
        if found := (
            problems(content, PolicyType(policy_type))
            if policy_type in _SLOTS
            else management_policies.problems(content, policy_type)
        ):
            raise TwinError(f"AWS would refuse the {policy_type} {inputs['name']}: {'; '.join(found)}")

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        policy = _client(at).describe_policy(PolicyId=id)["Policy"]
        summary = policy["PolicySummary"]
        return {
            "content": policy["Content"],
            "description": summary["Description"],
            "name": summary["Name"],
            "type": summary["Type"],
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        self._refuse_what_aws_refuses(inputs)
        _client(at).update_policy(
            PolicyId=id, Content=inputs["content"], Description=inputs.get("description", ""), Name=inputs["name"]
        )
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _client(at).delete_policy(PolicyId=id)


class PolicyAttachment(Handler):
    token = "aws:organizations/policyAttachment:PolicyAttachment"
    replaces = frozenset(("policyId", "targetId"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        policy, target = inputs["policyId"], inputs["targetId"]
        policy_type = _client(at).describe_policy(PolicyId=policy)["Policy"]["PolicySummary"]["Type"]
        attached = _client(at).list_policies_for_target(TargetId=target, Filter=policy_type)["Policies"]
        if len(attached) >= _SLOTS.get(policy_type, 10):
            raise TwinError(f"AWS would refuse a further {policy_type} on {target}: it has {len(attached)} already")
        _client(at).attach_policy(PolicyId=policy, TargetId=target)
        return f"{target}:{policy}", {}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        target, _, policy = id.partition(":")
        attached = _client(at).list_targets_for_policy(PolicyId=policy)["Targets"]
        found = any(item["TargetId"] == target for item in attached)
        return {"policyId": policy, "targetId": target} if found else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        target, _, policy = id.partition(":")
        _client(at).detach_policy(PolicyId=policy, TargetId=target)
