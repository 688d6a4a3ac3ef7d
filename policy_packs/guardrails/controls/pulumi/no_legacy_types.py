"""Types that are on their way out are not used: renamed, replaced, or of a service that AWS has ended.

Sources: the deprecations of pulumi-aws 7, AWS's product lifecycle page, and the user guides of the services.
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource


def _token(name: str) -> str:
    module, type = name.split("/")
    return f"aws:{module}/{type[0].lower()}{type[1:]}:{type}"


_OF_BUCKETS = """
    Bucket BucketAccelerateConfiguration BucketAcl BucketCorsConfiguration BucketLifecycleConfiguration BucketLogging
    BucketObjectLockConfiguration BucketRequestPaymentConfiguration BucketServerSideEncryptionConfiguration
    BucketVersioning BucketWebsiteConfiguration
""".split()
_REPLACED = {
    **{_token(f"s3/{name}V2"): _token(f"s3/{name}") for name in _OF_BUCKETS},
    _token("s3/BucketObject"): "aws:s3/bucketObjectv2:BucketObjectv2",
    _token("codestarconnections/Connection"): _token("codeconnections/Connection"),
    _token("codestarconnections/Host"): _token("codeconnections/Host"),
    _token("dynamodb/GlobalTable"): "replicas of a Table",
    _token("ec2/EncryptionControl"): _token("ec2/VpcEncryptionControl"),
    _token("ec2/LaunchConfiguration"): _token("ec2/LaunchTemplate"),
    _token("elasticsearch/Domain"): _token("opensearch/Domain"),
    _token("iam/PolicyAttachment"): "one attachment for each role, user or group",
    _token("lambda/MicrovmsImage"): _token("lambdamicrovms/Image"),
}
# When AWS ended the service, what takes its place, and the types.
_SERVICES = (
    (
        "2026-09-30",
        "ECS Service Connect or VPC Lattice",
        "appmesh/GatewayRoute appmesh/Mesh appmesh/Route appmesh/VirtualGateway appmesh/VirtualNode "
        "appmesh/VirtualRouter appmesh/VirtualService",
    ),
    ("2026-05-20", "inspector2", "inspector/AssessmentTarget inspector/AssessmentTemplate inspector/ResourceGroup"),
    ("2026-01-27", "Managed Service for Apache Flink", "kinesis/AnalyticsApplication"),
    ("2025-11-13", "MediaConvert", "elastictranscoder/Pipeline elastictranscoder/Preset"),
    ("2025-11-13", "S3", "mediastore/Container mediastore/ContainerPolicy"),
    ("2025-10-16", "AppConfig", "evidently/Feature evidently/Launch evidently/Project evidently/Segment"),
    ("2025-09-15", "Lex V2", "lex/Bot lex/BotAlias lex/Intent lex/SlotType"),
    ("2025-07-31", "another database", "qldb/Ledger qldb/Stream"),
)
_ENDED = {_token(name): (day, instead) for day, instead, types in _SERVICES for name in types.split()}


def _check(resource: Resource) -> Iterator[str]:
    if resource.type in _REPLACED:
        instead = _REPLACED[resource.type]
        yield f"later versions of the provider drop the type; got {resource.type}, expected {instead}"
    else:
        day, instead = _ENDED[resource.type]
        yield f"AWS ended the service on {day}; got {resource.type}, expected {instead}"


CONTROL = Control(
    id="pulumi.no-legacy-types",
    title="Types that are on their way out are not used",
    practices=("patching.managed-services",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="What AWS and the provider leave behind gets no fixes, and one day no deploy.",
    fix="move to what takes its place, with an alias where the resource stays the same",
    rules=(ResourceRule((*_REPLACED, *_ENDED), _check),),
    good=(
        example("a bucket", Given(_token("s3/Bucket"))),
        example("a launch template", Given(_token("ec2/LaunchTemplate"))),
    ),
    bad=tuple(example(type, Given(type)) for type in (*_REPLACED, *_ENDED)),
)
