"""The network: its plan of addresses, and what a program that builds one makes in the embedded AWS.

Not proved: that AWS filters and routes as it says (entries, routes and policies are read here as AWS documents them),
that the zones of a region are the account's, and that a flow log reaches its bucket.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Address, IPv4Network
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.network import FLOW_LOG_FORMAT, INTERFACE_ENDPOINTS, Network, NetworkArgs, plan, zone_letters
from tests.conftest import OTHER_REGION, World, findings, new_world, only
from twin.documents import Policy, PolicyType, compile_document
from twin.evaluator import Principal, PrincipalKind, Request
from twin.graph import Graph, Node
from twin.handlers import handlers

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
NETWORK_ACL = "aws:ec2/networkAcl:NetworkAcl"
NAT_GATEWAY = "aws:ec2/natGateway:NatGateway"
INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway"

LOAD_BALANCER = 27  # prefix length of the smallest subnet that an Application Load Balancer takes
STRANGER = "198.51.100.7"


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """A range of 10.0.0.0/8 from /16 to /24."""
    length = draw(st.integers(16, 24))
    start = draw(st.integers(0, 2 ** (length - 8) - 1))
    return str(IPv4Network((10 * 2**24 + start * 2 ** (32 - length), length)))


def _capacity(cidr: str) -> int:
    return 2 if cidr.endswith("/24") else 4


def _blocks(shares: list[dict[str, str]]) -> list[IPv4Network]:
    return [IPv4Network(block) for share in shares for block in share.values()]


@given(ranges())
def test_the_plan_stays_inside_the_range_and_never_overlaps(cidr: str) -> None:
    blocks = _blocks(plan(cidr, _capacity(cidr)))
    assert len(blocks) == 3 * _capacity(cidr)
    assert all(block.subnet_of(IPv4Network(cidr)) for block in blocks)
    assert sum(block.num_addresses for block in blocks) == IPv4Network(cidr).num_addresses
    assert not any(one.overlaps(other) for index, one in enumerate(blocks) for other in blocks[index + 1 :])


@given(ranges(), st.data())
def test_another_zone_renumbers_nothing(cidr: str, data: st.DataObject) -> None:
    zones = data.draw(st.integers(1, _capacity(cidr)))
    assert plan(cidr, _capacity(cidr))[:zones] == plan(cidr, zones)


@given(ranges())
def test_a_load_balancer_fits_into_every_subnet_and_workloads_get_half(cidr: str) -> None:
    for share in plan(cidr, _capacity(cidr)):
        sizes = {tier: IPv4Network(block).prefixlen for tier, block in share.items()}
        assert max(sizes.values()) <= LOAD_BALANCER
        assert sizes["private"] + 1 == sizes["public"] == sizes["isolated"]


@given(ranges(), st.one_of(st.integers(max_value=0), st.integers(min_value=5)))
def test_zones_that_have_no_share_are_refused(cidr: str, zones: int) -> None:
    with pytest.raises(ValueError, match=f"spans {zones} zones; expected 1 to {_capacity(cidr)} in {cidr}"):
        plan(cidr, zones)


@pytest.mark.parametrize("cidr", ["10.0.0.0/15", "10.0.0.0/25", "10.0.0.1/16", "fd00::/56", "everything"])
def test_ranges_that_a_vpc_cant_have_are_refused(cidr: str) -> None:
    with pytest.raises(ValueError, match=f"range is {cidr}; expected one from /16 to /24"):
        plan(cidr, 2)


def test_zones_have_the_letters_of_their_region() -> None:
    assert zone_letters("eu-west-1", 3) == "abc"
    assert zone_letters("ap-northeast-1", 2) == "ac"
    with pytest.raises(ValueError, match="spans 4 zones; ca-central-1 has 3"):
        zone_letters("ca-central-1", 4)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One organization for all tests of this file, which only look at what is built."""
    with new_world() as made:
        made.client("s3", "second").create_bucket(Bucket="archive")
        yield made


def _build(world: World, name: str = "hub", **args: Any) -> Graph:
    return world.run(lambda: Network(name, cast(NetworkArgs, args), world.within("first")))


def _layered(world: World, **args: Any) -> Graph:
    """As a layer builds it: flow logs to a bucket of another account, endpoints for the organization."""
    around = {"flow_log_bucket_arn": "arn:aws:s3:::archive", "organization_id": world.organization_id}
    return _build(world, **around, **args)


@pytest.fixture(scope="module")
def bare(world: World) -> Graph:
    return world.run(lambda: Network("bare", opts=world.within("first")))


@pytest.fixture(scope="module")
def closed(world: World) -> Graph:
    return _layered(world, nat="none")


@pytest.fixture(scope="module")
def single(world: World) -> Graph:
    return _layered(world, nat="single")


@pytest.fixture(scope="module")
def per_zone(world: World) -> Graph:
    endpoints = ["ecr.api", *INTERFACE_ENDPOINTS]
    return _layered(world, nat="per_zone", availability_zones=3, interface_endpoints=endpoints)


def _routes(world: World, graph: Graph, tier: str) -> dict[str, set[str]]:
    """Where each subnet of a tier leads, by its name: to the kinds of targets of its live routes."""
    found = {}
    for subnet in graph.of_type(SUBNET):
        if f"-subnet-{tier}-" in subnet.name:
            filters = [{"Name": "association.subnet-id", "Values": [subnet.id]}]
            (table,) = world.client("ec2", "first", subnet.region).describe_route_tables(Filters=filters)["RouteTables"]
            targets = (route.get("GatewayId") or route.get("NatGatewayId") for route in table["Routes"])
            found[subnet.name] = {str(target).partition("-")[0] for target in targets}
    return found


def test_without_arguments_there_is_no_way_in_or_out(world: World, bare: Graph) -> None:
    assert not bare.of_type(INTERNET_GATEWAY, NAT_GATEWAY, "aws:ec2/eip:Eip", "aws:ec2/route:Route")
    assert not [node for node in bare if "public" in node.name]
    targets = [kinds for tier in ("private", "isolated") for kinds in _routes(world, bare, tier).values()]
    assert set().union(*targets) == {"local", "vpce"}


def test_without_arguments_flows_are_logged_to_an_encrypted_group(world: World, bare: Graph) -> None:
    group = only(bare, "aws:cloudwatch/logGroup:LogGroup")
    role = only(bare, "aws:iam/role:Role")
    log = only(bare, FLOW_LOG)
    assert group.inputs["name"] == role.inputs["name"] == "landing-zone-bare-flow-logs"
    assert group.inputs["retentionInDays"] == 365
    assert group.inputs["kmsKeyId"] == only(bare, "aws:kms/key:Key").outputs["arn"]
    assert group.retain_on_delete
    assert log.inputs["logDestination"] == group.outputs["arn"]
    assert log.inputs["iamRoleArn"] == role.outputs["arn"]


def test_the_role_of_flow_logs_writes_for_the_account_to_the_log_group_alone(world: World, bare: Graph) -> None:
    account = world.accounts["first"]
    (trust,) = json.loads(only(bare, "aws:iam/role:Role").inputs["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": "vpc-flow-logs.amazonaws.com"}
    assert trust["Condition"] == {
        "StringEquals": {"aws:SourceAccount": account},
        "ArnLike": {"aws:SourceArn": f"arn:aws:ec2:us-east-1:{account}:vpc-flow-log/*"},
    }
    write, look = json.loads(only(bare, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])["Statement"]
    assert write["Action"] == ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    assert write["Resource"] == f"{only(bare, 'aws:cloudwatch/logGroup:LogGroup').outputs['arn']}:*"
    assert look["Action"] == "logs:DescribeLogGroups"


@pytest.mark.parametrize("built", ["bare", "closed", "single", "per_zone"])
def test_the_controls_find_nothing_and_everything_is_carried_out(built: str, request: pytest.FixtureRequest) -> None:
    graph = request.getfixturevalue(built)
    assert findings(graph) == []
    assert {node.state for node in graph.resources()} == {"executed"}


@pytest.mark.parametrize(("built", "gateways"), [("single", 1), ("per_zone", 3)])
def test_workloads_get_out_through_nat_and_data_never_gets_out(
    world: World, built: str, gateways: int, request: pytest.FixtureRequest
) -> None:
    graph = request.getfixturevalue(built)
    assert len(graph.of_type(NAT_GATEWAY)) == gateways
    assert set(map(frozenset, _routes(world, graph, "public").values())) == {frozenset({"local", "igw", "vpce"})}
    assert set(map(frozenset, _routes(world, graph, "private").values())) == {frozenset({"local", "nat", "vpce"})}
    assert set(map(frozenset, _routes(world, graph, "isolated").values())) == {frozenset({"local"})}


def test_a_lost_zone_takes_only_its_own_nat_gateway_along(per_zone: Graph) -> None:
    made = {node.name: node for node in per_zone.of_type(NAT_GATEWAY, SUBNET, "aws:ec2/route:Route")}
    for letter in "abc":
        gateway = made[f"hub-nat-{letter}"]
        assert gateway.inputs["subnetId"] == made[f"hub-subnet-public-{letter}"].id
        assert made[f"hub-route-private-{letter}"].inputs["natGatewayId"] == gateway.id


def test_no_subnet_gives_out_public_addresses(world: World, single: Graph) -> None:
    live = world.client("ec2", "first").describe_subnets(SubnetIds=[node.id for node in single.of_type(SUBNET)])
    assert len(live["Subnets"]) == 6
    assert not any(subnet["MapPublicIpOnLaunch"] for subnet in live["Subnets"])


def test_subnets_are_where_the_plan_puts_them(per_zone: Graph) -> None:
    for letter, share in zip("abc", plan("10.0.0.0/16", 3), strict=True):
        for tier, block in share.items():
            subnet = only(per_zone, SUBNET, cidrBlock=block)
            assert subnet.name == f"hub-subnet-{tier}-{letter}"
            assert subnet.inputs["availabilityZone"] == f"us-east-1{letter}"


def test_the_default_security_group_is_empty(world: World, bare: Graph) -> None:
    filters = [{"Name": "vpc-id", "Values": [only(bare, VPC).id]}, {"Name": "group-name", "Values": ["default"]}]
    (group,) = world.client("ec2", "first").describe_security_groups(Filters=filters)["SecurityGroups"]
    assert group["IpPermissions"] == group["IpPermissionsEgress"] == []


def _passes(entries: list[Mapping[str, Any]], address: str, port: int, protocol: str = "tcp") -> bool:
    """Whether a network ACL lets a packet through: the first entry that matches decides."""
    for entry in sorted(entries, key=lambda entry: entry["ruleNo"]):
        about = entry["protocol"] == "-1" or (
            entry["protocol"] == protocol and entry["fromPort"] <= port <= entry["toPort"]
        )
        if about and IPv4Address(address) in IPv4Network(entry["cidrBlock"]):
            return bool(entry["action"] == "allow")
    return False


def _acls(graph: Graph) -> dict[str, Node]:
    return {node.name.rpartition("-")[2]: node for node in graph.of_type(NETWORK_ACL)}


def _opened(acl: Node, direction: str) -> set[int]:
    ports = (22, 25, 80, 443, 1023, 1024, 3389, 5985, 5986, 32768, 65535)
    return {port for port in ports if _passes(acl.inputs[direction], STRANGER, port)}


def test_network_acls_let_in_what_the_tier_is_for(single: Graph) -> None:
    acls = _acls(single)
    for acl in acls.values():
        for direction in ("ingress", "egress"):
            assert all(_passes(acl.inputs[direction], "10.0.3.3", port) for port in (22, 80, 443, 5432))
    answers = {1024, 32768, 65535}
    assert _opened(acls["public"], "ingress") == {80, 443} | answers
    assert _opened(acls["private"], "ingress") == answers
    assert _opened(acls["isolated"], "ingress") == set()
    assert _opened(acls["public"], "egress") == {80, 443, 3389, 5985, 5986} | answers
    assert _opened(acls["private"], "egress") == {80, 443}
    assert _opened(acls["isolated"], "egress") == set()
    assert not any(_passes(acl.inputs["ingress"], STRANGER, 53, "udp") for acl in acls.values())


def test_every_subnet_is_under_the_network_acl_of_its_tier(world: World, single: Graph) -> None:
    acls = {acl.id: tier for tier, acl in _acls(single).items()}
    filters = [{"Name": "vpc-id", "Values": [only(single, VPC).id]}]
    names = {node.id: node.name for node in single.of_type(SUBNET)}
    live = world.client("ec2", "first").describe_network_acls(Filters=filters)["NetworkAcls"]
    found = {names[each["SubnetId"]]: acls[each["NetworkAclId"]] for acl in live for each in acl["Associations"]}
    assert len(found) == 6
    assert all(f"-{tier}-" in name for name, tier in found.items())


def test_all_traffic_is_logged_to_the_archive_with_every_field(world: World, single: Graph) -> None:
    log = only(single, FLOW_LOG)
    (live,) = world.client("ec2", "first").describe_flow_logs(FlowLogIds=[log.id])["FlowLogs"]
    assert live["TrafficType"] == "ALL"
    assert live["MaxAggregationInterval"] == 60
    assert live["LogDestination"] == "arn:aws:s3:::archive"
    assert live["LogFormat"] == FLOW_LOG_FORMAT
    assert FLOW_LOG_FORMAT.startswith("${version} ${account-id} ${interface-id} ")
    assert FLOW_LOG_FORMAT.endswith(" ${flow-direction} ${traffic-path}")
    assert len(set(FLOW_LOG_FORMAT.split())) == 29


def test_endpoints_are_reached_over_https_from_the_vpc_alone(world: World, single: Graph) -> None:
    group = only(single, "aws:ec2/securityGroup:SecurityGroup")
    (live,) = world.client("ec2", "first").describe_security_groups(GroupIds=[group.id])["SecurityGroups"]
    (permission,) = live["IpPermissions"]
    assert (permission["IpProtocol"], permission["FromPort"], permission["ToPort"]) == ("tcp", 443, 443)
    assert permission["IpRanges"] == [{"CidrIp": "10.0.0.0/16", "Description": "HTTPS from the VPC"}]
    assert live["IpPermissionsEgress"] == []
    private = {node.id for node in single.of_type(SUBNET) if "-private-" in node.name}
    interfaces = [node for node in single.of_type(ENDPOINT) if node.inputs["vpcEndpointType"] == "Interface"]
    assert {node.inputs["serviceName"].rpartition(".")[2] for node in interfaces} == set(INTERFACE_ENDPOINTS)
    for node in interfaces:
        assert node.inputs["privateDnsEnabled"] is True
        assert node.inputs["securityGroupIds"] == [group.id]
        assert set(node.inputs["subnetIds"]) == private


@pytest.fixture(scope="module")
def policies(per_zone: Graph) -> dict[str, Policy]:
    """The policies of the endpoints of an organization's network, by service."""
    return {
        node.inputs["serviceName"].removeprefix("com.amazonaws.us-east-1."): compile_document(
            node.inputs["policy"], PolicyType.RESOURCE
        )
        for node in per_zone.of_type(ENDPOINT)
    }


def _request(action: str, resource: str, *, principal: str | None, owner: str | None) -> Request:
    """A request by somebody of an organization (nobody: None) on a resource of an organization (AWS: None)."""
    who = Principal("", "", PrincipalKind.ANONYMOUS)
    if principal:
        arn = "arn:aws:iam::444455556666:role/application"
        who = Principal(arn, "444455556666", PrincipalKind.ROLE, organization_id=principal)
    context = {"aws:ResourceOrgID": owner} if owner else {}
    return Request(who, action, resource, "777788889999", context)


SERVICES = {
    "s3": ("s3:PutObject", "arn:aws:s3:::data/object"),
    "dynamodb": ("dynamodb:PutItem", "arn:aws:dynamodb:us-east-1:777788889999:table/data"),
    "kms": ("kms:Decrypt", "arn:aws:kms:us-east-1:777788889999:key/0a1b2c3d"),
    "logs": ("logs:PutLogEvents", "arn:aws:logs:us-east-1:777788889999:log-group:data:log-stream:one"),
    "secretsmanager": ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:777788889999:secret:one"),
    "ssm": ("ssm:PutParameter", "arn:aws:ssm:us-east-1:777788889999:parameter/one"),
    "sts": ("sts:AssumeRole", "arn:aws:iam::777788889999:role/data"),
    "ecr.api": ("ecr:PutImage", "arn:aws:ecr:us-east-1:777788889999:repository/one"),
}


def test_endpoints_pass_the_organizations_principals_to_its_resources_and_nothing_else(
    world: World, policies: dict[str, Policy]
) -> None:
    own, other = world.organization_id, "o-somebodyelse"
    assert set(SERVICES) <= set(policies)
    for service, (action, resource) in SERVICES.items():
        allows = policies[service].allow
        assert allows(_request(action, resource, principal=own, owner=own).call), service
        assert not allows(_request(action, resource, principal=own, owner=other).call), service
        assert not allows(_request(action, resource, principal=own, owner=None).call), service
        assert not allows(_request(action, resource, principal=other, owner=own).call), service
        assert not allows(_request(action, resource, principal=None, owner=own).call), service


def test_what_aws_owns_can_be_read_and_not_written(world: World, policies: dict[str, Policy]) -> None:
    own = world.organization_id
    layers = "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/layer"
    assert policies["s3"].allow(_request("s3:GetObject", layers, principal=None, owner=None).call)
    assert not policies["s3"].allow(_request("s3:PutObject", layers, principal=own, owner=None).call)
    lookalike = "arn:aws:s3:::prod-us-east-1-starport-layer-bucket-2/layer"
    assert not policies["s3"].allow(_request("s3:GetObject", lookalike, principal=None, owner=None).call)

    document = "arn:aws:ssm:us-east-1::document/AWS-RunPatchBaseline"
    assert policies["ssm"].allow(_request("ssm:GetDocument", document, principal=own, owner=None).call)
    assert not policies["ssm"].allow(_request("ssm:GetDocument", document, principal="o-other", owner=None).call)
    foreign = "arn:aws:ssm:us-east-1:777788889999:document/shared"
    assert not policies["ssm"].allow(_request("ssm:GetDocument", foreign, principal=own, owner=None).call)


def test_federation_leads_into_the_organizations_roles_alone(world: World, policies: dict[str, Policy]) -> None:
    role, action = "arn:aws:iam::777788889999:role/cluster", "sts:AssumeRoleWithWebIdentity"
    own = world.organization_id
    assert policies["sts"].allow(_request(action, role, principal=None, owner=own).call)
    assert not policies["sts"].allow(_request(action, role, principal=None, owner="o-other").call)
    assert not policies["sts"].allow(_request("sts:AssumeRole", role, principal=None, owner=own).call)


def test_without_an_organization_endpoints_are_for_the_account_alone(world: World, bare: Graph) -> None:
    account = world.accounts["first"]
    endpoint = next(node for node in bare.of_type(ENDPOINT) if node.name == "bare-endpoint-kms")
    assert [statement["Condition"] for statement in json.loads(endpoint.inputs["policy"])["Statement"]] == [
        {"StringEquals": {"aws:PrincipalAccount": account, "aws:ResourceAccount": account}}
    ]


def test_without_interface_endpoints_there_is_no_group_for_them_in_any_region(world: World) -> None:
    graph = _layered(world, region=OTHER_REGION, nat="single", interface_endpoints=[])
    assert {node.name for node in graph.of_type(ENDPOINT)} == {"hub-gateway-s3", "hub-gateway-dynamodb"}
    assert not graph.of_type("aws:ec2/securityGroup:SecurityGroup")
    made = graph.resources()
    assert {node.inputs["region"] for node in made} == {OTHER_REGION}
    assert {node.account for node in made} == {world.accounts["first"]}


def test_everything_that_takes_tags_is_named_as_the_landing_zones(per_zone: Graph) -> None:
    made = per_zone.resources()
    untagged = {node.name for node in made if "tags" not in node.inputs}
    assert untagged == {
        node.name
        for node in per_zone.of_type("aws:ec2/route:Route", "aws:ec2/routeTableAssociation:RouteTableAssociation")
    }
    tagged = [node for node in made if node.name not in untagged]
    assert all(node.inputs["tags"]["Name"] == f"landing-zone-{node.name}" for node in tagged)


def test_names_resolve_inside_the_vpc_and_the_vpc_is_protected(bare: Graph) -> None:
    vpc = only(bare, VPC)
    assert vpc.inputs["enableDnsHostnames"] is True
    assert vpc.inputs["enableDnsSupport"] is True
    assert vpc.protect


@pytest.mark.parametrize(("small", "large"), [("closed", "single"), ("single", "per_zone"), ("closed", "per_zone")])
def test_growing_replaces_and_removes_nothing(small: str, large: str, request: pytest.FixtureRequest) -> None:
    """By a way out, by a zone with its NAT gateway and an endpoint, and by all at once."""
    before, after = request.getfixturevalue(small), request.getfixturevalue(large)
    grown = {node.urn: node for node in after.resources()}
    assert len(grown) > len(before.resources())
    for node in before.resources():
        assert dict(_fixed(node, before)) == dict(_fixed(grown[node.urn], after)), node.name


def _fixed(node: Node, graph: Graph) -> Iterator[tuple[str, Any]]:
    """The inputs whose change would replace a resource, with names for ids, which every run has its own of."""
    names = {other.id: other.name for other in graph.resources()}
    for name in handlers()[node.type].replaces & set(node.inputs):
        value = node.inputs[name]
        yield name, names.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"nat": "both"}, "way out is 'both'; expected one of none, single, per_zone"),
        ({"availability_zones": 5}, "spans 5 zones; expected 1 to 4 in 10.0.0.0/16"),
        ({"cidr": "10.0.0.0/24", "availability_zones": 3}, "spans 3 zones; expected 1 to 2 in 10.0.0.0/24"),
        ({"cidr": "10.0.0.0/28"}, "expected one from /16 to /24"),
    ],
)
def test_what_cant_be_built_is_refused(world: World, args: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _build(world, **args)
