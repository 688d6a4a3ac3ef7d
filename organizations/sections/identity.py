"""Who signs in, to do what, where."""

from organizations._fields import Section


class Identity(Section):
    """People, their groups and permission sets, pipelines and emergencies."""
