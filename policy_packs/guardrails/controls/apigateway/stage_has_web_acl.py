"""Public stages of REST APIs stand behind a web ACL."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import REST_API, REST_STAGE, REST_STAGE_INPUTS

_ASSOCIATIONS = (
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    "aws:wafregional/webAclAssociation:WebAclAssociation",
)


def _check(stage: Resource, stack: Stack) -> Iterator[str]:
    if _is_private(stage, stack):
        return
    if not stack.sidecars(stage, *_ASSOCIATIONS, by="resourceArn"):
        yield "attacks from the internet reach the backend; got no web ACL, expected a WebAclAssociation"


def _is_private(stage: Resource, stack: Stack) -> bool:
    apis = stack.targets(stage, "restApi", REST_API)
    return any(api.block("endpointConfiguration").texts("types") == ["PRIVATE"] for api in apis)


def _api(endpoint: str) -> Given:
    return Given(REST_API, {"name": "orders", "endpointConfiguration": {"types": endpoint}}, name="api")


def _stage(**more: Any) -> Given:
    return Given(REST_STAGE, REST_STAGE_INPUTS | more, name="stage")


def _association(stage: str | Ref, type: str = _ASSOCIATIONS[0], **acl: str) -> Given:
    return Given(type, {"resourceArn": stage} | acl, name="association")


_OF_API = {"restApi": Ref("api")}
_ACL = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/api/a1b2c3d4"

CONTROL = Control(
    id="apigateway.stage-has-web-acl",
    title="Public stages of REST APIs stand behind a web ACL",
    practices=("network.waf-shield", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="The web ACL drops injections, known exploits and floods before they reach the backend.",
    fix="associate a web ACL with the stage",
    rules=(StackRule((REST_STAGE,), _check),),
    detection=(ConfigRule("API_GW_ASSOCIATED_WITH_WAF"), SecurityHubControl("APIGateway.4")),
    frameworks={Framework.FSBP: ("APIGateway.4",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_29",)},
    good=(
        example("a web ACL", _stage(), _association(Ref("stage", "arn"), webAclArn=_ACL)),
        example("one of WAF Classic", _stage(), _association(Ref("stage", "arn"), _ASSOCIATIONS[1], webAclId="a1b2")),
        example("a private API", _api("PRIVATE"), _stage(**_OF_API)),
    ),
    bad=(
        example("none", _stage()),
        example("none of a regional API", _api("REGIONAL"), _stage(**_OF_API)),
        example("a private API beside it", _api("PRIVATE"), _stage()),
        example(
            "another stage's",
            _stage(),
            _association("arn:aws:apigateway:us-east-1::/restapis/a/stages/b", webAclArn=_ACL),
        ),
    ),
)
