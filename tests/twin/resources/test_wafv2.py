"""Web ACLs in the embedded AWS: made, read back, changed and deleted where they belong and nowhere else.

Not proved: that a web ACL inspects anything, and its capacity, which moto does not count.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import OTHER_REGION, World
from twin.handlers import Place, TwinError, carry_out, handlers, read_back

ACL = "aws:wafv2/webAcl:WebAcl"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"

VISIBLE = {"cloudwatchMetricsEnabled": True, "metricName": "web", "sampledRequestsEnabled": True}
INPUTS: dict[str, Any] = {
    "name": "landing-zone-web",
    "scope": "REGIONAL",
    "description": "Web",
    "defaultAction": {"allow": {}},
    "rules": [
        {
            "name": "core",
            "priority": 0,
            "overrideAction": {"none": {}},
            "statement": {"managedRuleGroupStatement": {"name": "AWSManagedRulesCommonRuleSet", "vendorName": "AWS"}},
            "visibilityConfig": VISIBLE,
        }
    ],
    "visibilityConfig": VISIBLE,
    "tagsAll": {"Name": "landing-zone-web"},
}
BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/0a1b2c3d4e5f6a7b"


@pytest.fixture
def at(world: World) -> Place:
    return world.at("first", OTHER_REGION)


@pytest.fixture
def elsewhere(world: World) -> list[Place]:
    return [world.at("second", OTHER_REGION), world.at("first")]


def _make(at: Place, token: str, **inputs: Any) -> tuple[str, dict[str, Any]]:
    id, outputs, state = carry_out(at, token, inputs, name="test")
    assert state == "executed"
    return id, outputs


@pytest.mark.parametrize("scope", ["REGIONAL", "CLOUDFRONT"])
def test_a_web_acl_is_made_changed_and_deleted(world: World, scope: str) -> None:
    at, elsewhere = world.at("first"), [world.at("second"), world.at("second", OTHER_REGION)]
    handler, inputs = handlers()[ACL], {**INPUTS, "scope": scope}
    id, outputs = _make(at, ACL, **inputs)
    assert outputs["arn"].startswith(f"arn:aws:wafv2:us-east-1:{at.account}:")
    assert [handler.read(place, id, inputs) for place in elsewhere] == [None, None]
    counting = {**inputs["rules"][0], "name": "counting", "priority": 1, "overrideAction": {"count": {}}}
    changed = {**inputs, "description": "All webs", "rules": [*inputs["rules"], counting], "tagsAll": {"Name": "webs"}}
    with pytest.raises(TwinError, match="description: got 'Web', expected 'All webs'"):
        read_back(at, ACL, id, changed)
    handler.update(at, id, changed)
    read_back(at, ACL, id, changed)
    handler.delete(at, id, changed)
    assert handler.read(at, id, inputs) is None


def test_a_rule_that_somebody_weakened_is_read(at: Place) -> None:
    id, _ = _make(at, ACL, **INPUTS)
    client, name = at.client("wafv2"), {"Name": INPUTS["name"], "Scope": "REGIONAL", "Id": id}
    live = client.get_web_acl(**name)
    (rule,) = live["WebACL"]["Rules"]
    client.update_web_acl(
        **name,
        LockToken=live["LockToken"],
        DefaultAction=live["WebACL"]["DefaultAction"],
        VisibilityConfig=live["WebACL"]["VisibilityConfig"],
        Rules=[{**rule, "OverrideAction": {"Count": {}}}],
    )
    with pytest.raises(TwinError, match="rules: got"):
        read_back(at, ACL, id, INPUTS)


def test_a_web_acl_says_what_is_missing(at: Place) -> None:
    with pytest.raises(TwinError, match="VisibilityConfig"):
        _make(at, ACL, **{name: value for name, value in INPUTS.items() if name != "visibilityConfig"})


def test_logs_of_a_web_acl_are_switched_on_changed_and_off(at: Place, elsewhere: list[Place]) -> None:
    handler = handlers()[LOGGING]
    _, acl = _make(at, ACL, **INPUTS)
    inputs = {
        "resourceArn": acl["arn"],
        "logDestinationConfigs": [at.arn("logs", "log-group:aws-waf-logs-web")],
        "redactedFields": [{"singleHeader": {"name": "authorization"}}],
        "region": OTHER_REGION,
    }
    id, _ = _make(at, LOGGING, **inputs)
    assert [handler.read(place, id, inputs) for place in elsewhere] == [None, None]
    changed = {**inputs, "redactedFields": [{"singleHeader": {"name": "cookie"}}]}
    with pytest.raises(TwinError, match="redactedFields: got"):
        read_back(at, LOGGING, id, changed)
    handler.update(at, id, changed)
    read_back(at, LOGGING, id, changed)
    handler.delete(at, id, changed)
    assert handler.read(at, id, changed) is None


@pytest.mark.parametrize("name", ["log-group:web", "log-group:landing-zone-aws-waf-logs-web"])
def test_logs_to_a_destination_by_another_name_are_refused(at: Place, name: str) -> None:
    _, acl = _make(at, ACL, **INPUTS)
    with pytest.raises(TwinError, match="starts with aws-waf-logs-"):
        _make(at, LOGGING, resourceArn=acl["arn"], logDestinationConfigs=[at.arn("logs", name)])


def test_a_web_acl_protects_a_load_balancer_until_it_is_taken_away(at: Place, elsewhere: list[Place]) -> None:
    handler = handlers()[ASSOCIATION]
    _, acl = _make(at, ACL, **INPUTS)
    inputs = {"webAclArn": acl["arn"], "resourceArn": BALANCER}
    id, _ = _make(at, ASSOCIATION, **inputs)
    assert [handler.read(place, id, inputs) for place in elsewhere] == [None, None]
    handler.delete(at, id, inputs)
    assert handler.read(at, id, inputs) is None


def test_a_missing_web_acl_protects_nothing(at: Place) -> None:
    with pytest.raises(TwinError, match="AWS refuses AssociateWebACL"):
        _make(at, ASSOCIATION, webAclArn=at.arn("wafv2", "regional/webacl/missing/0a1b"), resourceArn=BALANCER)
