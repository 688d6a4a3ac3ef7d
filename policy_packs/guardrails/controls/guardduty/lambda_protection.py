"""GuardDuty watches the network of functions."""

from ._features import protection

CONTROL = protection(
    id="guardduty.lambda-protection",
    title="GuardDuty watches the network of functions",
    feature="LAMBDA_NETWORK_LOGS",
    why="A function that mines or phones home shows in where it connects to.",
    rule="GUARDDUTY_LAMBDA_PROTECTION_ENABLED",
    hub="GuardDuty.6",
)
