"""Networks in the embedded AWS: each type is made, read back, changed and deleted where it belongs and nowhere else.

Not proved: that traffic goes where routes and filters say (moto carries none), how long AWS takes for gateways and
endpoints, and that a flow log is really delivered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conftest import OTHER_REGION, World
from twin.handlers import TwinError, carry_out, handlers, read_back

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway"
EIP = "aws:ec2/eip:Eip"
NAT_GATEWAY = "aws:ec2/natGateway:NatGateway"
ROUTE_TABLE = "aws:ec2/routeTable:RouteTable"
ROUTE = "aws:ec2/route:Route"
ROUTE_TABLE_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"
VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"

TAGS = {"Name": "landing-zone-test", "owner": "platform"}


class Bench:
    """The region of one account, with whatever a resource needs before it."""

    def __init__(self, world: World) -> None:
        self.at = world.at("first", OTHER_REGION)
        self.elsewhere = (world.at("second", OTHER_REGION), world.at("first"))
        self.ec2 = world.client("ec2", "first", OTHER_REGION)

    def make(self, token: str, **inputs: Any) -> str:
        id, _, _ = carry_out(self.at, token, inputs, name="test")
        return id

    def vpc(self) -> str:
        return self.make(VPC, cidrBlock="10.0.0.0/16")

    def subnet(self, vpc: str, number: int = 0) -> str:
        return self.make(SUBNET, vpcId=vpc, cidrBlock=f"10.0.{number}.0/24", availabilityZone="eu-west-1a")

    def bucket(self) -> str:
        """A bucket of another account."""
        carry_out(self.elsewhere[0], "aws:s3/bucket:Bucket", {"bucket": "flow-logs"}, name="test")
        return "arn:aws:s3:::flow-logs"


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


@dataclass(frozen=True)
class Case:
    """A resource of a type: its inputs, a change that is made in place, and a change behind the program's back."""

    token: str
    inputs: Callable[[Bench], dict[str, Any]]
    change: Callable[[Bench, dict[str, Any]], dict[str, Any]]
    tamper: Callable[[Bench, str, dict[str, Any]], Any]


def _vpc(bench: Bench) -> dict[str, Any]:
    return {"cidrBlock": "10.9.0.0/16", "enableDnsHostnames": True, "enableDnsSupport": True, "tagsAll": TAGS}


def _subnet(bench: Bench) -> dict[str, Any]:
    zone = {"availabilityZone": "eu-west-1b", "mapPublicIpOnLaunch": False}
    return {"vpcId": bench.vpc(), "cidrBlock": "10.0.1.0/24", "tagsAll": TAGS, **zone}


def _internet_gateway(bench: Bench) -> dict[str, Any]:
    return {"vpcId": bench.vpc(), "tagsAll": TAGS}


def _nat_gateway(bench: Bench) -> dict[str, Any]:
    subnet = bench.subnet(bench.vpc())
    return {
        "allocationId": bench.make(EIP),
        "connectivityType": "public",
        "subnetId": subnet,
        "tagsAll": TAGS,
    }


def _route_table(bench: Bench) -> dict[str, Any]:
    vpc = bench.vpc()
    gateway = bench.make(INTERNET_GATEWAY, vpcId=vpc)
    return {"vpcId": vpc, "routes": [{"cidrBlock": "0.0.0.0/0", "gatewayId": gateway}], "tagsAll": TAGS}


def _route(bench: Bench) -> dict[str, Any]:
    vpc = bench.vpc()
    gateway = bench.make(INTERNET_GATEWAY, vpcId=vpc)
    return {
        "routeTableId": bench.make(ROUTE_TABLE, vpcId=vpc),
        "destinationCidrBlock": "0.0.0.0/0",
        "gatewayId": gateway,
        "region": OTHER_REGION,
    }


def _through_nat(bench: Bench, inputs: dict[str, Any]) -> dict[str, Any]:
    gateway = bench.make(NAT_GATEWAY, allocationId=bench.make(EIP), subnetId=bench.subnet(bench.vpc()))
    return {**{name: value for name, value in inputs.items() if name != "gatewayId"}, "natGatewayId": gateway}


def _association(bench: Bench) -> dict[str, Any]:
    vpc = bench.vpc()
    return {"routeTableId": bench.make(ROUTE_TABLE, vpcId=vpc), "subnetId": bench.subnet(vpc)}


def _another_table(bench: Bench, inputs: dict[str, Any]) -> dict[str, Any]:
    vpc = bench.ec2.describe_subnets(SubnetIds=[inputs["subnetId"]])["Subnets"][0]["VpcId"]
    return {**inputs, "routeTableId": bench.make(ROUTE_TABLE, vpcId=vpc)}


def _gateway_endpoint(bench: Bench) -> dict[str, Any]:
    vpc = bench.vpc()
    return {
        "vpcId": vpc,
        "serviceName": "com.amazonaws.eu-west-1.s3",
        "vpcEndpointType": "Gateway",
        "routeTableIds": [bench.make(ROUTE_TABLE, vpcId=vpc) for _ in range(2)],
        "policy": '{"Version": "2012-10-17", "Statement": []}',
        "tagsAll": TAGS,
    }


def _interface_endpoint(bench: Bench) -> dict[str, Any]:
    vpc = bench.vpc()
    return {
        "vpcId": vpc,
        "serviceName": "com.amazonaws.eu-west-1.kms",
        "vpcEndpointType": "Interface",
        "privateDnsEnabled": True,
        "subnetIds": [bench.subnet(vpc, number) for number in (7, 3)],
        "securityGroupIds": [bench.make(SECURITY_GROUP, name="endpoints", vpcId=vpc)],
        "tagsAll": TAGS,
    }


def _flow_log(bench: Bench) -> dict[str, Any]:
    return {
        "vpcId": bench.vpc(),
        "logDestination": bench.bucket(),
        "logDestinationType": "s3",
        "logFormat": "${version} ${srcaddr}",
        "maxAggregationInterval": 60,
        "trafficType": "ALL",
        "tagsAll": TAGS,
    }


def _untagged(bench: Bench, inputs: dict[str, Any]) -> dict[str, Any]:
    return {**inputs, "tagsAll": {"Name": "landing-zone-renamed"}}


CASES = {
    "vpc": Case(
        VPC,
        _vpc,
        lambda bench, inputs: {**_untagged(bench, inputs), "enableDnsHostnames": False},
        lambda bench, id, _: bench.ec2.modify_vpc_attribute(VpcId=id, EnableDnsSupport={"Value": False}),
    ),
    "subnet": Case(
        SUBNET,
        _subnet,
        lambda bench, inputs: {**inputs, "mapPublicIpOnLaunch": True},
        lambda bench, id, _: bench.ec2.modify_subnet_attribute(SubnetId=id, MapPublicIpOnLaunch={"Value": True}),
    ),
    "internet gateway": Case(
        INTERNET_GATEWAY,
        _internet_gateway,
        lambda bench, inputs: {**inputs, "vpcId": bench.make(VPC, cidrBlock="10.1.0.0/16")},
        lambda bench, id, inputs: bench.ec2.detach_internet_gateway(InternetGatewayId=id, VpcId=inputs["vpcId"]),
    ),
    "elastic ip": Case(
        EIP,
        lambda bench: {"domain": "vpc", "tagsAll": TAGS},
        _untagged,
        lambda bench, id, _: bench.ec2.create_tags(Resources=[id], Tags=[{"Key": "Name", "Value": "else"}]),
    ),
    "nat gateway": Case(
        NAT_GATEWAY,
        _nat_gateway,
        _untagged,
        lambda bench, id, _: bench.ec2.create_tags(Resources=[id], Tags=[{"Key": "Name", "Value": "else"}]),
    ),
    "route table": Case(
        ROUTE_TABLE,
        _route_table,
        lambda bench, inputs: {**inputs, "routes": [{**inputs["routes"][0], "cidrBlock": "192.0.2.0/24"}]},
        lambda bench, id, inputs: bench.ec2.create_route(
            RouteTableId=id, DestinationCidrBlock="198.51.100.0/24", GatewayId=inputs["routes"][0]["gatewayId"]
        ),
    ),
    "route": Case(
        ROUTE,
        _route,
        _through_nat,
        lambda bench, id, inputs: bench.ec2.replace_route(
            RouteTableId=inputs["routeTableId"],
            DestinationCidrBlock="0.0.0.0/0",
            NatGatewayId=_through_nat(bench, inputs)["natGatewayId"],
        ),
    ),
    "route table association": Case(
        ROUTE_TABLE_ASSOCIATION,
        _association,
        _another_table,
        lambda bench, id, inputs: bench.ec2.replace_route_table_association(
            AssociationId=id, RouteTableId=_another_table(bench, inputs)["routeTableId"]
        ),
    ),
    "gateway endpoint": Case(
        VPC_ENDPOINT,
        _gateway_endpoint,
        lambda bench, inputs: {
            **inputs,
            "policy": '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny"}]}',
            "routeTableIds": [bench.make(ROUTE_TABLE, vpcId=inputs["vpcId"]), inputs["routeTableIds"][1]],
        },
        lambda bench, id, inputs: bench.ec2.modify_vpc_endpoint(
            VpcEndpointId=id, RemoveRouteTableIds=inputs["routeTableIds"][:1]
        ),
    ),
    "interface endpoint": Case(
        VPC_ENDPOINT,
        _interface_endpoint,
        lambda bench, inputs: {
            **inputs,
            "subnetIds": [bench.subnet(inputs["vpcId"], 9), *inputs["subnetIds"]],
            "securityGroupIds": [bench.make(SECURITY_GROUP, name="others", vpcId=inputs["vpcId"])],
        },
        lambda bench, id, inputs: bench.ec2.modify_vpc_endpoint(
            VpcEndpointId=id, AddSecurityGroupIds=[bench.make(SECURITY_GROUP, name="wide", vpcId=inputs["vpcId"])]
        ),
    ),
    "flow log": Case(
        FLOW_LOG,
        _flow_log,
        _untagged,
        lambda bench, id, _: bench.ec2.create_tags(Resources=[id], Tags=[{"Key": "Name", "Value": "else"}]),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_it_is_made_changed_and_deleted_in_its_own_account_and_region(bench: Bench, case: Case) -> None:
    handler, inputs = handlers()[case.token], case.inputs(bench)
    id, _, state = carry_out(bench.at, case.token, inputs, name="test")
    assert state == "executed"
    assert read_back(bench.at, case.token, id, inputs)
    assert [handler.read(elsewhere, id, inputs) for elsewhere in bench.elsewhere] == [None, None]
    inputs = case.change(bench, inputs)
    handler.update(bench.at, id, inputs)
    assert read_back(bench.at, case.token, id, inputs)
    handler.delete(bench.at, id, inputs)
    assert handler.read(bench.at, id, inputs) is None


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_change_behind_the_programs_back_is_read(bench: Bench, case: Case) -> None:
    inputs = case.inputs(bench)
    id = bench.make(case.token, **inputs)
    case.tamper(bench, id, inputs)
    with pytest.raises(TwinError, match="reads back differently"):
        read_back(bench.at, case.token, id, inputs)


def test_a_vpc_says_what_aws_put_into_it(bench: Bench) -> None:
    _, outputs, _ = carry_out(bench.at, VPC, {"cidrBlock": "10.9.0.0/16"}, name="test")
    assert outputs["ownerId"] == bench.at.account
    assert outputs["arn"].startswith(f"arn:aws:ec2:eu-west-1:{bench.at.account}:vpc/vpc-")
    group = bench.ec2.describe_security_groups(GroupIds=[outputs["defaultSecurityGroupId"]])["SecurityGroups"][0]
    assert group["GroupName"] == "default"
    acl = bench.ec2.describe_network_acls(NetworkAclIds=[outputs["defaultNetworkAclId"]])["NetworkAcls"][0]
    assert acl["IsDefault"] is True


def test_the_first_subnet_of_a_zone_gives_out_no_public_addresses(bench: Bench) -> None:
    for vpc in bench.ec2.describe_vpcs()["Vpcs"]:
        for subnet in bench.ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])["Subnets"]:
            bench.ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    id = bench.make(SUBNET, **_subnet(bench))
    assert bench.ec2.describe_subnets(SubnetIds=[id])["Subnets"][0]["MapPublicIpOnLaunch"] is False


def test_a_subnet_outside_its_vpc_is_refused(bench: Bench) -> None:
    with pytest.raises(TwinError, match="AWS refuses CreateSubnet"):
        bench.make(SUBNET, vpcId=bench.vpc(), cidrBlock="10.1.0.0/24", availabilityZone="eu-west-1a")


def test_subnets_that_overlap_are_refused(bench: Bench) -> None:
    vpc = bench.vpc()
    bench.subnet(vpc)
    with pytest.raises(TwinError, match="AWS refuses CreateSubnet"):
        bench.subnet(vpc)


def test_routes_that_aws_adds_are_not_the_programs(bench: Bench) -> None:
    vpc = bench.vpc()
    table = bench.make(ROUTE_TABLE, vpcId=vpc, routes=[])
    bench.make(VPC_ENDPOINT, vpcId=vpc, serviceName="com.amazonaws.eu-west-1.s3", routeTableIds=[table])
    assert len(bench.ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]) == 2
    assert read_back(bench.at, ROUTE_TABLE, table, {"vpcId": vpc, "routes": []})["routes"] == []


def test_a_gateway_endpoint_is_a_route_in_each_of_its_route_tables_when_they_change(bench: Bench) -> None:
    inputs = _gateway_endpoint(bench)
    id, tables = bench.make(VPC_ENDPOINT, **inputs), inputs["routeTableIds"]
    tables.append(bench.make(ROUTE_TABLE, vpcId=inputs["vpcId"]))
    handlers()[VPC_ENDPOINT].update(bench.at, id, {**inputs, "routeTableIds": tables[1:]})
    live = bench.ec2.describe_route_tables(RouteTableIds=tables)["RouteTables"]
    routed = {table["RouteTableId"] for table in live for route in table["Routes"] if route.get("GatewayId") == id}
    assert routed == set(tables[1:])


def test_an_unattached_internet_gateway_is_deleted_too(bench: Bench) -> None:
    id = bench.make(INTERNET_GATEWAY)
    handlers()[INTERNET_GATEWAY].delete(bench.at, id, {})
    assert bench.ec2.describe_internet_gateways()["InternetGateways"] == []


def test_a_flow_log_reaches_the_bucket_of_another_account(bench: Bench) -> None:
    id = bench.make(FLOW_LOG, **_flow_log(bench))
    log = bench.ec2.describe_flow_logs(FlowLogIds=[id])["FlowLogs"][0]
    assert log["LogDestination"] == "arn:aws:s3:::flow-logs"
    assert log["LogFormat"] == "${version} ${srcaddr}"


def test_a_flow_log_without_its_bucket_is_refused(bench: Bench) -> None:
    with pytest.raises(TwinError, match=r"AWS refuses CreateFlowLogs.*does not exist"):
        bench.make(FLOW_LOG, **{**_flow_log(bench), "logDestination": "arn:aws:s3:::missing"})


def test_a_flow_log_to_a_log_group_needs_its_role(bench: Bench) -> None:
    inputs = {**_flow_log(bench), "logDestinationType": "cloud-watch-logs"}
    inputs["logDestination"] = bench.at.arn("logs", "log-group:flow-logs")
    with pytest.raises(TwinError, match="DeliverLogsPermissionArn"):
        bench.make(FLOW_LOG, **inputs)
    assert bench.make(FLOW_LOG, **inputs, iamRoleArn=bench.at.arn("iam", "role/flow-logs", region=""))
