"""What must stay: protections that a deletion would switch off, and what can't be undone, is paid for or is closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from organizations.sections.logging import ObjectLock

from ._invariants import EVERY, Facts, Subject, invariant, problem

_ACCOUNT: Final = "aws:organizations/account:Account"

# Deleting these switches a protection off, or loses what it has found.
_KEPT: Final = (
    "aws:ebs/defaultKmsKey:DefaultKmsKey",
    "aws:ebs/encryptionByDefault:EncryptionByDefault",
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
    "aws:ec2/allowedImagesSettings:AllowedImagesSettings",
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
    "aws:guardduty/detector:Detector",
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
    "aws:kms/key:Key",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:notifications/organizationsAccess:OrganizationsAccess",
    "aws:organizations/awsServiceAccess:AwsServiceAccess",
    "aws:organizations/organization:Organization",
    "aws:organizations/organizationalUnit:OrganizationalUnit",
    "aws:ram/sharingWithOrganization:SharingWithOrganization",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    "aws:securityhub/account:Account",
    "aws:securityhub/accountV2:AccountV2",
)

# Inputs whose change would make a new account, or that can't be read back from an adopted one.
_ACCOUNT_IGNORES: Final = ("email", "iamUserAccessToBilling", "name", "roleName")

# Services that take no new customers, or have ended: the start of their tokens, and what to use.
_CLOSED: Final = {
    "aws:auditmanager/": "AWS Config conformance packs and Security Hub standards",
    "aws:cloudtrail/eventDataStore:": "the organization trail, with Athena over its bucket",
    "aws:inspector/": "inspector2",
    "aws:s3control/objectLambda": "code in front of the bucket",
    "aws:servicecatalog/appregistry": "tags and resource groups",
    "aws:ssm/contactsRotation:": "EventBridge and SNS",
    "aws:ssmcontacts/": "EventBridge and SNS",
    "aws:ssmincidents/": "EventBridge and SNS",
}

# Resources that, as they are, commit to a payment or can't be taken back; those with a mode are judged below.
_IRREVERSIBLE: Final = {
    "aws:acmpca/certificateAuthority:CertificateAuthority": "is billed every month until long after its deletion",
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": "is locked in compliance mode",
    "aws:shield/subscription:Subscription": "is a year of Shield Advanced, renewed by itself",
}


@invariant(*_KEPT, source="pulumi-aws API documentation of each class: what its deletion does")
def protections_kept(subject: Subject, facts: Facts) -> Iterator[str]:
    """What switches a protection off when it is deleted is kept or protected."""
    if not (subject.node.retain_on_delete or subject.node.protect):
        yield problem(
            "removing it from the program would switch the protection off, or lose what it holds",
            got="neither retain_on_delete nor protect",
            expected="one of them",
            do="make it with self.kept_child()",
        )


@invariant(_ACCOUNT, source='AWS Organizations user guide, "Closing a member account"')
def accounts_kept(subject: Subject, facts: Facts) -> Iterator[str]:
    """An account is never closed or made anew by a change of the program."""
    lacking = [
        *([] if subject.node.protect else ["protect"]),
        *([] if subject.node.retain_on_delete else ["retain_on_delete"]),
        *(f"ignore_changes of {name}" for name in _ACCOUNT_IGNORES if name not in subject.node.ignore_changes),
        *(["close_on_deletion=False"] if subject.flag("closeOnDeletion") else []),
    ]
    if lacking:
        yield problem(
            "a change of the program could close the account or make another",
            got=f"no {', no '.join(lacking)}",
            expected="all of them",
            do="add what is missing to the account's options",
        )


@invariant(EVERY, source="each service's notice of its closing to new customers, 2025 and 2026")
def services_open(subject: Subject, facts: Facts) -> Iterator[str]:
    """Nothing is of a service that takes no new customers."""
    for start, instead in _CLOSED.items():
        if subject.node.type.startswith(start):
            yield problem(
                "AWS refuses new customers of this service", got=subject.node.type, expected=instead, do="replace it"
            )


@invariant(*_IRREVERSIBLE, source="pricing and terms of each service")
def commitments_acknowledged(subject: Subject, facts: Facts) -> Iterator[str]:
    """Nothing is bought or locked for good that the organization file has no acknowledgement for."""
    yield problem(
        f"it {_IRREVERSIBLE[subject.node.type]}",
        got=subject.node.type,
        expected="an acknowledgement in the organization file, which has none for it",
        do="remove it, or buy it outside of this program",
    )


@invariant(
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    "aws:rbin/rule:Rule",
    source='Amazon S3 user guide, "Object Lock": compliance mode; AWS Backup developer guide, "AWS Backup Vault Lock"',
)
def locks_acknowledged(subject: Subject, facts: Facts) -> Iterator[str]:
    """A lock that nobody can lift is only there where the organization file acknowledges it."""
    lock = facts.organization.logging.object_lock
    block = subject.block("objectLockConfiguration") if subject.node.type == "aws:s3/bucket:Bucket" else subject
    if block.block("rule").block("defaultRetention").text("mode") == "COMPLIANCE" and not _acknowledged(lock):
        yield problem(
            "not even AWS can lift this lock before its end",
            got="mode COMPLIANCE",
            expected="GOVERNANCE, or acknowledge_irreversible under logging.object_lock",
            do="acknowledge it in the organization file, or use GOVERNANCE",
        )
    for name in ("changeableForDays", "lockConfiguration"):
        if name in subject:
            yield problem(
                "the lock can't be lifted once it holds",
                got=f"{name} {subject.value(name)}",
                expected=f"no {name}, since the organization file has no acknowledgement for it",
                do="leave it out, which locks in governance mode",
            )


def _acknowledged(lock: ObjectLock) -> bool:
    return lock.mode == "COMPLIANCE" and lock.acknowledge_irreversible


# Settings that AWS has one of in an account, in a region of it, or of what these inputs name: two would fight.
_ONCE_AN_ACCOUNT: Final = (
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
    "aws:iam/organizationsFeatures:OrganizationsFeatures",
    "aws:iam/securityTokenServicePreferences:SecurityTokenServicePreferences",
    "aws:organizations/organization:Organization",
    "aws:ram/sharingWithOrganization:SharingWithOrganization",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
)
_ONCE: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(_ONCE_AN_ACCOUNT, ()),
    "aws:account/alternativeContact:AlternativeContact": ("accountId", "alternateContactType"),
    "aws:cfg/deliveryChannel:DeliveryChannel": (),
    "aws:cfg/recorder:Recorder": (),
    "aws:cfg/recorderStatus:RecorderStatus": (),
    "aws:cfg/retentionConfiguration:RetentionConfiguration": (),
    "aws:ebs/defaultKmsKey:DefaultKmsKey": (),
    "aws:ebs/encryptionByDefault:EncryptionByDefault": (),
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": (),
    "aws:ec2/allowedImagesSettings:AllowedImagesSettings": (),
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ("vpcId",),
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": (),
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": (),
    "aws:ec2/serialConsoleAccess:SerialConsoleAccess": (),
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": (),
    "aws:guardduty/detector:Detector": (),
    "aws:guardduty/detectorFeature:DetectorFeature": ("detectorId", "name"),
    "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": (),
    "aws:guardduty/organizationConfiguration:OrganizationConfiguration": (),
    "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature": ("detectorId", "name"),
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ("policyArn", "role"),
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": ("awsServiceName", "customSuffix"),
    "aws:kms/keyPolicy:KeyPolicy": ("keyId",),
    "aws:organizations/awsServiceAccess:AwsServiceAccess": ("servicePrincipal",),
    "aws:organizations/delegatedAdministrator:DelegatedAdministrator": ("accountId", "servicePrincipal"),
    "aws:organizations/policyAttachment:PolicyAttachment": ("policyId", "targetId"),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ("bucket",),
    "aws:s3/bucketLogging:BucketLogging": ("bucket",),
    "aws:s3/bucketNotification:BucketNotification": ("bucket",),
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ("bucket",),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ("bucket",),
    "aws:s3/bucketPolicy:BucketPolicy": ("bucket",),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ("bucket",),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ("bucket",),
    "aws:s3/bucketVersioning:BucketVersioning": ("bucket",),
    "aws:securityhub/account:Account": (),
    "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount": (),
    "aws:securityhub/organizationConfiguration:OrganizationConfiguration": (),
    "aws:sns/topicPolicy:TopicPolicy": ("arn",),
    "aws:sqs/queuePolicy:QueuePolicy": ("queueUrl",),
}


def _of_what(subject: Subject) -> tuple[str, ...]:
    return tuple(subject.text(name) for name in _ONCE[subject.node.type])


@invariant(*_ONCE, source="API reference of each service: a put replaces what is there, a create fails")
def settings_made_once(subject: Subject, facts: Facts) -> Iterator[str]:
    """What AWS has one of is made once: of two resources, each update would undo the other."""
    same = [each for each in facts.beside(subject, subject.node.type) if _of_what(each) == _of_what(subject)]
    if same[0].node.urn != subject.node.urn:
        yield problem(
            "two resources are the same thing on AWS",
            got=f"{subject.node.name} beside {same[0].node.name}",
            expected="one",
            do="put them together",
        )


@invariant(
    "aws:iam/policyAttachment:PolicyAttachment", source="pulumi-aws API documentation, PolicyAttachment: exclusive"
)
def attachments_leave_others_alone(subject: Subject, facts: Facts) -> Iterator[str]:
    """A policy is attached by resources that leave its other attachments alone."""
    yield problem(
        "it detaches the policy from everybody else in the account",
        got="PolicyAttachment",
        expected="RolePolicyAttachment, GroupPolicyAttachment or UserPolicyAttachment",
        do="replace it",
    )
