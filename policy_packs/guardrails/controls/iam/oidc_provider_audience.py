"""OpenID Connect providers name their audiences, and are ones that were approved."""

from collections.abc import Iterator

from .._documents import matches
from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource

_PROVIDER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider"


def _check_audiences(provider: Resource) -> Iterator[str]:
    audiences = provider.texts("clientIdLists")
    if not audiences or "*" in audiences:
        yield (
            "tokens made for anybody may be accepted; "
            f"got clientIdLists {', '.join(audiences) or 'empty'}, expected the audiences, such as sts.amazonaws.com"
        )


def _check_issuer(provider: Resource) -> Iterator[str]:
    approved = provider.parameters["approvedIssuers"]
    if not approved:
        return
    issuer = provider.text("url").removeprefix("https://")
    if not any(matches(pattern.removeprefix("https://"), issuer) for pattern in approved):
        yield f"an issuer that nobody approved signs in here; got url {issuer}, expected one of {', '.join(approved)}"


_GITHUB = "https://token.actions.githubusercontent.com"


def _given(url: str = _GITHUB, *audiences: str) -> Given:
    return Given(_PROVIDER, {"url": url, "clientIdLists": list(audiences)})


_STS = "sts.amazonaws.com"

CONTROL = Control(
    id="iam.oidc-provider-audience",
    title="OpenID Connect providers name their audiences, and were approved",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Whoever runs the issuer decides who signs in to the account, and for which application the tokens are.",
    fix="list the audiences in clientIdLists, and add the issuer to approvedIssuers once it is approved",
    rules=(ResourceRule((_PROVIDER,), _check_audiences), ResourceRule((_PROVIDER,), _check_issuer)),
    parameters={
        "approvedIssuers": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "Addresses of issuers, with * where they vary; empty: every issuer is approved.",
            },
        )
    },
    good=(
        example("one audience", _given(_GITHUB, _STS)),
        example("an issuer that is approved", _given(_GITHUB, _STS), approvedIssuers=["gitlab.com", _GITHUB]),
        example(
            "an approved kind of issuer",
            _given("https://oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF", _STS),
            approvedIssuers=["oidc.eks.*.amazonaws.com/id/*"],
        ),
    ),
    bad=(
        example("everything omitted", Given(_PROVIDER)),
        example("no audience", _given(_GITHUB)),
        example("any audience", _given(_GITHUB, _STS, "*")),
        example("an issuer that isn't approved", _given(_GITHUB, _STS), approvedIssuers=["https://gitlab.com"]),
    ),
)
