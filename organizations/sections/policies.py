"""Organization policies that the file decides on, besides what controls bring."""

from organizations._fields import Section


class Policies(Section):
    """The organization policies that are the organization's own choice."""
