"""What watches over every account and region."""

from organizations._fields import Section


class Detection(Section):
    """The services that watch over every account and region."""
