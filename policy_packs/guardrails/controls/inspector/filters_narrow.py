"""Inspector suppresses no findings by a filter that could hide a hole."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_FILTER = "aws:inspector2/filter:Filter"

# What says which thing, or which hole, is meant, and not just how bad it is or of what kind.
_NARROW = (
    "awsAccountIds",
    "codeRepositoryProjectNames",
    "codeVulnerabilityFilePaths",
    "componentIds",
    "ec2InstanceImageIds",
    "ec2InstanceSubnetIds",
    "ec2InstanceVpcIds",
    "ecrImageHashes",
    "ecrImageRepositoryNames",
    "findingArns",
    "lambdaFunctionExecutionRoleArns",
    "lambdaFunctionLayers",
    "lambdaFunctionNames",
    "relatedVulnerabilities",
    "resourceIds",
    "resourceTags",
    "titles",
    "vulnerabilityIds",
    "vulnerablePackages",
)


def _check(filter: Resource) -> Iterator[str]:
    if filter.text("action") != "SUPPRESS":
        return
    criteria = filter.block("filterCriterias")
    # One that leaves something out takes all the rest.
    narrow = any(item.text("comparison") != "NOT_EQUALS" for name in _NARROW for item in criteria.blocks(name))
    if not narrow:
        said = sorted(criteria.names())
        yield f"real findings are suppressed unseen; got criteria by {said}, expected a resource or a hole besides"


def _filter(criteria: dict[str, list[dict[str, str]]], action: str = "SUPPRESS") -> Given:
    return Given(_FILTER, {"name": "quiet", "action": action, "filterCriterias": [criteria]})


_LOW = {"severities": [{"comparison": "EQUALS", "value": "LOW"}]}

CONTROL = Control(
    id="inspector.filters-narrow",
    title="Inspector suppresses no findings by a filter that could hide a hole",
    practices=("patching.patch-manager", "automation.security-hub-guardduty"),
    severity=Severity.MEDIUM,
    why="What is suppressed on arrival reaches nobody, and the filter stays when its reason is gone.",
    fix="name the resource, the account or the vulnerability that the filter is about",
    rules=(ResourceRule((_FILTER,), _check),),
    good=(
        *(
            example(name, _filter(_LOW | {name: [{"comparison": "EQUALS", "value": "a"}]}))
            for name in _NARROW
            if name != "vulnerablePackages"
        ),
        example(
            "a package",
            Given(
                _FILTER,
                {
                    "name": "quiet",
                    "action": "SUPPRESS",
                    "filterCriterias": [
                        {"vulnerablePackages": [{"name": {"comparison": "EQUALS", "value": "openssl"}}]}
                    ],
                },
            ),
        ),
        example("a filter that suppresses nothing", _filter(_LOW, "NONE")),
    ),
    bad=(
        example("everything of low severity", _filter(_LOW)),
        example("a kind of resource", _filter({"resourceTypes": [{"comparison": "EQUALS", "value": "AWS_ECR"}]})),
        example("all but one resource", _filter({"resourceIds": [{"comparison": "NOT_EQUALS", "value": "i-1a2b"}]})),
        example("no criterion", _filter({})),
    ),
)
