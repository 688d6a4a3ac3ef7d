"""Who hears of what was detected."""

from organizations._fields import Section


class Notifications(Section):
    """The people and channels that are told, by severity."""
