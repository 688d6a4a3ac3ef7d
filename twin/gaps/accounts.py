"""What moto lacks of the settings of an account: filled in while the embedded AWS runs, in moto's own classes.

EC2 gets the settings that hold for everything in a region, and IAM the policies that AWS manages: moto can load them
all into each account at 40 ms an account, here they appear when they are first asked for. A replica of a key gets
aliases of its own, and a log group another key.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any
from unittest.mock import patch

from moto.core.responses import ActionResult
from moto.ec2.responses import EC2Response
from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, IAMBackend
from moto.kms.models import KmsBackend
from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse

# What an account starts with. Source: Amazon EC2 API reference, the operations below.
_DEFAULTS: Mapping[str, Any] = {
    "SnapshotBlockPublicAccess": "unblocked",
    "ImageBlockPublicAccess": "unblocked",
    "SerialConsoleAccess": False,
    "InstanceMetadataDefaults": {},
}


def _settings(response: EC2Response) -> dict[str, Any]:
    """The settings of the account and region that a call is made in."""
    held: dict[str, Any] = vars(response.ec2_backend).setdefault("account_settings", {**_DEFAULTS})
    return held


def _switch(setting: str, member: str, value: Any = None) -> Callable[[EC2Response], ActionResult]:
    """An operation that sets a setting to a value, or to the parameter of the member's name."""

    def operation(response: EC2Response) -> ActionResult:
        _settings(response)[setting] = response._get_param(member) if value is None else value
        return ActionResult({member: _settings(response)[setting]})

    return operation


def _show(setting: str, member: str) -> Callable[[EC2Response], ActionResult]:
    return lambda response: ActionResult({member: _settings(response)[setting]})


def _modify_metadata_defaults(response: EC2Response) -> ActionResult:
    names = ("HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "InstanceMetadataTags")
    given = {name: response._get_param(name) for name in names}
    # An account without a preference gives none back.
    kept = {name: value for name, value in given.items() if value not in (None, "no-preference", -1)}
    _settings(response)["InstanceMetadataDefaults"] = kept
    return ActionResult({"Return": True})


def _default_volume_key(response: EC2Response) -> ActionResult:
    """The key of the account's volumes: AWS's own until another one is chosen."""
    return ActionResult({"KmsKeyId": response.ec2_backend.default_kms_key_id or "alias/aws/ebs"})


def _reset_default_volume_key(response: EC2Response) -> ActionResult:
    response.ec2_backend.default_kms_key_id = ""
    return _default_volume_key(response)


_SNAPSHOTS = ("SnapshotBlockPublicAccess", "State")
_IMAGES = ("ImageBlockPublicAccess", "ImageBlockPublicAccessState")
_CONSOLE = ("SerialConsoleAccess", "SerialConsoleAccessEnabled")
_OPERATIONS: Mapping[str, Any] = {
    "enable_snapshot_block_public_access": _switch(*_SNAPSHOTS),
    "disable_snapshot_block_public_access": _switch(*_SNAPSHOTS, "unblocked"),
    "get_snapshot_block_public_access_state": _show(*_SNAPSHOTS),
    "enable_image_block_public_access": _switch(*_IMAGES),
    "disable_image_block_public_access": _switch(*_IMAGES, "unblocked"),
    "get_image_block_public_access_state": _show(*_IMAGES),
    "enable_serial_console_access": _switch(*_CONSOLE, True),
    "disable_serial_console_access": _switch(*_CONSOLE, False),
    "get_serial_console_access_status": _show(*_CONSOLE),
    "modify_instance_metadata_defaults": _modify_metadata_defaults,
    "get_ebs_default_kms_key_id": _default_volume_key,
    "reset_ebs_default_kms_key_id": _reset_default_volume_key,
    "get_instance_metadata_defaults": _show("InstanceMetadataDefaults", "AccountLevel"),
}


@cache
def _aws_managed_policies() -> Mapping[str, Any]:
    """The policies that AWS manages, by path and name."""
    catalogue = json.loads(aws_managed_policies_data)
    return {f"{policy['Path']}{name}": (name, policy) for name, policy in catalogue.items()}


def _with_aws_managed_policy(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of IAM that knows the policy of AWS that it is asked about."""

    def call(backend: IAMBackend, policy_arn: str, *arguments: Any, **named: Any) -> Any:
        found = _aws_managed_policies().get(policy_arn.partition(":iam::aws:policy")[2])
        if found and policy_arn not in backend.managed_policies:
            name, data = found
            policy = AWSManagedPolicy.from_data(name, backend.account_id, backend.region_name, data)
            policy.partition = policy_arn.split(":")[1]
            backend.managed_policies[policy_arn] = policy
        return method(backend, policy_arn, *arguments, **named)

    return call


def _associate_kms_key(response: LogsResponse) -> str:
    name = response._get_param("logGroupName")
    if name not in response.logs_backend.groups:
        raise ResourceNotFoundException
    response.logs_backend.groups[name].kms_key_id = response._get_param("kmsKeyId")
    return ""


def _with_own_aliases(replicate: Callable[..., Any]) -> Callable[..., Any]:
    """moto's replica shares the primary's aliases, though each region has its own."""

    def call(*arguments: Any, **named: Any) -> Any:
        replica = replicate(*arguments, **named)
        replica.aliases = {}
        return replica

    return call


@contextlib.contextmanager
def filled() -> Iterator[None]:
    """Fill the gaps until the end of the context."""
    methods = ("attach_role_policy", "attach_group_policy", "attach_user_policy", "get_policy")
    knowing: dict[str, Any] = {name: _with_aws_managed_policy(getattr(IAMBackend, name)) for name in methods}
    with (
        patch.multiple(EC2Response, create=True, **_OPERATIONS),
        patch.multiple(IAMBackend, **knowing),
        patch.object(LogsResponse, "associate_kms_key", _associate_kms_key, create=True),
        patch.object(KmsBackend, "replicate_key", _with_own_aliases(KmsBackend.replicate_key)),
    ):
        yield
