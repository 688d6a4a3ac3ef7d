"""Images are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import ConfigRule
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="ecr.customer-managed-key",
    title="Images are encrypted under keys that their account manages",
    keys={
        "aws:ecr/repository:Repository": (
            Key("encryptionConfigurations[0].kmsKey", beside={"encryptionType": ("KMS", "KMS_DSSE")}),
        ),
        "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": (
            Key("encryptionConfigurations[0].kmsKey", beside={"encryptionType": ("KMS", "KMS_DSSE")}),
        ),
    },
    detection=(ConfigRule("ECR_REPOSITORY_CMK_ENCRYPTION_ENABLED"),),
    equivalents={Tool.SECURITY_HUB: ("ECR.5",), Tool.TRIVY: ("AWS-0033",)},
)
