"""GuardDuty puts its agent beside the tasks of Fargate."""

from ._features import agent

CONTROL = agent(
    id="guardduty.ecs-runtime-agent",
    title="GuardDuty puts its agent beside the tasks of Fargate",
    name="ECS_FARGATE_AGENT_MANAGEMENT",
    why="Runtime monitoring sees nothing of a task that has no agent beside it.",
    rule="GUARDDUTY_ECS_PROTECTION_RUNTIME_ENABLED",
    hub="GuardDuty.12",
)
