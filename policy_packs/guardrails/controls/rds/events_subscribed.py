"""Subscriptions to database events are on and hold the critical ones."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_SUBSCRIPTION = "aws:rds/eventSubscription:EventSubscription"
_CRITICAL = {
    "db-cluster": ("failure", "maintenance"),
    "db-instance": ("configuration change", "failure", "maintenance"),
    "db-parameter-group": ("configuration change",),
    "db-security-group": ("configuration change", "failure"),
}


def _check(subscription: Resource) -> Iterator[str]:
    if not subscription.flag("enabled", default=True):
        yield "nobody is told of what happens to the databases; got enabled false, expected true"
    # Without categories, every one is subscribed to.
    chosen = subscription.texts("eventCategories")
    missing = [name for name in _CRITICAL.get(subscription.text("sourceType"), ()) if name not in chosen]
    if chosen and missing:
        yield f"critical events are left out; got {', '.join(chosen)} in eventCategories, expected {', '.join(missing)}"


def _given(source: str | None = None, *categories: str, **properties: bool) -> Given:
    topic = {"snsTopic": "arn:aws:sns:us-east-1:111122223333:databases", "sourceType": source}
    return Given(_SUBSCRIPTION, topic | {"eventCategories": [*categories] or None} | properties)


CONTROL = Control(
    id="rds.events-subscribed",
    title="Subscriptions to database events are on and hold the critical ones",
    practices=("logging.cloudwatch", "response.plan"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A failover, a failed backup or a changed security group is only answered when somebody hears of it.",
    fix="switch the subscription on, and leave eventCategories out or name the critical ones",
    rules=(ResourceRule((_SUBSCRIPTION,), _check),),
    detection=tuple(SecurityHubControl(f"RDS.{number}") for number in (19, 20, 21, 22)),
    frameworks={Framework.FSBP: ("RDS.19", "RDS.20", "RDS.21", "RDS.22")},
    equivalents={Tool.CONTROL_TOWER: ("RDS.PR.12", "RDS.PR.17", "RDS.PR.18")},
    good=(
        example("everything omitted but the topic", _given()),
        example("all categories of a source", _given("db-instance")),
        *(example(f"the critical ones of {source}", _given(source, *names)) for source, names in _CRITICAL.items()),
        example("some of a source without critical ones", _given("db-snapshot", "deletion")),
    ),
    bad=(
        example("off", _given(enabled=False)),
        *(example(f"others of {source}", _given(source, "backup")) for source in _CRITICAL),
        *(
            example(f"{source} without {name}", _given(source, "backup", *(other for other in names if other != name)))
            for source, names in _CRITICAL.items()
            for name in names
        ),
    ),
)
