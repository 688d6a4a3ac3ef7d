"""Every EBS volume is encrypted, by its own setting or by the account's default."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    Parameter,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    Tier,
    example,
)
from .._properties import Block, each
from .._resources import Resource, Stack

_VOLUME = "aws:ebs/volume:Volume"
_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
_INSTANCE = "aws:ec2/instance:Instance"
_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"
_SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest"
_FLEET = "aws:ec2/spotFleetRequest:SpotFleetRequest"
_TYPES = (_VOLUME, _TEMPLATE, _INSTANCE, _CONFIGURATION, _SPOT, _FLEET)
_DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault"

_ROOTS = ("rootBlockDevice", "rootBlockDevices")
_OTHERS = ("ebsBlockDevices", "blockDeviceMappings")


def _launches(resource: Resource) -> list[Block]:
    return resource.blocks("launchSpecifications") if resource.type == _FLEET else [resource]


def _volumes(launch: Block) -> list[Block]:
    """The volumes that a launch describes, without disks of the host and volumes as encrypted as their snapshot."""
    devices = [device for name in (*_ROOTS, *_OTHERS) for device in launch.blocks(name)]
    named = [device for device in devices if "virtualName" not in device and "noDevice" not in device]
    volumes = [device.block("ebs") if "ebs" in device else device for device in named]
    return [volume for volume in volumes if "snapshotId" not in volume]


def _all_volumes(resource: Resource) -> list[Block]:
    if resource.type == _VOLUME:
        return [resource]
    return [volume for launch in _launches(resource) for volume in _volumes(launch)]


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_all_volumes(resource), _check_explicit)


def _check_explicit(volume: Block) -> Iterator[str]:
    if "encrypted" in volume and not volume.flag("encrypted"):
        yield f"the volume is stored in the clear; got {volume.path('encrypted')} false, expected true"


def _check_any(resource: Resource, stack: Stack) -> Iterator[str]:
    defaults = stack.beside(resource, _DEFAULT)
    if resource.parameters["encryptedByDefault"] or any(_covers(default, resource) for default in defaults):
        return
    yield from each(_all_volumes(resource), _check_volume)
    if resource.type != _VOLUME:
        yield from each(_launches(resource), _check_root)


def _covers(default: Resource, resource: Resource) -> bool:
    return default.text("region") == resource.text("region") and default.flag("enabled", default=True)


def _check_volume(volume: Block) -> Iterator[str]:
    if not volume.flag("encrypted"):
        yield f"neither the volume nor the account encrypts; got no {volume.path('encrypted')}, expected true"


def _check_root(launch: Block) -> Iterator[str]:
    # In a template any mapping may be the root's.
    if not any(launch.blocks(name) for name in (*_ROOTS, "blockDeviceMappings", "launchTemplate")):
        yield "the root volume is as its image is; got no setting and no default of the account, expected encrypted"


_ROOT = {"rootBlockDevice": {"encrypted": True}}
_ZONE = {"availabilityZone": "us-east-1a"}
_DEFAULT_ON = Given(_DEFAULT, name="default")


def _fleet(**specification: object) -> Given:
    launch = {"ami": "ami-0a1b2c3d4e5f60718", "instanceType": "m7g.large", **specification}
    return Given(_FLEET, {"launchSpecifications": [launch], "targetCapacity": 2})


def _template(**ebs: object) -> Given:
    return Given(_TEMPLATE, {"blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": ebs}]})


CONTROL = Control(
    id="ebs.volume-encrypted",
    title="Every EBS volume is encrypted",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    why="A volume in the clear stays so in all of its snapshots and copies; encrypting it later means replacing it.",
    fix="set encrypted to true on the volume, or have an EncryptionByDefault in the account and region",
    rules=(ResourceRule(_TYPES, _check), StackRule(_TYPES, _check_any)),
    guardrails=(
        Guardrail(
            sid="DenyUnencryptedVolumes",
            actions=("ec2:CreateVolume",),
            # On the volume only: encrypting a copy of an unencrypted snapshot must stay possible.
            resources=("arn:{partition}:ec2:*:*:volume/*",),
            conditions={"Bool": {"ec2:Encrypted": "false"}},
        ),
    ),
    detection=(
        ConfigRule("ENCRYPTED_VOLUMES"),
        SecurityHubControl("EC2.3"),
        SecurityHubControl("EC2.181"),
        SecurityHubControl("EC2.173"),
        ConfigRule("EC2_LAUNCH_TEMPLATES_EBS_VOLUME_ENCRYPTED"),
        ConfigRule("EC2_SPOT_FLEET_REQUEST_CT_ENCRYPTION_AT_REST"),
    ),
    answer="quarantine-unencrypted-volume",
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("EC2.3", "EC2.173", "EC2.181")},
    equivalents={
        Tool.CHECKOV: ("CKV2_AWS_2", "CKV_AWS_3", "CKV_AWS_8"),
        Tool.CONTROL_TOWER: ("EC2.PR.7",),
        Tool.TRIVY: ("AWS-0008", "AWS-0026", "AWS-0131"),
    },
    parameters={"encryptedByDefault": Parameter(False, {"type": "boolean"})},
    good=(
        example("an encrypted volume", Given(_VOLUME, _ZONE | {"encrypted": True})),
        example("an encrypted root volume", Given(_INSTANCE, _ROOT)),
        example("an encrypted volume of a template", _template(encrypted="true")),
        example("the account's default", Given(_VOLUME, _ZONE), _DEFAULT_ON),
        example(
            "the account's default in the same region",
            Given(_VOLUME, _ZONE | {"region": "us-east-1"}),
            Given(_DEFAULT, {"region": "us-east-1"}, name="default"),
        ),
        example("the account's default, set by another stack", Given(_INSTANCE), encryptedByDefault=True),
        example("the template of the instance decides", Given(_INSTANCE, {"launchTemplate": {"id": "lt-0a1b2c3d"}})),
        example("an encrypted fleet", _fleet(rootBlockDevices=[{"encrypted": True}])),
        example(
            "a fleet whose template decides",
            Given(_FLEET, {"launchTemplateConfigs": [{"launchTemplateSpecification": {"id": "lt-0a1b2c3d"}}]}),
        ),
        example(
            "a volume of a snapshot, which is as the snapshot",
            Given(_INSTANCE, _ROOT | {"ebsBlockDevices": [{"deviceName": "/dev/sdf", "snapshotId": "snap-0a1b2c3d"}]}),
        ),
        example(
            "a volume that the configuration leaves out",
            Given(_CONFIGURATION, _ROOT | {"ebsBlockDevices": [{"deviceName": "/dev/sdf", "noDevice": True}]}),
        ),
        example(
            "a disk of the host, which is no volume",
            Given(
                _TEMPLATE,
                {
                    "blockDeviceMappings": [
                        {"deviceName": "/dev/xvda", "ebs": {"encrypted": "true"}},
                        {"deviceName": "/dev/sdb", "virtualName": "ephemeral0"},
                    ]
                },
            ),
        ),
    ),
    bad=(
        example("everything omitted but the zone", Given(_VOLUME, _ZONE)),
        example("an instance with everything omitted", Given(_INSTANCE)),
        example("a template with everything omitted", Given(_TEMPLATE)),
        example("in the clear in spite of the default", Given(_VOLUME, _ZONE | {"encrypted": False}), _DEFAULT_ON),
        example("a root volume in the clear", Given(_INSTANCE, {"rootBlockDevice": {"encrypted": False}})),
        example("a root volume that does not say", Given(_INSTANCE, {"rootBlockDevice": {"volumeSize": 20}})),
        example(
            "a second volume in the clear",
            Given(_INSTANCE, _ROOT | {"ebsBlockDevices": [{"deviceName": "/dev/sdf", "encrypted": False}]}),
        ),
        example(
            "only the second volume is encrypted",
            Given(_INSTANCE, {"ebsBlockDevices": [{"deviceName": "/dev/sdf", "encrypted": True}]}),
        ),
        example("a template's volume in the clear", _template(encrypted="false")),
        example("a template's volume that does not say", _template(volumeSize=20)),
        example("a spot request with everything omitted", Given(_SPOT)),
        example("a fleet that does not say", _fleet()),
        example("a fleet in the clear", _fleet(rootBlockDevices=[{"encrypted": False}])),
        example(
            "a second volume of a fleet in the clear",
            _fleet(rootBlockDevices=[{"encrypted": True}], ebsBlockDevices=[{"deviceName": "/dev/sdf"}]),
        ),
        example("a volume of a snapshot that does not say", Given(_VOLUME, _ZONE | {"snapshotId": "snap-0a1b2c3d"})),
        example(
            "a launch configuration that does not say",
            Given(_CONFIGURATION, {"imageId": "ami-0a1b2c3d4e5f60718", "instanceType": "m7g.large"}),
        ),
        example(
            "the default is that of another region",
            Given(_VOLUME, _ZONE | {"region": "us-east-1"}),
            Given(_DEFAULT, {"region": "eu-west-1"}, name="default"),
        ),
        example("the default is off", Given(_VOLUME, _ZONE), Given(_DEFAULT, {"enabled": False}, name="default")),
    ),
)
