"""Shells in containers, and their logs, are encrypted with a key."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import CLUSTER

_FLAGS = ("cloudWatchEncryptionEnabled", "s3BucketEncryptionEnabled")


def _check(cluster: Resource) -> Iterator[str]:
    shells = cluster.block("configuration").blocks("executeCommandConfiguration")
    yield from each(shells, _check_shell)


def _check_shell(shell: Block) -> Iterator[str]:
    if "kmsKeyId" not in shell:
        yield f"a shell is only protected by TLS; got no {shell.path('kmsKeyId')}, expected a key of your own"
    elif not any(map(shell.block("logConfiguration").flag, _FLAGS)):
        yield (
            f"what is typed in a shell is kept in the clear; got {shell.path('logConfiguration')} without "
            f"{' or '.join(_FLAGS)}, expected one of them"
        )


_KEY = {"kmsKeyId": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}


def _cluster(**shell: object) -> Given:
    return Given(CLUSTER, {"configuration": {"executeCommandConfiguration": shell}})


CONTROL = Control(
    id="ecs.exec-encrypted",
    title="Shells in containers, and their logs, are encrypted with a key",
    practices=("data.at-rest", "data.kms"),
    severity=Severity.LOW,
    why="Passwords are typed in shells, and their logs show them to who reads the log group or the bucket.",
    fix="set kmsKeyId of executeCommandConfiguration, and cloudWatchEncryptionEnabled or s3BucketEncryptionEnabled",
    rules=(ResourceRule((CLUSTER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_224",)},
    good=(
        example("everything omitted, so nothing about shells", Given(CLUSTER)),
        *(example(f"a key and {name}", _cluster(logConfiguration={name: True}, **_KEY)) for name in _FLAGS),
    ),
    bad=(
        example("no key", _cluster(logConfiguration={"cloudWatchEncryptionEnabled": True})),
        example("nothing about the logs", _cluster(**_KEY)),
        example("logs in the clear", _cluster(logConfiguration=dict.fromkeys(_FLAGS, False), **_KEY)),
    ),
)
