"""What a rehearsal proves by trying: the calls that must be denied are, and those that must work do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore import xform_name
from botocore.exceptions import ClientError

from components._base import ACCESS_ROLE, DEPLOY_ROLE
from components.guardrails import SUSPENDED, targets
from components.permissions_boundary import BOUNDARY
from organizations.model import Organization
from organizations.regions import REGIONS
from policy_packs.guardrails.controls._model import Scope

from .authorization import AccessDenied, Authority, resources
from .aws import Call, EmbeddedAws
from .evaluator import Decision, DecisionKind, Principal
from .graph import Graph


@dataclass(frozen=True)
class Proof:
    """One thing that was tried in one account.

    claim: what is proved, whatever the account. practices: those that it proves. held: whether it did. seen: what was
    observed.
    """

    claim: str
    account: str
    practices: tuple[str, ...]
    held: bool
    seen: str

    @property
    def name(self) -> str:
        """The claim with the account, unique in a rehearsal."""
        return f"{self.claim}: {self.account}"


@dataclass(frozen=True)
class Attempt:
    """A call that a principal of a member account makes.

    by: "administrator", "user" (an IAM user without MFA) or "root". In parameters {account} is the caller's account.
    region: empty for each governed region; "elsewhere" for one that the organization does not govern. scope: the
    accounts in which it is tried.
    """

    name: str
    practices: tuple[str, ...]
    service: str
    operation: str
    parameters: Mapping[str, Any]
    by: str = "administrator"
    region: str = ""
    scope: Scope = Scope.ORGANIZATION

    def call(self, account: str, region: str, partition: str = "aws") -> Call:
        """The call in an account and region, with its parameters filled in."""
        facts = {"account": account, "region": region, "partition": partition}
        filled = {
            name: value.format(**facts) if isinstance(value, str) else value for name, value in self.parameters.items()
        }
        return Call(account, region, self.service, self.operation, filled)


_TRAIL = "landing-zone-organization"
_BUCKET = "application-data-{account}"
_DEPLOY_ARN = f"arn:{{partition}}:iam::{{account}}:role/{DEPLOY_ROLE}"

# Denied in every member account.
DENIED = (
    Attempt("stop the trail", ("account.cloudtrail",), "cloudtrail", "StopLogging", {"Name": _TRAIL}),
    Attempt("delete the trail", ("account.cloudtrail",), "cloudtrail", "DeleteTrail", {"Name": _TRAIL}),
    Attempt(
        "switch GuardDuty off",
        ("automation.security-hub-guardduty",),
        "guardduty",
        "DeleteDetector",
        {"DetectorId": "12abc34d567e8fa901bc2d34e56789f0"},
    ),
    Attempt("switch Security Hub off", ("automation.security-hub-guardduty",), "securityhub", "DisableSecurityHub", {}),
    Attempt("leave the organization", ("account.organizations",), "organizations", "LeaveOrganization", {}),
    Attempt(
        "delete flow logs",
        ("logging.vpc-flow-logs",),
        "ec2",
        "DeleteFlowLogs",
        {"FlowLogIds": ["fl-0123456789abcdef0"]},
    ),
    Attempt(
        "stop the Config recorder",
        ("account.config",),
        "config",
        "StopConfigurationRecorder",
        {"ConfigurationRecorderName": "landing-zone"},
    ),
    Attempt(
        "delete the Config recorder",
        ("account.config",),
        "config",
        "DeleteConfigurationRecorder",
        {"ConfigurationRecorderName": "landing-zone"},
    ),
    Attempt(
        "make a bucket public by its ACL",
        ("network.private-subnets", "data.at-rest"),
        "s3",
        "PutBucketAcl",
        {"Bucket": _BUCKET, "ACL": "public-read"},
    ),
    Attempt(
        "open the account's buckets to the public",
        ("network.private-subnets", "data.at-rest"),
        "s3control",
        "DeletePublicAccessBlock",
        {"AccountId": "{account}"},
    ),
    Attempt(
        "switch EBS encryption by default off",
        ("data.at-rest",),
        "ec2",
        "DisableEbsEncryptionByDefault",
        {},
    ),
    Attempt(
        "weaken the password policy",
        ("account.password-policy",),
        "iam",
        "UpdateAccountPasswordPolicy",
        {"MinimumPasswordLength": 6},
    ),
    Attempt(
        "delete the access analyzer",
        ("iam.access-analyzer",),
        "accessanalyzer",
        "DeleteAnalyzer",
        {"analyzerName": "landing-zone-external-access"},
    ),
    Attempt(
        "change a role of the landing zone",
        ("response.plan", "iam.least-privilege"),
        "iam",
        "DeleteRole",
        {"RoleName": DEPLOY_ROLE},
    ),
    Attempt(
        "schedule the deletion of a key",
        ("data.kms",),
        "kms",
        "ScheduleKeyDeletion",
        {"KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"},
    ),
    Attempt(
        "delete a log group of the landing zone",
        ("logging.cloudwatch",),
        "logs",
        "DeleteLogGroup",
        {"logGroupName": "landing-zone-trail"},
    ),
    Attempt(
        "work in a region that is not governed",
        ("account.organizations",),
        "ec2",
        "CreateVpc",
        {"CidrBlock": "10.0.0.0/16"},
        region="elsewhere",
    ),
    Attempt(
        "attach a policy to a user",
        ("iam.groups",),
        "iam",
        "AttachUserPolicy",
        {"UserName": "somebody", "PolicyArn": "arn:{partition}:iam::aws:policy/ReadOnlyAccess"},
    ),
    Attempt("act as root", ("iam.no-root",), "ec2", "DescribeVpcs", {}, by="root"),
    Attempt(
        "make an access key without MFA",
        ("iam.mfa",),
        "iam",
        "CreateAccessKey",
        {"UserName": "somebody"},
        by="user",
    ),
    Attempt(
        "open a workload network to the internet",
        ("network.private-subnets",),
        "ec2",
        "CreateInternetGateway",
        {},
        scope=Scope.WORKLOADS,
    ),
    Attempt(
        "detach a web ACL",
        ("network.waf-shield",),
        "wafv2",
        "DisassociateWebACL",
        {"ResourceArn": "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/app/web/0123"},
    ),
    Attempt(
        "remove the contact for security",
        ("response.plan",),
        "account",
        "DeleteAlternateContact",
        {"AlternateContactType": "SECURITY"},
    ),
    Attempt(
        "delete a backup vault of the landing zone",
        ("data.at-rest",),
        "backup",
        "DeleteBackupVault",
        {"BackupVaultName": "landing-zone-vault"},
    ),
    Attempt("let snapshots be public", ("data.at-rest",), "ec2", "DisableSnapshotBlockPublicAccess", {}),
    Attempt(
        "make a volume without encryption",
        ("data.at-rest",),
        "ec2",
        "CreateVolume",
        {"AvailabilityZone": "{region}a", "Size": 1, "Encrypted": False},
    ),
    Attempt(
        "launch an instance that answers without a token",
        ("iam.least-privilege",),
        "ec2",
        "RunInstances",
        {
            "ImageId": "ami-0123456789abcdef0",
            "MinCount": 1,
            "MaxCount": 1,
            "MetadataOptions": {"HttpTokens": "optional"},
        },
    ),
    Attempt(
        "let an instance answer without a token",
        ("iam.least-privilege",),
        "ec2",
        "ModifyInstanceMetadataOptions",
        {"InstanceId": "i-0123456789abcdef0", "HttpTokens": "optional"},
    ),
    Attempt(
        "let new instances answer without a token",
        ("iam.least-privilege",),
        "ec2",
        "ModifyInstanceMetadataDefaults",
        {"HttpTokens": "optional"},
    ),
    Attempt(
        "take the boundary off a role",
        ("iam.least-privilege",),
        "iam",
        "DeleteRolePermissionsBoundary",
        {"RoleName": "application"},
        scope=Scope.WORKLOADS,
    ),
    Attempt(
        "make a user without a boundary",
        ("iam.least-privilege",),
        "iam",
        "CreateUser",
        {"UserName": "backdoor"},
        scope=Scope.WORKLOADS,
    ),
    Attempt(
        "make an access key in a workload account",
        ("application.secrets",),
        "iam",
        "CreateAccessKey",
        {"UserName": "somebody"},
        scope=Scope.WORKLOADS,
    ),
    Attempt(
        "stop the rotation of a key",
        ("data.kms",),
        "kms",
        "DisableKeyRotation",
        {"KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"},
    ),
    Attempt("work in a suspended account", ("response.plan",), "ec2", "DescribeInstances", {}, scope=Scope.SUSPENDED),
    Attempt(
        "share with the outside",
        ("network.peering-transit",),
        "ram",
        "CreateResourceShare",
        {"name": "outside", "allowExternalPrincipals": True},
    ),
    Attempt(
        "accept a share of the outside",
        ("network.peering-transit",),
        "ram",
        "AcceptResourceShareInvitation",
        {"resourceShareInvitationArn": "arn:{partition}:ram:{region}:{account}:resource-share-invitation/0123"},
    ),
    Attempt(
        "make a database public",
        ("network.private-subnets",),
        "rds",
        "CreateDBInstance",
        {"DBInstanceIdentifier": "orders", "DBInstanceClass": "db.t4g.micro", "PubliclyAccessible": True},
    ),
    Attempt(
        "make a database cluster without encryption",
        ("data.at-rest",),
        "rds",
        "CreateDBCluster",
        {"DBClusterIdentifier": "orders", "Engine": "aurora-postgresql", "StorageEncrypted": False},
    ),
    Attempt(
        "encrypt an object with a key that only the caller has",
        ("data.sse-and-client-side",),
        "s3",
        "PutObject",
        {"Bucket": _BUCKET, "Key": "ransom", "SSECustomerAlgorithm": "AES256"},
    ),
    Attempt(
        "open one bucket to the public",
        ("network.private-subnets", "data.at-rest"),
        "s3",
        "DeletePublicAccessBlock",
        {"Bucket": _BUCKET},
    ),
    Attempt(
        "delete an archive",
        ("logging.centralized",),
        "s3",
        "DeleteBucket",
        {"Bucket": "landing-zone-logs-{account}"},
    ),
    Attempt(
        "put an unchecked policy on a secret",
        ("application.secrets",),
        "secretsmanager",
        "PutResourcePolicy",
        {"SecretId": "orders", "ResourcePolicy": "none", "BlockPublicPolicy": False},
    ),
    Attempt(
        "delete a secret for good",
        ("application.secrets",),
        "secretsmanager",
        "DeleteSecret",
        {"SecretId": "orders", "ForceDeleteWithoutRecovery": True},
    ),
    Attempt(
        "delete a patch baseline",
        ("patching.patch-manager",),
        "ssm",
        "DeletePatchBaseline",
        {"BaselineId": "pb-0123456789abcdef0"},
    ),
    Attempt("make a default VPC", ("network.private-subnets",), "ec2", "CreateDefaultVpc", {}),
    Attempt(
        "peer a network",
        ("network.peering-transit",),
        "ec2",
        "CreateVpcPeeringConnection",
        {"VpcId": "vpc-0123456789abcdef0", "PeerVpcId": "vpc-0fedcba9876543210"},
    ),
)

# Allowed in every member account outside the suspended unit: guardrails leave ordinary work alone.
ALLOWED = (
    Attempt("look at networks", (), "ec2", "DescribeVpcs", {}),
    Attempt("make a bucket", (), "s3", "CreateBucket", {"Bucket": "ordinary-{account}-{region}"}),
    Attempt("make a key", (), "kms", "CreateKey", {"Description": "ordinary"}),
    Attempt("make a queue", (), "sqs", "CreateQueue", {"QueueName": "ordinary"}),
    Attempt("look at roles", (), "iam", "ListRoles", {}),
)

_LEAST = ("iam.least-privilege",)

# What a role under the boundary of workloads tries, and whether it can.
BOUNDED = (
    (Attempt("can use a queue", _LEAST, "sqs", "CreateQueue", {"QueueName": "orders"}), True),
    (Attempt("can't make a user", _LEAST, "iam", "CreateUser", {"UserName": "backdoor"}), False),
    (Attempt("can't make a role without the boundary", _LEAST, "iam", "CreateRole", {"RoleName": "free"}), False),
    (Attempt("can't become the landing zone", _LEAST, "sts", "AssumeRole", {"RoleArn": _DEPLOY_ARN}), False),
    (Attempt("can't share anything", _LEAST, "ram", "CreateResourceShare", {"name": "outside"}), False),
)

# What the role that keeps the baseline tries with its own policies.
DEPLOYING = (
    (Attempt("can keep the password policy", _LEAST, "iam", "UpdateAccountPasswordPolicy", {}), True),
    (Attempt("can keep EBS encryption on", _LEAST, "ec2", "EnableEbsEncryptionByDefault", {}), True),
    (Attempt("can't make a user", _LEAST, "iam", "CreateUser", {"UserName": "backdoor"}), False),
    (Attempt("can't read data", _LEAST, "s3", "GetObject", {"Bucket": _BUCKET, "Key": "secret"}), False),
    (Attempt("can't give itself more", _LEAST, "iam", "PutRolePolicy", {"RoleName": DEPLOY_ROLE}), False),
)

# Service-linked roles and what their services do with them. Source: each service's user guide.
SERVICE_LINKED = (
    ("config.amazonaws.com/AWSServiceRoleForConfig", "config", "PutConfigurationRecorder"),
    ("guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty", "ec2", "DescribeInstances"),
    ("securityhub.amazonaws.com/AWSServiceRoleForSecurityHub", "config", "DescribeConfigRules"),
    ("organizations.amazonaws.com/AWSServiceRoleForOrganizations", "iam", "CreateServiceLinkedRole"),
    ("cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail", "cloudtrail", "UpdateTrail"),
)


def prove(aws: EmbeddedAws, organization: Organization, graph: Graph) -> list[Proof]:
    """Try everything that the practices promise on the rehearsed organization."""
    deployed = list(aws.calls)
    proofs = _Prover(aws, organization, graph)
    return [
        *proofs.denied(),
        *proofs.allowed(),
        *proofs.bounded(),
        *proofs.deployment(deployed),
        *proofs.service_linked(),
    ]


def _as_expected(claim: str, account: str, attempt: Attempt, allowed: bool, decision: Decision) -> Proof:
    return Proof(claim, account, attempt.practices, decision.allowed is allowed, decision.reason)


class _Prover:
    def __init__(self, aws: EmbeddedAws, organization: Organization, graph: Graph) -> None:
        self._organization = organization
        self._authority = Authority(aws, organization.partition)
        ids = {node.inputs["name"]: node.id for node in graph.of_type("aws:organizations/account:Account")}
        self._members = {name: ids[name] for name in organization.member_accounts}
        # A stack of another layer has no roles in the accounts that could be tried.
        self._has_baselines = any(node.inputs["name"] == DEPLOY_ROLE for node in graph.of_type("aws:iam/role:Role"))

    def denied(self) -> Iterator[Proof]:
        """Every attempt, by every member account: denied by a guardrail, and only by it."""
        for attempt in DENIED:
            regions = self._regions(attempt)
            for name in self._members:
                if regions and self._is_in(attempt.scope, name):
                    yield self._try_denied(attempt, name, regions)

    def _try_denied(self, attempt: Attempt, name: str, regions: tuple[str, ...]) -> Proof:
        claim = f"{attempt.by} can't {attempt.name}"
        account = self._members[name]
        principal = self._principal(attempt, account)
        for region in regions:
            client = self._authority.client(attempt.service, principal, region)
            try:
                getattr(client, xform_name(attempt.operation))(**self._call(attempt, account, region).parameters)
            except AccessDenied as error:
                if error.decision.kind is not DecisionKind.EXPLICIT_DENY:
                    undecided = f"denied, yet by no guardrail: {error.decision.reason}"
                    return Proof(claim, name, attempt.practices, False, undecided)
                seen = error.decision.reason
            except Exception as error:  # Of AWS or of moto: either way the guardrails let the call pass.
                return Proof(
                    claim, name, attempt.practices, False, f"not denied in {region}; the call went on to: {error}"
                )
            else:
                return Proof(claim, name, attempt.practices, False, f"not denied in {region}; the call succeeded")
        return Proof(claim, name, attempt.practices, True, seen)

    def allowed(self) -> Iterator[Proof]:
        """Ordinary work of an administrator goes on in every member account."""
        for attempt in ALLOWED:
            for name, account in self._members.items():
                if self._organization.accounts[name].unit.partition("/")[0] == SUSPENDED:
                    continue
                claim = f"{attempt.by} can {attempt.name}"
                decisions = [
                    self._authority.decide(self._principal(attempt, account), self._call(attempt, account, region))
                    for region in self._regions(attempt)
                ]
                denied = [decision.reason for decision in decisions if not decision.allowed]
                yield Proof(claim, name, attempt.practices, not denied, "; ".join(denied) or "allowed")

    def bounded(self) -> Iterator[Proof]:
        """A role with every permission does no more than its permissions boundary, and landing-zone-deploy no more
        than its own policies.
        """
        if not self._has_baselines:
            return
        home = self._organization.home_region
        for name, account in self._members.items():
            try:
                own = self._authority.identity(account, DEPLOY_ROLE)
                boundary = self._authority.boundary(account, BOUNDARY)
            except ClientError as error:
                yield Proof(f"{DEPLOY_ROLE} and {BOUNDARY} are in place", name, _LEAST, False, str(error))
                continue
            for attempt, allowed in BOUNDED:
                by_boundary = self._authority.decide(
                    self._authority.role(account, "application"), self._call(attempt, account, home), boundary=boundary
                )
                yield _as_expected(f"a bounded role {attempt.name}", name, attempt, allowed, by_boundary)
            for attempt, allowed in DEPLOYING:
                by_policy = self._authority.decide(
                    self._authority.role(account, DEPLOY_ROLE), self._call(attempt, account, home), own
                )
                yield _as_expected(f"{DEPLOY_ROLE} {attempt.name}", name, attempt, allowed, by_policy)

    def deployment(self, calls: list[Call]) -> Iterator[Proof]:
        """Whoever deploys the landing zone can still make each call that this rehearsal made in each account."""
        names = {account: name for name, account in self._members.items()}
        distinct: dict[str, dict[tuple[str, ...], Call]] = {}
        for call in calls:
            if call.account in names:
                worked_on = resources(call, self._organization.partition)
                distinct.setdefault(call.account, {})[call.region, call.service, call.operation, *worked_on] = call
        for account, made in distinct.items():
            for role in (ACCESS_ROLE, DEPLOY_ROLE):
                principal = self._authority.role(account, role)
                denied = [
                    f"{call.service} {call.operation}: {decision.reason}"
                    for call in made.values()
                    if not (decision := self._authority.decide(principal, call)).allowed
                ]
                seen = "; ".join(denied) or f"all {len(made)} calls of this rehearsal are allowed"
                claim = f"guardrails let {role} deploy"
                yield Proof(claim, names[account], ("account.organizations",), not denied, seen)

    def service_linked(self) -> Iterator[Proof]:
        """AWS's own roles in the accounts go on with their work."""
        home = self._organization.home_region
        for path, service, operation in SERVICE_LINKED:
            for name, account in self._members.items():
                principal = self._authority.role(account, f"aws-service-role/{path}")
                decision = self._authority.decide(principal, Call(account, home, service, operation, {}))
                claim = f"{path.rpartition('/')[2]} can call {operation}"
                yield Proof(claim, name, ("automation.security-hub-guardduty",), decision.allowed, decision.reason)

    def _call(self, attempt: Attempt, account: str, region: str) -> Call:
        return attempt.call(account, region, self._organization.partition)

    def _principal(self, attempt: Attempt, account: str) -> Principal:
        if attempt.by == "root":
            return self._authority.root(account)
        if attempt.by == "user":
            return self._authority.user(account, "somebody")
        return self._authority.role(account, "administrator")

    def _regions(self, attempt: Attempt) -> tuple[str, ...]:
        if attempt.region == "elsewhere":
            governed = self._organization.regions
            return tuple(name for name in REGIONS[self._organization.partition] if name not in governed)[:1]
        return self._organization.regions

    def _is_in(self, scope: Scope, name: str) -> bool:
        unit = self._organization.accounts[name].unit.partition("/")[0]
        return scope is Scope.ORGANIZATION or unit in targets(self._organization, scope)
