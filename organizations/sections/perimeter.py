"""Whom and what the data perimeter trusts."""

from organizations._fields import Section


class Perimeter(Section):
    """The one list of trusted organizations, accounts, networks and services."""
