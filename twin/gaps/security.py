"""What moto lacks of the security services: filled in while the embedded AWS runs, in moto's own classes.

GuardDuty and Security Hub get what a delegated administrator does, by region as on AWS; AWS Config gets conformance
packs with an inline template; service-linked roles get the names that AWS gives them.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from moto.config.models import ConfigBackend
from moto.guardduty import urls as guardduty_urls
from moto.guardduty.exceptions import GuardDutyException
from moto.guardduty.models import guardduty_backends
from moto.guardduty.responses import GuardDutyResponse
from moto.iam import models as iam_models
from moto.organizations.models import organizations_backends
from moto.securityhub import urls as securityhub_urls
from moto.securityhub.exceptions import SecurityHubClientError
from moto.securityhub.models import SecurityHubBackend
from moto.securityhub.responses import SecurityHubResponse

# Source: IAM user guide, "AWS services that work with IAM"; the names in the consoles of the services.
_LINKED_ROLES = {
    "access-analyzer": "AccessAnalyzer",
    "config": "Config",
    "guardduty": "AmazonGuardDuty",
    "securityhub": "SecurityHub",
}


def _management_account(account: str, partition: str) -> str:
    organization = organizations_backends[account][partition].describe_organization()["Organization"]
    return str(organization["MasterAccountId"])


class _OrganizationOfPartition:
    """The organization of the hub's own partition; moto looks for it in the partition aws alone."""

    def __get__(self, hub: SecurityHubBackend | None, _: type) -> Any:
        return self if hub is None else organizations_backends[hub.account_id][hub.partition]

    def __set__(self, hub: SecurityHubBackend, _: object) -> None:
        """Leave moto's own choice aside."""


class _NotAdministrator(GuardDutyException):
    code = 400

    def __init__(self) -> None:
        super().__init__("BadRequestException", "The account isn't the delegated GuardDuty administrator.")


def _disable_guardduty_administrator(response: GuardDutyResponse) -> str:
    response.guardduty_backend.admin_account_ids.remove(response._get_param("adminAccountId"))
    return "{}"


def _guardduty_organization(response: GuardDutyResponse) -> dict[str, Any]:
    """The organization's configuration, which the administrator's detector holds."""
    management = _management_account(response.current_account, response.partition)
    if response.current_account not in guardduty_backends[management][response.region].admin_account_ids:
        raise _NotAdministrator
    detector: Any = response.guardduty_backend.get_detector(response.path.split("/")[-2])
    held: dict[str, Any] = vars(detector).setdefault(
        "organization", {"autoEnableOrganizationMembers": "NONE", "features": []}
    )
    return held


def _describe_guardduty_organization(response: GuardDutyResponse) -> str:
    return json.dumps({"memberAccountLimitReached": False, **_guardduty_organization(response)})


def _update_guardduty_organization(response: GuardDutyResponse) -> str:
    held = _guardduty_organization(response)
    held["autoEnableOrganizationMembers"] = response._get_param("autoEnableOrganizationMembers")
    for feature in response._get_param("features") or []:
        held["features"] = [item for item in held["features"] if item["name"] != feature["name"]] + [feature]
    return "{}"


def _list_securityhub_administrators(response: SecurityHubResponse) -> str:
    account = response.securityhub_backend._get_org_config()["admin_account_id"]
    return json.dumps({"AdminAccounts": [{"AccountId": account, "Status": "ENABLED"}] if account else []})


def _disable_securityhub_administrator(response: SecurityHubResponse) -> str:
    held = response.securityhub_backend._get_org_config()
    if held["configuration"]["ConfigurationType"] == "CENTRAL":
        raise SecurityHubClientError("InvalidInputException", "Central configuration must be switched off first.")
    held["admin_account_id"] = None
    return "{}"


@contextlib.contextmanager
def filled() -> Iterator[None]:
    """Fill the gaps until the end of the context."""
    put_pack = ConfigBackend.put_organization_conformance_pack
    organization_of = SecurityHubBackend._get_org_config
    # moto keeps one entry an organization for the whole process; AWS has one a region.
    by_region: dict[str, dict[str, dict[str, Any]]] = {}

    def put_inline_pack(
        backend: ConfigBackend, *, template_s3_uri: str | None, template_body: str | None, **rest: Any
    ) -> Any:
        uri = template_s3_uri or ("s3://inline/template" if template_body else "")
        return put_pack(backend, template_s3_uri=uri, template_body=template_body or "", **rest)

    def organization_by_region(backend: SecurityHubBackend) -> dict[str, Any]:
        with patch.object(SecurityHubBackend, "_org_configs", by_region.setdefault(backend.region_name, {})):
            configuration: dict[str, Any] = organization_of(backend)
            return configuration

    guardduty, securityhub = GuardDutyResponse.dispatch, SecurityHubResponse.dispatch
    operations = (
        (GuardDutyResponse, "disable_organization_admin_account", _disable_guardduty_administrator),
        (GuardDutyResponse, "describe_organization_configuration", _describe_guardduty_organization),
        (GuardDutyResponse, "update_organization_configuration", _update_guardduty_organization),
        (SecurityHubResponse, "list_organization_admin_accounts", _list_securityhub_administrators),
        (SecurityHubResponse, "disable_organization_admin_account", _disable_securityhub_administrator),
    )
    with contextlib.ExitStack() as stack:
        for response, name, operation in operations:
            stack.enter_context(patch.object(response, name, operation, create=True))
        paths = {"{0}/admin/disable$": guardduty, "{0}/detector/(?P<detector_id>[^/]+)/admin$": guardduty}
        stack.enter_context(patch.dict(guardduty_urls.url_paths, paths))
        paths = {"{0}/organization/admin$": securityhub, "{0}/organization/admin/disable$": securityhub}
        stack.enter_context(patch.dict(securityhub_urls.url_paths, paths))
        stack.enter_context(patch.dict(iam_models.SERVICE_NAME_CONVERSION, _LINKED_ROLES))
        stack.enter_context(patch.object(ConfigBackend, "put_organization_conformance_pack", put_inline_pack))
        stack.enter_context(patch.object(SecurityHubBackend, "_get_org_config", organization_by_region))
        stack.enter_context(patch.object(SecurityHubBackend, "org_backend", _OrganizationOfPartition(), create=True))
        yield
