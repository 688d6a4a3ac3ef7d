"""Network ACLs and security groups in the embedded AWS: each is made, read back, changed and deleted as on AWS.

Not proved: that they filter anything; moto carries no traffic.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import OTHER_REGION, World
from twin.handlers import Place, TwinError, carry_out, handlers, read_back

NETWORK_ACL = "aws:ec2/networkAcl:NetworkAcl"
DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"
ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule"
ACL_ASSOCIATION = "aws:ec2/networkAclAssociation:NetworkAclAssociation"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"

TAGS = {"Name": "landing-zone-test"}
EVERYTHING = {"protocol": "-1", "fromPort": 0, "toPort": 0}
HTTPS = {"protocol": "tcp", "fromPort": 443, "toPort": 443}


@pytest.fixture
def at(world: World) -> Place:
    return world.at("first", OTHER_REGION)


@pytest.fixture
def elsewhere(world: World) -> list[Place]:
    return [world.at("second", OTHER_REGION), world.at("first")]


@pytest.fixture
def vpc(at: Place) -> dict[str, Any]:
    id, outputs, _ = carry_out(at, "aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"}, name="vpc")
    return {**outputs, "id": id}


@pytest.fixture
def subnets(at: Place, vpc: dict[str, Any]) -> list[str]:
    zone = {"vpcId": vpc["id"], "availabilityZone": "eu-west-1a"}
    return [
        carry_out(at, "aws:ec2/subnet:Subnet", {**zone, "cidrBlock": f"10.0.{number}.0/24"}, name="subnet")[0]
        for number in (1, 2)
    ]


def _make(at: Place, token: str, **inputs: Any) -> str:
    id, _, state = carry_out(at, token, inputs, name="test")
    assert state == "executed"
    return id


def _rule(number: int, action: str, **rest: Any) -> dict[str, Any]:
    return {"ruleNo": number, "action": action, "cidrBlock": "0.0.0.0/0", **rest}


def _acl_of(at: Place, subnet: str) -> str:
    filters = [{"Name": "association.subnet-id", "Values": [subnet]}]
    (acl,) = at.client("ec2").describe_network_acls(Filters=filters)["NetworkAcls"]
    return str(acl["NetworkAclId"])


def test_a_network_acl_is_made_changed_and_deleted(
    at: Place, elsewhere: list[Place], vpc: dict[str, Any], subnets: list[str]
) -> None:
    handler = handlers()[NETWORK_ACL]
    inputs: dict[str, Any] = {
        "vpcId": vpc["id"],
        "ingress": [_rule(100, "allow", **HTTPS), _rule(90, "deny", protocol="6", fromPort=22, toPort=22)],
        "egress": [
            _rule(100, "allow", **EVERYTHING),
            _rule(50, "deny", protocol="icmp", fromPort=0, toPort=0, icmpType=8),
        ],
        "subnetIds": list(reversed(subnets)),
        "tagsAll": TAGS,
    }
    id = _make(at, NETWORK_ACL, **inputs)
    assert {_acl_of(at, subnet) for subnet in subnets} == {id}
    assert [handler.read(place, id, inputs) for place in elsewhere] == [None, None]

    changed = {**inputs, "ingress": [_rule(100, "allow", **HTTPS)], "subnetIds": subnets[:1], "tagsAll": {}}
    handler.update(at, id, changed)
    read_back(at, NETWORK_ACL, id, changed)
    assert _acl_of(at, subnets[1]) == vpc["defaultNetworkAclId"]

    handler.delete(at, id, changed)
    assert handler.read(at, id, changed) is None
    assert {_acl_of(at, subnet) for subnet in subnets} == {vpc["defaultNetworkAclId"]}


def test_an_entry_that_somebody_added_to_a_network_acl_is_read(at: Place, vpc: dict[str, Any]) -> None:
    inputs = {"vpcId": vpc["id"], "ingress": [], "egress": [_rule(100, "allow", **EVERYTHING)]}
    id = _make(at, NETWORK_ACL, **inputs)
    at.client("ec2").create_network_acl_entry(
        NetworkAclId=id, RuleNumber=1, Egress=False, Protocol="-1", RuleAction="allow", CidrBlock="0.0.0.0/0"
    )
    with pytest.raises(TwinError, match="ingress: got"):
        read_back(at, NETWORK_ACL, id, inputs)


def test_an_entry_whose_ports_somebody_changed_is_read(at: Place, vpc: dict[str, Any]) -> None:
    inputs = {"vpcId": vpc["id"], "ingress": [_rule(100, "allow", **HTTPS)]}
    id = _make(at, NETWORK_ACL, **inputs)
    entry = {"Protocol": "6", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 22, "To": 443}}
    at.client("ec2").replace_network_acl_entry(NetworkAclId=id, RuleNumber=100, Egress=False, **entry)
    with pytest.raises(TwinError, match="ingress: got"):
        read_back(at, NETWORK_ACL, id, inputs)


def test_two_entries_with_one_number_are_refused(at: Place, vpc: dict[str, Any]) -> None:
    twice = [_rule(100, "allow", **HTTPS), _rule(100, "deny", **HTTPS)]
    with pytest.raises(TwinError, match="AWS refuses CreateNetworkAclEntry"):
        _make(at, NETWORK_ACL, vpcId=vpc["id"], ingress=twice)


def test_the_default_network_acl_is_emptied_and_only_forgotten(
    at: Place, vpc: dict[str, Any], subnets: list[str]
) -> None:
    inputs: dict[str, Any] = {"defaultNetworkAclId": vpc["defaultNetworkAclId"], "ingress": [], "egress": []}
    id = _make(at, DEFAULT_ACL, **inputs)
    assert id == vpc["defaultNetworkAclId"]
    handlers()[DEFAULT_ACL].delete(at, id, inputs)
    read_back(at, DEFAULT_ACL, id, inputs)
    assert {_acl_of(at, subnet) for subnet in subnets} == {id}


def test_a_rule_of_a_network_acl_is_made_and_deleted(at: Place, elsewhere: list[Place], vpc: dict[str, Any]) -> None:
    handler = handlers()[ACL_RULE]
    inputs = {
        "networkAclId": _make(at, NETWORK_ACL, vpcId=vpc["id"]),
        "ruleNumber": 200,
        "ruleAction": "deny",
        "egress": False,
        "cidrBlock": "0.0.0.0/0",
        "region": OTHER_REGION,
        **HTTPS,
    }
    id = _make(at, ACL_RULE, **inputs)
    assert [handler.read(place, id, inputs) for place in elsewhere] == [None, None]
    with pytest.raises(TwinError, match="ruleAction: got 'deny', expected 'allow'"):
        read_back(at, ACL_RULE, id, {**inputs, "ruleAction": "allow"})
    handler.delete(at, id, inputs)
    assert handler.read(at, id, inputs) is None


def test_a_subnet_goes_under_a_network_acl_and_back_under_the_default_one(
    at: Place, elsewhere: list[Place], vpc: dict[str, Any], subnets: list[str]
) -> None:
    handler = handlers()[ACL_ASSOCIATION]
    inputs = {"networkAclId": _make(at, NETWORK_ACL, vpcId=vpc["id"]), "subnetId": subnets[0]}
    id = _make(at, ACL_ASSOCIATION, **inputs)
    assert _acl_of(at, subnets[0]) == inputs["networkAclId"]
    assert [handler.read(place, id, inputs) for place in elsewhere] == [None, None]
    handler.delete(at, id, inputs)
    assert handler.read(at, id, inputs) is None
    assert _acl_of(at, subnets[0]) == vpc["defaultNetworkAclId"]


def test_a_security_group_starts_without_any_rule(at: Place, elsewhere: list[Place], vpc: dict[str, Any]) -> None:
    handler = handlers()[GROUP]
    inputs = {"name": "web", "description": "Web servers", "vpcId": vpc["id"], "tagsAll": TAGS}
    id = _make(at, GROUP, **inputs)
    (group,) = at.client("ec2").describe_security_groups(GroupIds=[id])["SecurityGroups"]
    assert group["IpPermissions"] == group["IpPermissionsEgress"] == []
    assert [handler.read(place, id, inputs) for place in elsewhere] == [None, None]
    handler.update(at, id, {**inputs, "tagsAll": {"Name": "landing-zone-renamed"}})
    read_back(at, GROUP, id, {**inputs, "tagsAll": {"Name": "landing-zone-renamed"}})
    handler.delete(at, id, inputs)
    assert handler.read(at, id, inputs) is None


def test_inline_rules_are_the_only_ones(at: Place, vpc: dict[str, Any]) -> None:
    other = _make(at, GROUP, name="other", vpcId=vpc["id"])
    described = {"description": "HTTPS from inside"}
    rules = [
        {**HTTPS, **described, "cidrBlocks": ["10.0.0.0/16", "10.1.0.0/16"], "ipv6CidrBlocks": ["fd00::/8"]},
        {**EVERYTHING, "securityGroups": [other], "self": True},
    ]
    inputs: dict[str, Any] = {"name": "web", "vpcId": vpc["id"], "ingress": rules, "egress": rules[:1]}
    id = _make(at, GROUP, **inputs)
    at.client("ec2").authorize_security_group_ingress(
        GroupId=id,
        IpPermissions=[{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
    )
    with pytest.raises(TwinError, match="ingress: got"):
        read_back(at, GROUP, id, inputs)
    handlers()[GROUP].update(at, id, inputs)
    read_back(at, GROUP, id, inputs)
    handlers()[GROUP].update(at, id, {**inputs, "ingress": []})
    assert not at.client("ec2").describe_security_groups(GroupIds=[id])["SecurityGroups"][0]["IpPermissions"]


@pytest.mark.parametrize("left_out", [{}, {"ingress": [], "egress": []}])
def test_the_default_security_group_is_emptied_and_only_forgotten(
    at: Place, vpc: dict[str, Any], left_out: dict[str, Any]
) -> None:
    inputs = {"vpcId": vpc["id"], "tagsAll": TAGS, **left_out}
    id = _make(at, DEFAULT_GROUP, **inputs)
    assert id == vpc["defaultSecurityGroupId"]
    handlers()[DEFAULT_GROUP].delete(at, id, inputs)
    (group,) = at.client("ec2").describe_security_groups(GroupIds=[id])["SecurityGroups"]
    assert group["IpPermissions"] == group["IpPermissionsEgress"] == []


PEERS: dict[str, dict[str, Any]] = {
    "cidr": {"cidrIpv4": "10.0.0.0/16", "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "description": "HTTPS"},
    "ipv6": {"cidrIpv6": "fd00::/8", "ipProtocol": "udp", "fromPort": 53, "toPort": 53, "description": "DNS"},
    "everything": {"cidrIpv4": "10.0.0.0/16", "ipProtocol": "-1", "description": "All of it"},
    "group": {"referencedSecurityGroupId": "the group", "ipProtocol": "tcp", "fromPort": 443, "toPort": 443},
}


@pytest.mark.parametrize("token", [INGRESS_RULE, EGRESS_RULE])
@pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS.keys())
def test_a_rule_of_a_security_group_is_made_and_deleted(
    at: Place, elsewhere: list[Place], vpc: dict[str, Any], token: str, peer: dict[str, Any]
) -> None:
    handler, group = handlers()[token], _make(at, GROUP, name="web", vpcId=vpc["id"])
    peer = {name: group if value == "the group" else value for name, value in peer.items()}
    inputs = {"securityGroupId": group, "tagsAll": TAGS, **peer}
    id = _make(at, token, **inputs)
    assert [handler.read(place, id, inputs) for place in elsewhere] == [None, None]
    (rule,) = at.client("ec2").describe_security_group_rules(SecurityGroupRuleIds=[id])["SecurityGroupRules"]
    assert rule["IsEgress"] is (token == EGRESS_RULE)
    handler.delete(at, id, inputs)
    assert handler.read(at, id, inputs) is None


def test_a_rule_of_a_security_group_changes_in_place(at: Place, vpc: dict[str, Any]) -> None:
    inputs = {"securityGroupId": _make(at, GROUP, name="web", vpcId=vpc["id"]), "tagsAll": TAGS, **PEERS["cidr"]}
    id = _make(at, INGRESS_RULE, **inputs)
    changed = {**inputs, "cidrIpv4": "10.0.1.0/24", "fromPort": 8443, "toPort": 8443, "description": "Alternative"}
    with pytest.raises(TwinError, match=r"cidrIpv4: got '10\.0\.0\.0/16'"):
        read_back(at, INGRESS_RULE, id, changed)
    handlers()[INGRESS_RULE].update(at, id, changed)
    read_back(at, INGRESS_RULE, id, changed)


def test_a_rule_of_a_missing_group_is_refused(at: Place) -> None:
    with pytest.raises(TwinError, match="AWS refuses AuthorizeSecurityGroupIngress"):
        _make(at, INGRESS_RULE, securityGroupId="sg-0123456789abcdef0", **PEERS["cidr"])
