"""What moto's tables lack and AWS has: filled in while the embedded AWS runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from unittest.mock import patch

from moto.organizations.models import FakeDelegatedAdministrator, FakeServiceAccess

from . import account_gaps, security_gaps

# Source: AWS Organizations user guide, "AWS services that you can use with AWS Organizations".
_TRUSTED_SERVICES = frozenset(
    f"{name}.amazonaws.com"
    for name in (
        "access-analyzer",
        "account",
        "backup",
        "cloudtrail",
        "config",
        "config-multiaccountsetup",
        "detective",
        "fms",
        "guardduty",
        "iam",
        "inspector2",
        "ipam",
        "macie",
        "malware-protection.guardduty",
        "member.org.stacksets.cloudformation",
        "observabilityadmin",
        "ram",
        "securityhub",
        "securitylake",
        "ssm",
        "sso",
        "storage-lens.s3",
        "tagpolicies.tag",
    )
)


@contextlib.contextmanager
def filled() -> Iterator[None]:
    """Fill the gaps until the end of the context."""
    trusted = FakeServiceAccess.trusted_service
    supported = FakeDelegatedAdministrator.supported_service
    with (
        account_gaps.filled(),
        patch.object(
            FakeServiceAccess,
            "trusted_service",
            staticmethod(lambda service: service in _TRUSTED_SERVICES or trusted(service)),
        ),
        patch.object(
            FakeDelegatedAdministrator,
            "supported_service",
            staticmethod(lambda service: service in _TRUSTED_SERVICES or supported(service)),
        ),
        security_gaps.filled(),
    ):
        yield
