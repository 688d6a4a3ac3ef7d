"""Security Hub CSPM for the whole organization, configured in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from ._hooks import transient

# Source: Security Hub user guide, "Standards reference".
STANDARDS: Final = (
    "aws-foundational-security-best-practices/v/1.0.0",
    "cis-aws-foundations-benchmark/v/5.0.0",
)


class OrganizationSecurityHubArgs(TypedDict):
    """region: the home region. regions: all governed regions. root_id: root of the organization.

    standards: names and versions of the standards that every account is assessed by. exceptions: for some units, the
    unit's id and the controls that are off in it, by the unit's name.
    """

    region: str
    regions: Sequence[str]
    root_id: pulumi.Input[str]
    standards: NotRequired[Sequence[str]]
    exceptions: NotRequired[Mapping[str, tuple[pulumi.Input[str], Sequence[str]]]]
    partition: NotRequired[str]


class OrganizationSecurityHub(LandingZoneComponent):
    """Central configuration: findings of the governed regions in the home region, one policy on every account.

    To be made in Security Hub's delegated administrator, a member account, in the home region. Every control of the
    standards is on, new ones too. It undoes itself in the order that AWS asks for: association, policy, central
    configuration, aggregator.
    """

    policy_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: OrganizationSecurityHubArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        region = args["region"]
        linked = sorted(set(args["regions"]) - {region})
        aggregator = aws.securityhub.FindingAggregator(
            f"{name}-aggregator",
            region=region,
            linking_mode="SPECIFIED_REGIONS" if linked else "NO_REGIONS",
            specified_regions=linked or None,
            opts=self.child(),
        )
        central = aws.securityhub.OrganizationConfiguration(
            f"{name}-central",
            region=region,
            auto_enable=False,
            auto_enable_standards="NONE",
            organization_configuration=aws.securityhub.OrganizationConfigurationOrganizationConfigurationArgs(
                configuration_type="CENTRAL"
            ),
            opts=self.child(depends_on=[aggregator], hooks=transient(f"{name}-central")),
        )
        base = f"arn:{args.get('partition', 'aws')}:securityhub:{region}::standards"
        standards = [f"{base}/{standard}" for standard in args.get("standards", STANDARDS)]
        self.policy_id = self._assess(name, region, central, standards, "every account", args["root_id"], ())
        for unit, (target, off) in args.get("exceptions", {}).items():
            slug = unit.replace("/", "-").lower()
            self._assess(f"{name}-{slug}", region, central, standards, f"the unit {unit}", target, off, slug)
        self.register_outputs({"policyId": self.policy_id})

    def _assess(
        self,
        name: str,
        region: str,
        central: pulumi.Resource,
        standards: Sequence[str],
        where: str,
        target: pulumi.Input[str],
        off: Sequence[str],
        slug: str = "",
    ) -> pulumi.Output[str]:
        policy = aws.securityhub.ConfigurationPolicy(
            f"{name}-policy",
            name=f"{PREFIX}-{slug}" if slug else PREFIX,
            description=f"Security Hub and its standards in {where}",
            region=region,
            configuration_policy=aws.securityhub.ConfigurationPolicyConfigurationPolicyArgs(
                service_enabled=True,
                enabled_standard_arns=list(standards),
                security_controls_configuration=(
                    aws.securityhub.ConfigurationPolicyConfigurationPolicySecurityControlsConfigurationArgs(
                        disabled_control_identifiers=sorted(off)
                    )
                ),
            ),
            opts=self.child(depends_on=[central]),
        )
        aws.securityhub.ConfigurationPolicyAssociation(
            f"{name}-association", region=region, policy_id=policy.id, target_id=target, opts=self.child()
        )
        return policy.id
