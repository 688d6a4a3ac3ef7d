"""GuardDuty watches what runs on machines."""

from .._model import Tier
from ._features import protection

CONTROL = protection(
    id="guardduty.runtime-monitoring",
    title="GuardDuty watches what runs on machines",
    feature="RUNTIME_MONITORING",
    why="A process that was started by an intruder shows on the machine before it shows in the network.",
    rule="GUARDDUTY_RUNTIME_MONITORING_ENABLED",
    hub="GuardDuty.11",
    tier=Tier.REGULATED,
)
