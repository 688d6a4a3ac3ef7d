"""The response team of Shield Advanced may call."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_ENGAGEMENT = "aws:shield/proactiveEngagement:ProactiveEngagement"


def _check(engagement: Resource) -> Iterator[str]:
    if not engagement.flag("enabled"):
        yield "nobody is called during an attack; got enabled false, expected true"
    if not engagement.blocks("emergencyContacts"):
        yield "nobody can be called during an attack; got no emergencyContacts, expected at least one"


_CONTACT = {"emailAddress": "security@example.com", "phoneNumber": "+14155550100"}


def _engagement(enabled: bool, *contacts: object) -> Given:
    return Given(_ENGAGEMENT, {"enabled": enabled, "emergencyContacts": list(contacts)})


CONTROL = Control(
    id="shield.proactive-engagement-enabled",
    title="The response team of Shield Advanced may call",
    practices=("automation.shield-advanced", "response.plan"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The team that is paid for helps only once it is called, unless it is allowed to call first.",
    fix="set enabled to true and name who is to be called in emergencyContacts",
    rules=(ResourceRule((_ENGAGEMENT,), _check),),
    good=(example("a contact", _engagement(True, _CONTACT)),),
    bad=(
        example("everything omitted", Given(_ENGAGEMENT)),
        example("off", _engagement(False, _CONTACT)),
        example("no contacts", _engagement(True)),
    ),
)
