"""GuardDuty installs its agent on machines."""

from ._features import agent

CONTROL = agent(
    id="guardduty.ec2-runtime-agent",
    title="GuardDuty installs its agent on machines",
    name="EC2_AGENT_MANAGEMENT",
    why="Runtime monitoring sees nothing of a machine that has no agent.",
    rule="GUARDDUTY_EC2_PROTECTION_RUNTIME_ENABLED",
    hub="GuardDuty.13",
)
