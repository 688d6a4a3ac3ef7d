"""Whose keys encrypt what is stored."""

from organizations._fields import Section, Switch, setting


class Encryption(Section):
    """The keys that accounts get; the landing zone's own logs and topics have keys in any case."""

    account_keys: Switch = setting(
        "Whether each account gets a key of its own in each region, under which its volumes are encrypted by default.",
        default=False,
        regulated=True,
        paid_by="key, one in each region of each account",
    )
