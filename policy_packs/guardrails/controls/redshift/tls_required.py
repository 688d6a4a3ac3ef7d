"""Redshift refuses plain connections."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_GROUP = "aws:redshift/parameterGroup:ParameterGroup"
_WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup"


def _check(owner: Resource, parameters: str, name: str, value: str, default: bool) -> Iterator[str]:
    given = [item.text(value).lower() for item in owner.blocks(parameters) if item.text(name) == "require_ssl"]
    if (given[-1] != "true") if given else not default:
        got = given[-1] if given else "nothing"
        yield f"connections without TLS are accepted; got {got} for require_ssl, expected true"


def _check_group(group: Resource) -> Iterator[str]:
    # Since the second family, it is on by default.
    yield from _check(group, "parameters", "name", "value", default=group.text("family") != "redshift-1.0")


def _check_workgroup(workgroup: Resource) -> Iterator[str]:
    yield from _check(workgroup, "configParameters", "parameterKey", "parameterValue", default=True)


def _group(family: str, **parameters: str) -> Given:
    items = [{"name": name, "value": value} for name, value in parameters.items()]
    return Given(_GROUP, {"family": family, "parameters": items})


def _workgroup(**parameters: str) -> Given:
    items = [{"parameterKey": name, "parameterValue": value} for name, value in parameters.items()]
    return Given(_WORKGROUP, {"namespaceName": "sales", "workgroupName": "sales", "configParameters": items or None})


CONTROL = Control(
    id="redshift.tls-required",
    title="Redshift refuses plain connections",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="A client that doesn't ask for TLS sends its password and the results in the clear.",
    fix="set the parameter require_ssl to true",
    rules=(ResourceRule((_GROUP,), _check_group), ResourceRule((_WORKGROUP,), _check_workgroup)),
    detection=(
        ConfigRule("REDSHIFT_REQUIRE_TLS_SSL"),
        ConfigRule("REDSHIFT_SERVERLESS_WORKGROUP_ENCRYPTED_IN_TRANSIT"),
        SecurityHubControl("Redshift.2"),
        SecurityHubControl("RedshiftServerless.2"),
    ),
    frameworks={Framework.FSBP: ("Redshift.2", "RedshiftServerless.2")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_105",)},
    good=(
        example("TLS", _group("redshift-1.0", require_ssl="true")),
        example("TLS, in capitals", _group("redshift-1.0", auto_analyze="false", require_ssl="TRUE")),
        example("the second family, with TLS by default", Given(_GROUP, {"family": "redshift-2.0"})),
        example("a workgroup that does not say", _workgroup()),
        example("a workgroup with TLS", _workgroup(require_ssl="true")),
    ),
    bad=(
        example("everything omitted but the family", Given(_GROUP, {"family": "redshift-1.0"})),
        example("another parameter", _group("redshift-1.0", auto_analyze="true")),
        example("no TLS", _group("redshift-2.0", require_ssl="false")),
        example("a workgroup without", _workgroup(require_ssl="false")),
    ),
)
