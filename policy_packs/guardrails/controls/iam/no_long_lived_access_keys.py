"""Nobody works with keys that never expire."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    ResourceRule,
    Scope,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource

_KEY = "aws:iam/accessKey:AccessKey"
_CREDENTIAL = "aws:iam/serviceSpecificCredential:ServiceSpecificCredential"


def _check(key: Resource) -> Iterator[str]:
    if key.text("status", default="Active") != "Inactive":
        yield "a key that works until somebody deletes it is created; got status Active, expected a role instead"


CONTROL = Control(
    id="iam.no-long-lived-access-keys",
    title="Nobody works with keys that never expire",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.HIGH,
    why="Keys end up in repositories, laptops and states, and work there for years.",
    fix="let workloads use a role, pipelines OpenID Connect and people IAM Identity Center; set status to Inactive",
    rules=(ResourceRule((_KEY, _CREDENTIAL), _check),),
    guardrails=(
        Guardrail(
            sid="DenyLongLivedKeys",
            actions=("iam:CreateAccessKey", "iam:CreateServiceSpecificCredential"),
            scope=Scope.WORKLOADS,
        ),
    ),
    detection=(
        ConfigRule("ACCESS_KEYS_ROTATED", {"maxAccessKeyAge": "90"}),
        ConfigRule("IAM_USER_UNUSED_CREDENTIALS_CHECK", {"maxCredentialUsageAge": "45"}),
        SecurityHubControl("IAM.3"),
    ),
    answer="disable-access-key",
    frameworks={
        Framework.FSBP: ("IAM.3",),
        Framework.CIS_3_0: ("1.14",),
        Framework.CIS_5_0: ("1.13",),
        Framework.CIS_7_0: ("2.12",),
    },
    good=(
        example("a key that was switched off", Given(_KEY, {"user": "ci", "status": "Inactive"})),
        example(
            "a credential that was switched off",
            Given(_CREDENTIAL, {"userName": "ci", "serviceName": "codecommit.amazonaws.com", "status": "Inactive"}),
        ),
    ),
    bad=(
        example("everything omitted but the user", Given(_KEY, {"user": "ci"})),
        example("an active key", Given(_KEY, {"user": "ci", "status": "Active"})),
        example("an encrypted key", Given(_KEY, {"user": "ci", "pgpKey": "keybase:anycompany"})),
        example(
            "a service's own credential",
            Given(_CREDENTIAL, {"userName": "ci", "serviceName": "codecommit.amazonaws.com"}),
        ),
    ),
)
