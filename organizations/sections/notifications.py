"""Who hears of what was detected."""

from collections.abc import Mapping

from pydantic import Field

from organizations._fields import Email, Section


class Notifications(Section):
    """The addresses that are told, by severity; each confirms once. Whose account it is stands in every message."""

    critical: tuple[Email, ...] = Field(
        default=(), description="Who hears of critical findings; the security contact where nobody is named."
    )
    high: tuple[Email, ...] = Field(
        default=(), description="Who hears of high findings; the security contact where nobody is named."
    )
    medium: tuple[Email, ...] = Field(default=(), description="Who hears of medium findings.")
    low: tuple[Email, ...] = Field(default=(), description="Who hears of low findings.")

    def told(self, contact: str) -> Mapping[str, tuple[str, ...]]:
        """The addresses by severity, where there are any; contact is who hears of the worst when nobody else does."""
        named: Mapping[str, tuple[str, ...]] = {
            "critical": self.critical or (contact,),
            "high": self.high or (contact,),
            "medium": self.medium,
            "low": self.low,
        }
        return {severity: emails for severity, emails in named.items() if emails}
