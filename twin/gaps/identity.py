"""What moto has otherwise than IAM Identity Center, while the embedded AWS runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from moto.ssoadmin.exceptions import ResourceNotFoundException
from moto.ssoadmin.models import ManagedPolicy, PermissionSet, SSOAdminBackend

from .accounts import _aws_managed_policies


def _find_managed_policy(backend: Any, managed_policy_arn: str) -> ManagedPolicy:
    """Policies are found by their paths too, such as job-function/Billing."""
    prefix, _, name = managed_policy_arn.partition(":iam::aws:policy")
    if prefix != f"arn:{backend.partition}" or name not in _aws_managed_policies():
        raise ResourceNotFoundException(f"Policy does not exist with ARN: {managed_policy_arn}")
    return ManagedPolicy(managed_policy_arn, name.rpartition("/")[2])


@contextlib.contextmanager
def filled() -> Iterator[None]:
    """Permission sets have ARNs of their own kind, not of their instance's.

    Source: Service Authorization Reference, "AWS IAM Identity Center".
    """
    generate = PermissionSet.generate_id

    def with_kind(instance_arn: str) -> str:
        return str(generate(instance_arn)).replace(":instance/", ":permissionSet/")

    with (
        patch.object(PermissionSet, "generate_id", staticmethod(with_kind)),
        patch.object(SSOAdminBackend, "_find_managed_policy", _find_managed_policy),
    ):
        yield
