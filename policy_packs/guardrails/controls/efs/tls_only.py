"""File systems refuse plain NFS."""

from collections.abc import Iterator

from .._documents import Statement, statements
from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import FILE_SYSTEM, POLICY


def _denies_plain_nfs(statement: Statement) -> bool:
    return (
        statement.denies
        and statement.covers_every_principal()
        and statement.covers_action("elasticfilesystem:ClientMount")
        and [(operator, key.lower(), values) for operator, key, values in statement.conditions]
        == [("bool", "aws:securetransport", ("false",))]
    )


def _check(files: Resource, stack: Stack) -> Iterator[str]:
    policies = stack.sidecars(files, POLICY, by="fileSystemId")
    if not any(_denies_plain_nfs(statement) for policy in policies for statement in statements(policy, "policy")):
        yield (
            f"files travel in the clear; got {len(policies)} file system policies without such a deny, "
            "expected a Deny for everybody where aws:SecureTransport is false"
        )


def _policy(
    effect: str = "Deny", action: str = "*", files: object = Ref("files"), principal: str = "*", **condition: object
) -> Given:
    statement = {
        "Effect": effect,
        "Principal": {"AWS": principal},
        "Action": action,
        "Condition": condition or {"Bool": {"aws:SecureTransport": "false"}},
    }
    return Given(
        POLICY, {"fileSystemId": files, "policy": {"Version": "2012-10-17", "Statement": [statement]}}, name="p"
    )


_FILES = Given(FILE_SYSTEM, {"encrypted": True}, name="files")

CONTROL = Control(
    id="efs.tls-only",
    title="File systems refuse plain NFS",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="NFS has no encryption of its own: without TLS, who is on the path reads and changes the files.",
    fix="add an efs FileSystemPolicy that denies everybody where aws:SecureTransport is false",
    rules=(StackRule((FILE_SYSTEM,), _check),),
    good=(
        example("a deny of plain NFS", _FILES, _policy()),
        example("a deny of plain mounts", _FILES, _policy(action="elasticfilesystem:Client*")),
    ),
    bad=(
        example("everything omitted", Given(FILE_SYSTEM)),
        example("plain NFS is allowed", _FILES, _policy("Allow")),
        example("only the root is refused", _FILES, _policy(action="elasticfilesystem:ClientRootAccess")),
        example("the deny of another file system", _FILES, _policy(files="fs-0a1b2c3d")),
        example("a deny for one role", _FILES, _policy(principal="arn:aws:iam::111122223333:role/app")),
        example("a deny of TLS", _FILES, _policy(Bool={"aws:SecureTransport": "true"})),
        example(
            "the deny only holds for an account",
            _FILES,
            _policy(Bool={"aws:SecureTransport": "false"}, StringEquals={"aws:PrincipalAccount": "111122223333"}),
        ),
    ),
)
