"""GuardDuty installs its agent on the nodes of EKS."""

from ._features import agent

CONTROL = agent(
    id="guardduty.eks-runtime-agent",
    title="GuardDuty installs its agent on the nodes of EKS",
    name="EKS_ADDON_MANAGEMENT",
    why="Runtime monitoring sees nothing of a cluster whose nodes have no agent.",
    rule="GUARDDUTY_EKS_PROTECTION_RUNTIME_ENABLED",
    hub="GuardDuty.7",
    older="EKS_RUNTIME_MONITORING",
)
