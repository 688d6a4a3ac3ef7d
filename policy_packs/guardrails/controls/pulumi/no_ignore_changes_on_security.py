"""Changes of what protects a resource are not ignored.

Pulumi ignores such changes before a pack sees the resource: the other controls then judge the old value.
"""

import re
from collections.abc import Iterator

from .._model import ANY_TYPE, Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

# Who gets at the resource, over which network, how it is encrypted, and what keeps a record and a copy of it.
_PROTECTING = re.compile(
    r"(?:access|assumeRole|inline|key|password|resource|trust)?[pP]olic(?:y|ies)(?:Document|Body)?"
    r"|managedPolicyArns|permissionsBoundary|acl|grants|allowExternalPrincipals"
    r"|(?:ingress|egress)(?:es)?|(?:vpcS|s)ecurityGroup(?:Id)?s|(?:ipv6C|c)idrBlocks|cidrIpv[46]|publicAccessCidrs"
    r"|publiclyAccessible|(?:block|ignore)Public\w+|restrictPublicBuckets|\w*PublicIp(?:Address|OnLaunch)?"
    r"|\w*[eE]ncrypt(?:ed|ion\w*)|kms(?:Master)?Key(?:Id|Arn)|enableKeyRotation"
    r"|sslPolicy|minimumTlsVersion|securityPolicy|metadataOptions"
    r"|accessLogs?|logging\w*|enableLog\w+|isMultiRegionTrail"
    r"|\w*[dD]eletionProtection\w*|deletionWindowInDays|versioning\w*|objectLock\w*|backupRetentionPeriod"
    r"|mfa\w*|auth(?:entication|orization)?(?:Type|Mode)"
)
_ORGANIZATION_POLICY = "aws:organizations/policy:Policy"


def _first_name(path: str) -> str:
    """The property that a path of ignoreChanges begins with, as Pulumi writes it in any of its languages."""
    found = re.search(r"\w+", path)
    first, *others = (found[0] if found else path).split("_")
    return first + "".join(word.capitalize() for word in others)


def _matters(resource: Resource, name: str) -> bool:
    return (
        name == "*"
        or name in resource.parameters["properties"]
        or (name == "content" and resource.type == _ORGANIZATION_POLICY)
        or _PROTECTING.fullmatch(name) is not None
    )


def _check(resource: Resource) -> Iterator[str]:
    if resource.type.startswith("aws:"):
        for path in resource.ignore_changes:
            if _matters(resource, _first_name(path)):
                yield f"changes by hand stay for good; got {path} in ignoreChanges, expected it managed"


_BUCKET = "aws:s3/bucket:Bucket"
_GROUP = "aws:ec2/securityGroup:SecurityGroup"


def _ignoring(*paths: str, type: str = _GROUP) -> Given:
    return Given(type, ignore_changes=paths)


CONTROL = Control(
    id="pulumi.no-ignore-changes-on-security",
    title="Changes of what protects a resource are not ignored",
    practices=("automation.remediation", "compliance.access-audit"),
    severity=Severity.MEDIUM,
    why="Whatever somebody changed by hand stays for good: no deploy repairs it, and no preview shows it.",
    fix="take the property out of the resource option ignoreChanges",
    rules=(ResourceRule((ANY_TYPE,), _check),),
    parameters={
        "properties": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "More properties, in camelCase, whose changes must not be ignored.",
            },
        )
    },
    good=(
        example("nothing ignored", Given(_BUCKET)),
        example("tags", _ignoring("tags", 'tagsAll["team"]')),
        example("the size of a group", _ignoring("desiredCapacity", type="aws:autoscaling/group:Group")),
        example("a password that is rotated", _ignoring("password", type="aws:rds/instance:Instance")),
        example("the description of a policy", _ignoring("description", type=_ORGANIZATION_POLICY)),
        example("content of an object", _ignoring("content", type="aws:s3/bucketObject:BucketObject")),
        example("a component, which has no properties of its own", _ignoring("policy", type="app:index:Site")),
    ),
    bad=(
        *(
            example(f"{name} ignored", _ignoring(name))
            for name in (
                *(
                    "*",
                    "ingress",
                    "ingress[0].cidrBlocks",
                    '["egress"]',
                    "vpc_security_group_ids",
                    "publiclyAccessible",
                ),
                *("policy", "assumeRolePolicy", "managedPolicyArns", "permissionsBoundary", "acl", "kmsKeyId"),
                *("storageEncrypted", "serverSideEncryptionConfiguration", "sslPolicy", "metadataOptions", "logging"),
                *("enableLogFileValidation", "enableDeletionProtection", "versioning", "objectLockConfiguration"),
                *("blockPublicAcls", "mapPublicIpOnLaunch", "mfaConfiguration", "authorizationType", "accessLogs"),
                *("restrictPublicBuckets", "policyDocument", "trustPolicy", "cidrIpv4"),
            )
        ),
        example("content of a policy", _ignoring("tags", "content", type=_ORGANIZATION_POLICY)),
        example("a property of the configuration", _ignoring("handler"), properties=["handler"]),
    ),
)
