"""Resources are only in the regions that the organization governs.

Source of the exempt services: AWS Control Tower user guide, "Region deny control", and the services that answer in
us-east-1 only.
"""

from collections.abc import Iterator

from .._model import ANY_TYPE, Control, Given, Guardrail, Parameter, ResourceRule, Severity, example
from .._resources import Resource

# The region of AWS's global services, and the modules whose resources belong there wherever the rest is.
_GLOBAL_HOME = "us-east-1"
_GLOBAL_MODULES = frozenset(("acm", "chatbot", "ecrpublic", "fms", "servicequotas", "wafv2"))

_GLOBAL_SERVICES = """
    access-analyzer account acm artifact aws-marketplace aws-marketplace-management bcm-data-exports billing
    billingconductor budgets ce chatbot cloudfront compute-optimizer config consolidatedbilling cost-optimization-hub
    cur directconnect ecr-public fms freetier globalaccelerator health iam invoicing kms networkmanager notifications
    notifications-contacts organizations payments pricing resource-explorer-2 route53 route53-recovery-cluster
    route53-recovery-control-config route53-recovery-readiness route53domains savingsplans servicequotas shield sso sts
    support supportapp supportplans sustainability tax trustedadvisor uxc waf waf-regional wafv2
""".split()
_GLOBAL_ACTIONS = (
    "cloudtrail:LookupEvents",
    "ec2:DescribeRegions",
    "ec2:DescribeTransitGateways",
    "ec2:DescribeVpnGateways",
    "s3:*AccountPublicAccessBlock",
    "s3:*MultiRegionAccessPoint*",
    "s3:GetBucketLocation",
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetStorageLens*",
    "s3:ListAllMyBuckets",
    "s3:ListStorageLens*",
    "tag:GetResources",
)


def _check(resource: Resource) -> Iterator[str]:
    allowed = resource.parameters["regions"]
    if not allowed or not resource.type.startswith("aws:") or "region" not in resource:
        return
    region = resource.text("region")
    module = resource.type.removeprefix("aws:").partition("/")[0]
    if region not in allowed and not (region == _GLOBAL_HOME and module in _GLOBAL_MODULES):
        yield f"the region is not governed; got {region}, expected one of {', '.join(allowed)}"


_BUCKET = "aws:s3/bucket:Bucket"

CONTROL = Control(
    id="organizations.regions-allowed",
    title="Resources are only in the regions that the organization governs",
    practices=("account.organizations", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="Nobody looks at a region that isn't used, which makes it the place to hide in.",
    fix="deploy the resource to a governed region, or have its region governed",
    rules=(ResourceRule((ANY_TYPE,), _check),),
    guardrails=(
        Guardrail(
            sid="DenyOtherRegions",
            not_actions=(*_GLOBAL_ACTIONS, *(f"{service}:*" for service in _GLOBAL_SERVICES)),
            conditions={"StringNotEquals": {"aws:RequestedRegion": ("{regions}",)}},
        ),
    ),
    parameters={
        "regions": Parameter(
            [],
            {"type": "array", "items": {"type": "string"}, "description": "The governed regions; none: not judged."},
        )
    },
    good=(
        example("everything omitted", Given(_BUCKET), regions=["eu-central-1"]),
        example("no regions configured", Given(_BUCKET, {"region": "sa-east-1"})),
        example("a governed region", Given(_BUCKET, {"region": "eu-west-1"}), regions=["eu-central-1", "eu-west-1"]),
        example(
            "a certificate for CloudFront has to be in us-east-1",
            Given("aws:acm/certificate:Certificate", {"domainName": "example.com", "region": "us-east-1"}),
            regions=["eu-central-1"],
        ),
        example(
            "another provider's regions",
            Given("gcp:storage/bucket:Bucket", {"region": "europe-west3"}),
            regions=["eu-central-1"],
        ),
    ),
    bad=(
        example("another region", Given(_BUCKET, {"region": "sa-east-1"}), regions=["eu-central-1"]),
        example("data in us-east-1", Given(_BUCKET, {"region": "us-east-1"}), regions=["eu-central-1"]),
        example(
            "a certificate elsewhere",
            Given("aws:acm/certificate:Certificate", {"domainName": "example.com", "region": "us-west-2"}),
            regions=["eu-central-1"],
        ),
    ),
)
