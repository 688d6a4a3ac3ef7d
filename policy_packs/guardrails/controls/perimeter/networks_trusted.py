"""Objects can only be read and written from networks that the organization trusts, once it has named them.

There is no rule: where a call comes from at run time is no property of what is deployed.
"""

from .._model import Control, Exempt, Guardrail, Scope, Severity, Tier

CONTROL = Control(
    id="perimeter.networks-trusted",
    title="Objects are only reached from networks that the organization trusts",
    practices=("network.vpc-endpoints", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Credentials that leak work from anywhere; bound to your networks they are worth nothing to a thief.",
    fix="call from an office, a NAT gateway or a VPC endpoint of the organization, or add the network to the perimeter",
    guardrails=(
        Guardrail(
            sid="DenyUntrustedNetworks",
            actions=("s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
            conditions={
                "NotIpAddressIfExists": {"aws:SourceIp": ("{trusted_networks}",)},
                "StringNotEqualsIfExists": {"aws:VpceOrgID": ("{organization_id}", "{trusted_organizations}")},
                "BoolIfExists": {"aws:ViaAWSService": "false"},
            },
            scope=Scope.WORKLOADS,
            exempt=Exempt.PIPELINES,
            needs="perimeter.networks",
        ),
    ),
)
