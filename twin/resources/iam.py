"""AWS Identity and Access Management."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..handlers import Checked, Place, Properties


class OrganizationsFeatures(Checked):
    """moto knows no central management of root users; the provider makes one call a feature, without parameters."""

    token = "aws:iam/organizationsFeatures:OrganizationsFeatures"
    service = "iam"
    operation = "EnableOrganizationsRootCredentialsManagement"

    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        return {}

    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        return "o-root-features", {}
