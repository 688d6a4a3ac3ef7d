"""Which resource types share an input that a control is about, read from the installed pulumi-aws.

A control of a family (a customer-managed key, a public flag, a policy document) judges every type that has the input,
so an upgrade of pulumi-aws brings its new types under the controls. The pack must not import the SDK, which takes
longer than a preview; it reads the file that this module writes: `python -m policy_packs.families`.
"""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from twin import schema

FILE = Path(__file__).parent / "guardrails" / "controls" / "_families.json"
_DEEPEST = 3


@dataclass(frozen=True)
class _Input:
    """An input at any depth: the type token, its dotted path, its name, whether it can hold text, its siblings."""

    token: str
    path: str
    name: str
    is_text: bool
    siblings: frozenset[str]

    @property
    def depth(self) -> int:
        return self.path.count(".")


def _named(pattern: str, depth: int = 0) -> Callable[[_Input], bool]:
    """Inputs whose name is like the pattern, at most so many levels below the root."""
    expression = re.compile(pattern)
    return lambda item: item.depth <= depth and expression.fullmatch(item.name) is not None


def _is_kms_key(item: _Input) -> bool:
    """Inputs that name the key under which the resource's data is encrypted."""
    return item.is_text and _KMS_KEY.fullmatch(item.path) is not None


def _is_document(item: _Input) -> bool:
    """Inputs that hold a policy document in the language of IAM."""
    of_organization = item.token == "aws:organizations/resourcePolicy:ResourcePolicy" and item.name == "content"
    return item.is_text and item.token not in _OTHER_LANGUAGES and (_DOCUMENT(item) or of_organization)


def _has_write_only_twin(item: _Input) -> bool:
    """Inputs for a secret that the provider also takes without keeping it in the state."""
    return item.is_text and f"{item.name}Wo" in item.siblings and not item.name.endswith("Id")


def _is_setting(item: _Input) -> bool:
    """Inputs that reach a program as its environment, its arguments, its settings or as itself."""
    return _SETTING(item) or item.path in _MORE_SETTINGS.get(item.token, ())


_KMS_KEY = re.compile(
    r"(?:\w+\.){0,3}(?:\w*[kK]ms(?:Master|Primary|Data)?(?:Key)?(?:Id|Arn|Identifier|Name)?|kmsEncryptionKey"
    r"|\w*[eE]ncryptionKey(?:Arn|Id)?|customerManagedKey|cmkArn)"
    r"|(?:\w+\.){0,2}\w*[eE]ncryption(?:Config(?:uration)?s?)?\.key(?:Arn|Id)|encryptionConfig\.provider\.keyArn"
    r"|artifactStores\.encryptionKey\.id"
)
_SETTING = _named(
    r"(?:container|runtime)?[eE]nvironmentVariables|environment|variables|userData(?:Base64)?|containerDefinitions"
    r"|(?:container|ecs|eks|node)Properties|(?:default|nonOverridable)Arguments|arg(?:ument)?s|commands?|build[sS]pec"
    r"|configurationsJson|airflowConfigurationOptions|propertyMap|connectorConfiguration|on(?:Create|Start)"
    r"|studioLifecycleConfigContent|(?:staticH|h)yper[pP]arameters",
    depth=_DEEPEST,
)
_MORE_SETTINGS: Mapping[str, frozenset[str]] = {
    "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": frozenset(("content",)),
    "aws:appsync/function:Function": frozenset(("code",)),
    "aws:appsync/resolver:Resolver": frozenset(("code",)),
    "aws:batch/jobDefinition:JobDefinition": frozenset(("parameters",)),
    "aws:cloudformation/stack:Stack": frozenset(("parameters", "templateBody")),
    "aws:cloudformation/stackSet:StackSet": frozenset(("parameters", "templateBody")),
    "aws:cloudfront/function:Function": frozenset(("code",)),
    "aws:cloudwatch/eventTarget:EventTarget": frozenset(("input",)),
    "aws:codepipeline/pipeline:Pipeline": frozenset(("stages.actions.configuration",)),
    "aws:dms/endpoint:Endpoint": frozenset(("extraConnectionAttributes",)),
    "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": frozenset(("containerDefinitions.environments",)),
    "aws:ecs/expressGatewayService:ExpressGatewayService": frozenset(("primaryContainer.environments",)),
    "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": frozenset(("settings",)),
    "aws:elasticbeanstalk/environment:Environment": frozenset(("settings",)),
    "aws:glue/connection:Connection": frozenset(("connectionProperties",)),
    "aws:imagebuilder/component:Component": frozenset(("data",)),
    "aws:imagebuilder/workflow:Workflow": frozenset(("data",)),
    "aws:mq/configuration:Configuration": frozenset(("data",)),
    "aws:pipes/pipe:Pipe": frozenset(("targetParameters.batchJobParameters.containerOverrides.environments",)),
    "aws:scheduler/schedule:Schedule": frozenset(("target.input",)),
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": frozenset(("parameters",)),
    "aws:sfn/stateMachine:StateMachine": frozenset(("definition",)),
    "aws:ssm/association:Association": frozenset(("parameters",)),
    "aws:ssm/document:Document": frozenset(("content",)),
}
_DOCUMENT = _named(
    r"policy|(?:(?:kms|s3|sts)P|p)olicyDocument|accessPolic(?:y|ies)"
    r"|(?:assumeRole|deliveryDestination|inline|repository|resource|session)Policy",
    depth=1,
)
# What these types call a policy is written in a language of their own, or is a name.
_OTHER_LANGUAGES = frozenset(
    (
        "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
        "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
        "aws:cloudwatch/logIndexPolicy:LogIndexPolicy",
        "aws:ecr/lifecyclePolicy:LifecyclePolicy",
        "aws:iot/policyAttachment:PolicyAttachment",
        "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment",
        "aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy",
        "aws:opensearch/serverlessLifecyclePolicy:ServerlessLifecyclePolicy",
        "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy",
        "aws:ses/receiptFilter:ReceiptFilter",
        "aws:sns/dataProtectionPolicy:DataProtectionPolicy",
        "aws:verifiedaccess/endpoint:Endpoint",
        "aws:verifiedaccess/group:Group",
    )
)

FAMILIES: Mapping[str, Callable[[_Input], bool]] = {
    "kms_key": _is_kms_key,
    "public": _named("publiclyAccessible"),
    "deletion_protection": _named(
        r"(?:enableDeletionProtection|deletionProtection(?:Enabled)?|deleteProtection|terminationProtection(?:Enabled)?)"
    ),
    "minor_upgrades": _named("(?:autoMinorVersionUpgrade|autoMinorVersionUpgradeEnabled)"),
    "document": _is_document,
    "secret": _has_write_only_twin,
    "setting": _is_setting,
    "tags": _named("tags"),
    "destroyed_with_content": _named("(?:forceDestroy|forceDelete|skipFinalSnapshot|skipFinalBackup)"),
}


def families() -> dict[str, dict[str, list[str]]]:
    """Each family's type tokens with the dotted paths of the inputs that make them members."""
    found: dict[str, dict[str, list[str]]] = {name: {} for name in FAMILIES}
    for token in schema.tokens():
        for item in _inputs(token, schema.inputs(token), ""):
            for name, belongs in FAMILIES.items():
                if belongs(item):
                    found[name].setdefault(token, []).append(item.path)
    return {name: dict(sorted(members.items())) for name, members in found.items()}


def _inputs(token: str, shape: schema.Shape, path: str) -> Iterator[_Input]:
    siblings = frozenset(shape)
    for name, annotation in sorted(shape.items()):
        here = f"{path}.{name}" if path else name
        yield _Input(token, here, name, _holds_text(annotation), siblings)
        nested = schema.fields(annotation)
        # Some objects nest in themselves, such as the statements of a web ACL.
        if nested is not None and frozenset(nested) != siblings and here.count(".") < _DEEPEST:
            yield from _inputs(token, nested, here)


def _holds_text(annotation: object) -> bool:
    return annotation is str or any(_holds_text(part) for part in typing.get_args(annotation))


def render() -> str:
    """The file's text: one member a line, so that an upgrade's diff shows which types it brings."""
    return json.dumps(families(), indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(render())
