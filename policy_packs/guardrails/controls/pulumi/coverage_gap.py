"""Resources that no control looks into are known: they come from elsewhere, or make resources of their own."""

import re
from collections.abc import Iterator

from .._model import ANY_TYPE, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_GAPS = {
    "CloudFormation makes the resources": re.compile(
        r"aws:cloudformation/(?:stack|stackSet|stackSetInstance|stackInstances):.+"
        r"|aws:serverlessrepository/.+|aws:servicecatalog/provisionedProduct:.+|aws-native:cloudformation:.+"
    ),
    "another provider's types have other inputs": re.compile(r"(?:aws-native|awscc|aws-cdk)(?::.+)+"),
    "the content is whatever the API of the service takes": re.compile(r"aws:cloudcontrol/.+"),
    "a program, not a provider, makes it": re.compile(
        r"pulumi-(?:nodejs|python):dynamic.*:Resource|command:(?:local|remote):\w+|terraform:.+"
    ),
}


def _check(resource: Resource) -> Iterator[str]:
    for reason, types in _GAPS.items():
        if types.fullmatch(resource.type):
            yield f"no control looks into it: {reason}; got {resource.type}, expected a type of pulumi-aws"
            return


_UNSEEN = (
    "aws-native:s3:Bucket",
    "aws-native:cloudformation:Stack",
    "aws:cloudcontrol/resource:Resource",
    "aws:cloudformation/stack:Stack",
    "aws:cloudformation/stackInstances:StackInstances",
    "aws:cloudformation/stackSet:StackSet",
    "aws:cloudformation/stackSetInstance:StackSetInstance",
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
    "awscc:s3:Bucket",
    "command:local:Command",
    "command:remote:CopyToRemote",
    "pulumi-nodejs:dynamic:Resource",
    "pulumi-python:dynamic/probe:Resource",
    "pulumi-python:dynamic:Resource",
    "terraform:module:Vpc",
)

CONTROL = Control(
    id="pulumi.coverage-gap",
    title="Resources that no control looks into are known",
    practices=("compliance.access-audit", "automation.security-hub-guardduty"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A deploy without findings reads as a clean one, also where nothing was looked at.",
    fix="use the type of pulumi-aws, or have what is made reviewed by hand and write an exemption",
    rules=(ResourceRule((ANY_TYPE,), _check),),
    good=(
        example("a type of pulumi-aws", Given("aws:s3/bucket:Bucket")),
        example("a component", Given("awsx:ec2:Vpc")),
        example("another cloud", Given("gcp:storage/bucket:Bucket")),
        example("the provider itself", Given("pulumi:providers:aws-native")),
        example("a type for CloudFormation", Given("aws:cloudformation/cloudFormationType:CloudFormationType")),
    ),
    bad=tuple(example(type, Given(type)) for type in _UNSEEN),
)
