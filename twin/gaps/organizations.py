"""What moto lacks of AWS Organizations: services that it doesn't know, and account ids that last."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from unittest.mock import patch

from moto.organizations import utils as moto_utils
from moto.organizations.models import FakeDelegatedAdministrator, FakeServiceAccess

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
def _lasting_account_ids() -> Iterator[None]:
    """Give accounts their ids by the order of their creation: what is made at the same time must not change them."""
    ids = random.Random(0)
    with patch.object(moto_utils, "make_random_account_id", lambda: str(ids.randrange(10**11, 10**12))):
        yield


@contextlib.contextmanager
def next_account_id(id: str) -> Iterator[None]:
    """Give the account that is created meanwhile this id: it stands for one that exists and is adopted."""
    with patch.object(moto_utils, "make_random_account_id", lambda: id):
        yield


@contextlib.contextmanager
def filled() -> Iterator[None]:
    """Fill the gaps until the end of the context."""
    trusted = FakeServiceAccess.trusted_service
    supported = FakeDelegatedAdministrator.supported_service
    with (
        _lasting_account_ids(),
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
    ):
        yield
