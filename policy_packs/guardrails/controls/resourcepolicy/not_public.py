"""Resource policies grant nothing to everybody."""

from collections.abc import Iterator

from .._documents import public_grants
from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import RESOURCE_POLICIES, document, each_document, given

# These have a control of their own, since more than the document decides, or since AWS has a check of its own for them.
_JUDGED_ELSEWHERE = frozenset(
    (
        "aws:apigateway/domainName:DomainName",
        "aws:apigateway/restApi:RestApi",
        "aws:apigateway/restApiPolicy:RestApiPolicy",
        "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
        "aws:elasticsearch/domain:Domain",
        "aws:elasticsearch/domainPolicy:DomainPolicy",
        "aws:kms/externalKey:ExternalKey",
        "aws:kms/key:Key",
        "aws:kms/keyPolicy:KeyPolicy",
        "aws:kms/replicaExternalKey:ReplicaExternalKey",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:lambda/resourcePolicy:ResourcePolicy",
        "aws:opensearch/domain:Domain",
        "aws:opensearch/domainPolicy:DomainPolicy",
        "aws:s3/accessPoint:AccessPoint",
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketV2:BucketV2",
        "aws:s3control/accessPointPolicy:AccessPointPolicy",
        "aws:secretsmanager/secret:Secret",
        "aws:secretsmanager/secretPolicy:SecretPolicy",
        "aws:sns/topic:Topic",
        "aws:sns/topicPolicy:TopicPolicy",
        "aws:sqs/queue:Queue",
        "aws:sqs/queuePolicy:QueuePolicy",
    )
)
_TYPES = tuple(token for token in RESOURCE_POLICIES if token not in _JUDGED_ELSEWHERE)
_REPOSITORY = "aws:ecr/repositoryPolicy:RepositoryPolicy"
_FILE_SYSTEM = "aws:efs/fileSystemPolicy:FileSystemPolicy"


def _check(resource: Resource) -> Iterator[str]:
    yield from each_document(resource, public_grants)


_PULL = {"Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], "Resource": None}
_MOUNT = {"Action": "elasticfilesystem:ClientMount"}
_OURS = {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
_STRANGERS = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "ecr:*",
    "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
}
_EVERYBODY = document("*", **_PULL)
_TAKEN_BACK = _EVERYBODY | {"Statement": [*_EVERYBODY["Statement"], _STRANGERS]}

CONTROL = Control(
    id="resourcepolicy.not-public",
    title="Resource policies grant nothing to everybody",
    practices=("iam.least-privilege", "network.private-subnets"),
    severity=Severity.CRITICAL,
    why="A star for the principal opens the resource to every customer of AWS, and often to anybody at all.",
    fix="name the principals, or add a condition on aws:PrincipalOrgID or aws:SourceAccount",
    rules=(ResourceRule(_TYPES, _check),),
    tier=Tier.MINIMAL,
    frameworks={Framework.CIS_7_0: ("2.21",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_32", "CKV_AWS_167"), Tool.TRIVY: ("AWS-0032",)},
    good=(
        example("one account may pull", given(_REPOSITORY, document({"AWS": "111122223333"}, **_PULL))),
        example("a service may pull", given(_REPOSITORY, document({"Service": "codebuild.amazonaws.com"}, **_PULL))),
        example("the organization may pull", given(_REPOSITORY, document("*", **_PULL, Condition=_OURS))),
        example("a deny takes the grant back from strangers", given(_REPOSITORY, _TAKEN_BACK)),
        example("a deny for everybody", given(_REPOSITORY, document("*", Effect="Deny", **_PULL))),
        example(
            "whoever is in the network may mount",
            given(
                _FILE_SYSTEM,
                document("*", **_MOUNT, Condition={"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}}),
            ),
        ),
        example("a vault without a policy", Given("aws:glacier/vault:Vault", {"name": "archive"})),
    ),
    bad=(
        example("anybody may pull", given(_REPOSITORY, _EVERYBODY)),
        example("everybody with an AWS account may pull", given(_REPOSITORY, document({"AWS": "*"}, **_PULL))),
        example("all but one may pull", given(_REPOSITORY, document(NotPrincipal={"AWS": "111122223333"}, **_PULL))),
        example(
            "anybody may mount over TLS",
            given(_FILE_SYSTEM, document("*", **_MOUNT, Condition={"Bool": {"aws:SecureTransport": "true"}})),
        ),
        *(example(f"everybody by {token}", given(token, document("*"))) for token in _TYPES),
    ),
)
