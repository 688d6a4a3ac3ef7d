"""Portfolios are shared inside the organization only."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_SHARE = "aws:servicecatalog/portfolioShare:PortfolioShare"
_INSIDE = ("ORGANIZATION", "ORGANIZATIONAL_UNIT", "ORGANIZATION_MEMBER_ACCOUNT")


def _check(share: Resource) -> Iterator[str]:
    kind = share.text("type")
    if kind not in _INSIDE:
        yield f"any account can be invited; got type {kind or 'missing'}, expected one of {', '.join(_INSIDE)}"


def _given(type: str, principal: str) -> Given:
    return Given(_SHARE, {"portfolioId": "port-a1b2c3d4e5f6g", "principalId": principal, "type": type})


CONTROL = Control(
    id="servicecatalog.portfolio-shared-internally",
    title="Portfolios are shared inside the organization only",
    practices=("account.organizations",),
    severity=Severity.HIGH,
    why="A share to an account outlives its membership of the organization, and reaches strangers too.",
    fix="share with the organization, a unit of it, or an account as ORGANIZATION_MEMBER_ACCOUNT",
    rules=(ResourceRule((_SHARE,), _check),),
    detection=(ConfigRule("SERVICE_CATALOG_SHARED_WITHIN_ORGANIZATION"), SecurityHubControl("ServiceCatalog.1")),
    frameworks={Framework.FSBP: ("ServiceCatalog.1",)},
    good=tuple(example(kind, _given(kind, "arn:aws:organizations::111122223333:ou/o-a/ou-b")) for kind in _INSIDE),
    bad=(
        example("everything omitted", Given(_SHARE)),
        example("an account", _given("ACCOUNT", "444455556666")),
    ),
)
