"""Webhooks of pipelines know who calls them."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ..vpc._helpers import is_internet, network

_WEBHOOK = "aws:codepipeline/webhook:Webhook"


def _check(webhook: Resource) -> Iterator[str]:
    how = webhook.text("authentication")
    if how == "UNAUTHENTICATED":
        yield "everybody starts the pipeline; got authentication UNAUTHENTICATED, expected GITHUB_HMAC"
    if how == "IP":
        configuration = webhook.block("authenticationConfiguration")
        range = configuration.text("allowedIpRange")
        if is_internet([network(range, configuration.path())]):
            yield f"everybody starts the pipeline; got {configuration.path()}.allowedIpRange {range}, expected fewer"


def _given(how: str, **configuration: str) -> Given:
    return Given(
        _WEBHOOK,
        {
            "authentication": how,
            "authenticationConfiguration": configuration,
            "filters": [{"jsonPath": "$.ref", "matchEquals": "refs/heads/main"}],
            "targetAction": "Source",
            "targetPipeline": "web",
        },
    )


CONTROL = Control(
    id="codepipeline.webhook-authenticated",
    title="Webhooks of pipelines know who calls them",
    practices=("application.secure-coding",),
    severity=Severity.HIGH,
    why="The address of a webhook is no secret; who calls it starts deploys, and holds up those of others.",
    fix="set authentication to GITHUB_HMAC, or use a connection instead of the webhook",
    rules=(ResourceRule((_WEBHOOK,), _check),),
    good=(
        example("everything omitted", Given(_WEBHOOK)),
        example("a signature", _given("GITHUB_HMAC")),
        example("one network", _given("IP", allowedIpRange="203.0.113.0/24")),
    ),
    bad=(
        example("nothing", _given("UNAUTHENTICATED")),
        example("every network", _given("IP", allowedIpRange="0.0.0.0/0")),
    ),
)
