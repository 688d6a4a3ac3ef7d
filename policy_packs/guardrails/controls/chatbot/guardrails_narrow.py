"""Chat channels can't do everything: the guardrails of a channel are narrow."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CHANNELS = (
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
)
_WIDE = ("/AdministratorAccess", "/IAMFullAccess", "/PowerUserAccess")


def _check(channel: Resource) -> Iterator[str]:
    policies = channel.texts("guardrailPolicyArns")
    if not policies:
        yield "whoever is in the channel may do everything; got no guardrailPolicyArns, expected a narrow policy"
    for arn in policies:
        if arn.endswith(_WIDE):
            yield f"whoever is in the channel may do nearly everything; got {arn}, expected a narrow policy"


def _given(type: str, *policies: str) -> Given:
    return Given(type, {"guardrailPolicyArns": [f"arn:aws:iam::aws:policy/{policy}" for policy in policies]})


CONTROL = Control(
    id="chatbot.guardrails-narrow",
    title="Chat channels can't do everything",
    practices=("iam.least-privilege", "response.plan"),
    severity=Severity.MEDIUM,
    why="Left out, AWS takes AdministratorAccess: then the chat's sign-in is all that protects the account.",
    fix="set guardrailPolicyArns to the policies that the channel's work needs, such as ReadOnlyAccess",
    rules=(ResourceRule(_CHANNELS, _check),),
    good=(
        *(example(f"reads only: {type}", _given(type, "ReadOnlyAccess")) for type in _CHANNELS),
        example("a policy whose name only begins so", _given(_CHANNELS[0], "AdministratorAccess-Amplify")),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _CHANNELS),
        example("an empty list", _given(_CHANNELS[0])),
        *(example(f"{name[1:]} among others", _given(_CHANNELS[1], "ReadOnlyAccess", name[1:])) for name in _WIDE),
    ),
)
