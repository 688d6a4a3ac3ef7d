"""Recipes of images encrypt their volumes with a key of yours."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_IMAGE = "aws:imagebuilder/imageRecipe:ImageRecipe"
_CONTAINER = "aws:imagebuilder/containerRecipe:ContainerRecipe"


def _check(recipe: Resource) -> Iterator[str]:
    mappings = [
        *recipe.blocks("blockDeviceMappings"),
        *recipe.block("instanceConfiguration").blocks("blockDeviceMappings"),
    ]
    yield from each([volume for mapping in mappings for volume in mapping.blocks("ebs")], _check_volume)


def _check_volume(volume: Block) -> Iterator[str]:
    # A volume made of a snapshot is as encrypted as the snapshot.
    if "snapshotId" in volume:
        return
    if not volume.flag("encrypted"):
        yield f"the volume is stored in the clear; got {volume.path('encrypted')} false, expected true"
    if "kmsKeyId" not in volume:
        yield f"the image can't be shared; got no {volume.path('kmsKeyId')}, expected a key of yours"


_KEY = Given("aws:kms/key:Key", {"enableKeyRotation": True}, name="key")


def _recipe(*volumes: dict[str, object]) -> Given:
    return Given(_IMAGE, {"name": "golden", "version": "1.0.0", "blockDeviceMappings": _mappings(*volumes)})


def _mappings(*volumes: dict[str, object]) -> list[dict[str, object]]:
    return [{"deviceName": f"/dev/xvd{letter}", "ebs": volume} for letter, volume in zip("ab", volumes, strict=False)]


_ENCRYPTED: dict[str, object] = {"encrypted": "true", "kmsKeyId": Ref("key", "arn")}

CONTROL = Control(
    id="imagebuilder.recipe-volumes-encrypted",
    title="Recipes of images encrypt their volumes with a key of yours",
    practices=("data.at-rest", "data.kms"),
    severity=Severity.MEDIUM,
    why="What the recipe leaves in the clear is in the clear on every machine that is made of it.",
    fix="set encrypted to true and kmsKeyId in each ebs block",
    rules=(ResourceRule((_IMAGE, _CONTAINER), _check),),
    detection=(ConfigRule("IMAGEBUILDER_IMAGERECIPE_EBS_VOLUMES_ENCRYPTED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_200",)},
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (_IMAGE, _CONTAINER)),
        example("an encrypted volume", _KEY, _recipe(_ENCRYPTED)),
        example("the volume of a snapshot, which is as the snapshot", _recipe({"snapshotId": "snap-0a1b2c3d"})),
        example(
            "a disk of the host",
            Given(_IMAGE, {"blockDeviceMappings": [{"deviceName": "/dev/sdb", "virtualName": "ephemeral0"}]}),
        ),
    ),
    bad=(
        example("a volume that does not say", _recipe({"volumeSize": 20})),
        example("a volume in the clear", _recipe({"encrypted": "false", "kmsKeyId": "alias/images"})),
        example("a volume with AWS's key", _recipe({"encrypted": "true"})),
        example("the second volume", _KEY, _recipe(_ENCRYPTED, {"volumeSize": 20})),
        example(
            "a volume of the machine that builds containers",
            Given(_CONTAINER, {"instanceConfiguration": {"blockDeviceMappings": _mappings({"volumeSize": 20})}}),
        ),
    ),
)
