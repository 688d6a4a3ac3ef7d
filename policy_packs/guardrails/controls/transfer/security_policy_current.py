"""Transfer servers and connectors use a security policy of these years.

Sources: Transfer Family user guide, "Security policies for AWS Transfer Family servers" and "... for SFTP connectors";
a policy's name ends with the month of its list of ciphers. The provider's default for servers is of 2018.
"""

import re
from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._properties import Undecided
from .._resources import Resource

_SERVER = "aws:transfer/server:Server"
_CONNECTOR = "aws:transfer/connector:Connector"
_DEFAULTS = {_SERVER: "TransferSecurityPolicy-2018-11", _CONNECTOR: "TransferSFTPConnectorSecurityPolicy-2024-03"}
_MONTH = re.compile(r"-(\d{4}-\d{2})$")


def _check(resource: Resource) -> Iterator[str]:
    policy = resource.text("securityPolicyName", default=_DEFAULTS[resource.type])
    month = _MONTH.search(policy)
    if month is None:
        raise Undecided("securityPolicyName")
    oldest = resource.parameters["oldestPolicy"]
    if month[1] < oldest:
        yield f"old ciphers are accepted; got securityPolicyName {policy}, expected one of {oldest} or later"


def _server(policy: str) -> Given:
    return Given(_SERVER, {"securityPolicyName": f"TransferSecurityPolicy-{policy}"})


def _connector(policy: str | None) -> Given:
    given = {"accessRole": "arn:aws:iam::111122223333:role/partner", "url": "sftp://partner.example.com"}
    return Given(_CONNECTOR, given | ({"securityPolicyName": policy} if policy else {}))


CONTROL = Control(
    id="transfer.security-policy-current",
    title="Transfer servers and connectors use a security policy of these years",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Older lists accept SHA-1 and key exchanges that can be broken.",
    fix="set securityPolicyName to TransferSecurityPolicy-2025-03 or a later one",
    rules=(ResourceRule((_SERVER, _CONNECTOR), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_380",)},
    parameters={
        "oldestPolicy": Parameter(
            "2024-01",
            {"type": "string", "pattern": r"^\d{4}-\d{2}$", "description": "The oldest month that a policy may have."},
        )
    },
    good=(
        *(example(policy, _server(policy)) for policy in ("2024-01", "FIPS-2024-05", "SshAuditCompliant-2025-02")),
        example("a connector that does not say", _connector(None)),
        example("a connector's policy of 2024", _connector("TransferSFTPConnectorSecurityPolicy-2024-03")),
        example("an older one is allowed", _server("2022-03"), oldestPolicy="2022-03"),
    ),
    bad=(
        example("everything omitted", Given(_SERVER)),
        *(example(policy, _server(policy)) for policy in ("2018-11", "2023-12", "FIPS-2020-06", "Restricted-2020-06")),
        example("a connector's policy of 2023", _connector("TransferSFTPConnectorSecurityPolicy-2023-07")),
    ),
)
