"""Amazon VPC: networks, their ways out, routes, private endpoints and flow logs."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any, ClassVar

from ..handlers import Handler, Place, Properties, TwinError, as_asked, conform, provider_spelling
from ._ec2 import Tagged, changes, in_order

# Inputs of the provider whose names are not the API's, and the API's.
_ROUTE_NAMES = {
    "cidrBlock": "DestinationCidrBlock",
    "ipv6CidrBlock": "DestinationIpv6CidrBlock",
    "egressOnlyGatewayId": "EgressOnlyInternetGatewayId",
}


class Vpc(Tagged):
    token = "aws:ec2/vpc:Vpc"
    replaces = frozenset(("cidrBlock", "instanceTenancy", "region"))
    kind, describe, listed, ids = "vpc", "describe_vpcs", "Vpcs", "VpcIds"
    switches: ClassVar = {"enableDnsSupport": "EnableDnsSupport", "enableDnsHostnames": "EnableDnsHostnames"}

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        request = conform(inputs, "ec2", "CreateVpc") | {"TagSpecifications": self.specified(inputs)}
        id = at.client("ec2").create_vpc(**request)["Vpc"]["VpcId"]
        self.update(at, id, inputs)
        return id, self._defaults(at, id)

    def _defaults(self, at: Place, id: str) -> dict[str, Any]:
        """What AWS puts into every VPC."""
        client, inside = at.client("ec2"), {"Name": "vpc-id", "Values": [id]}
        tables = client.describe_route_tables(Filters=[inside, {"Name": "association.main", "Values": ["true"]}])
        acls = client.describe_network_acls(Filters=[inside, {"Name": "default", "Values": ["true"]}])
        groups = client.describe_security_groups(Filters=[inside, {"Name": "group-name", "Values": ["default"]}])
        table = tables["RouteTables"][0]["RouteTableId"]
        return {
            "ownerId": at.account,
            "mainRouteTableId": table,
            "defaultRouteTableId": table,
            "defaultNetworkAclId": acls["NetworkAcls"][0]["NetworkAclId"],
            "defaultSecurityGroupId": groups["SecurityGroups"][0]["GroupId"],
        }

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        live = {"cidrBlock": item["CidrBlock"], "instanceTenancy": item["InstanceTenancy"]}
        for name, member in self.switches.items():
            attribute = name[0].lower() + name[1:]
            answer = at.client("ec2").describe_vpc_attribute(VpcId=item["VpcId"], Attribute=attribute)
            live[name] = answer[member]["Value"]
        return live

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        defaults = {"enableDnsSupport": True, "enableDnsHostnames": False}
        for name, member in self.switches.items():
            # EC2 takes one attribute a call.
            value = inputs.get(name)
            at.client("ec2").modify_vpc_attribute(
                VpcId=id, **{member: {"Value": defaults[name] if value is None else value}}
            )
        return super().update(at, id, inputs)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").delete_vpc(VpcId=id)


class Subnet(Tagged):
    token = "aws:ec2/subnet:Subnet"
    replaces = frozenset(("availabilityZone", "availabilityZoneId", "cidrBlock", "region", "vpcId"))
    kind, describe, listed, ids = "subnet", "describe_subnets", "Subnets", "SubnetIds"

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        request = conform(inputs, "ec2", "CreateSubnet") | {"TagSpecifications": self.specified(inputs)}
        subnet = at.client("ec2").create_subnet(**request)["Subnet"]
        # moto makes the first subnet of a zone a default one, which gives out public addresses.
        self.update(at, subnet["SubnetId"], inputs)
        return subnet["SubnetId"], {"ownerId": at.account}

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        return {
            "vpcId": item["VpcId"],
            "cidrBlock": item["CidrBlock"],
            "availabilityZone": item["AvailabilityZone"],
            "availabilityZoneId": item["AvailabilityZoneId"],
            "mapPublicIpOnLaunch": item["MapPublicIpOnLaunch"],
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        public = {"Value": bool(inputs.get("mapPublicIpOnLaunch"))}
        at.client("ec2").modify_subnet_attribute(SubnetId=id, MapPublicIpOnLaunch=public)
        return super().update(at, id, inputs)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").delete_subnet(SubnetId=id)


class InternetGateway(Tagged):
    token = "aws:ec2/internetGateway:InternetGateway"
    replaces = frozenset(("region",))
    kind, describe, listed = "internet-gateway", "describe_internet_gateways", "InternetGateways"
    ids = "InternetGatewayIds"

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        answer = at.client("ec2").create_internet_gateway(TagSpecifications=self.specified(inputs))
        id = answer["InternetGateway"]["InternetGatewayId"]
        self.update(at, id, inputs)
        return id, {"ownerId": at.account}

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        return {"vpcId": next((attached["VpcId"] for attached in item["Attachments"]), None)}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        client, wanted = at.client("ec2"), inputs.get("vpcId")
        attached = self.live(at, self.found(at, id), inputs)["vpcId"]
        if attached and attached != wanted:
            client.detach_internet_gateway(InternetGatewayId=id, VpcId=attached)
        if wanted and attached != wanted:
            client.attach_internet_gateway(InternetGatewayId=id, VpcId=wanted)
        return super().update(at, id, inputs)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        self.update(at, id, {})
        at.client("ec2").delete_internet_gateway(InternetGatewayId=id)


class Eip(Tagged):
    token = "aws:ec2/eip:Eip"
    replaces = frozenset(("address", "domain", "networkBorderGroup", "publicIpv4Pool", "region"))
    kind, describe, listed, ids = "elastic-ip", "describe_addresses", "Addresses", "AllocationIds"

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        address = at.client("ec2").allocate_address(Domain="vpc", TagSpecifications=self.specified(inputs))
        return address["AllocationId"], {"allocationId": address["AllocationId"], "publicIp": address["PublicIp"]}

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        return {
            "domain": item["Domain"],
            "instance": item.get("InstanceId") or None,
            "networkInterface": item.get("NetworkInterfaceId") or None,
        }

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").release_address(AllocationId=id)


class NatGateway(Tagged):
    token = "aws:ec2/natGateway:NatGateway"
    replaces = frozenset(("allocationId", "connectivityType", "privateIp", "region", "subnetId"))
    kind, describe, listed, ids = "natgateway", "describe_nat_gateways", "NatGateways", "NatGatewayIds"

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        request = conform({"connectivityType": "public", **inputs}, "ec2", "CreateNatGateway")
        request["TagSpecifications"] = self.specified(inputs)
        gateway = at.client("ec2").create_nat_gateway(**request)["NatGateway"]
        address = gateway["NatGatewayAddresses"][0]
        return gateway["NatGatewayId"], {
            "associationId": address.get("AssociationId"),
            "networkInterfaceId": address["NetworkInterfaceId"],
            "privateIp": address["PrivateIp"],
            "publicIp": address.get("PublicIp"),
        }

    def found(self, at: Place, id: str) -> Any:
        # EC2 lists a deleted gateway for another hour.
        item = super().found(at, id)
        return item if item and item["State"] == "available" else None

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        address = item["NatGatewayAddresses"][0]
        return {
            "allocationId": address.get("AllocationId"),
            "connectivityType": item["ConnectivityType"],
            "subnetId": item["SubnetId"],
        }

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").delete_nat_gateway(NatGatewayId=id)


class RouteTable(Tagged):
    token = "aws:ec2/routeTable:RouteTable"
    replaces = frozenset(("region", "vpcId"))
    kind, describe, listed, ids = "route-table", "describe_route_tables", "RouteTables", "RouteTableIds"

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        answer = at.client("ec2").create_route_table(VpcId=inputs["vpcId"], TagSpecifications=self.specified(inputs))
        id = answer["RouteTable"]["RouteTableId"]
        self._write_routes(at, id, inputs)
        return id, {"ownerId": at.account}

    def _write_routes(self, at: Place, id: str, inputs: Properties) -> None:
        for route in inputs.get("routes") or ():
            request = conform(route, "ec2", "CreateRoute", rename=_ROUTE_NAMES) | {"RouteTableId": id}
            at.client("ec2").create_route(**request)

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        live: dict[str, Any] = {"vpcId": item["VpcId"]}
        if (asked := inputs.get("routes")) is not None:
            own = {_destination(route): _spelled(route) for route in item["Routes"] if _is_own(route)}
            wanted = [as_asked(own.pop(_destination(route), {}), route) for route in asked]
            live["routes"] = [*wanted, *own.values()]
        return live

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        if inputs.get("routes") is not None:
            for route in self.found(at, id)["Routes"]:
                if _is_own(route):
                    _delete_route(at, id, _destination(route))
            self._write_routes(at, id, inputs)
        return super().update(at, id, inputs)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").delete_route_table(RouteTableId=id)


def _destination(route: Mapping[str, Any]) -> str:
    """Where a route leads, be it an answer, a route's inputs, or an item of a route table's."""
    members = {name.lower().removeprefix("destination"): value for name, value in route.items()}
    return str(members.get("cidrblock") or members.get("ipv6cidrblock") or members["prefixlistid"])


def _spelled(route: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with the names that the provider gives to some members besides EC2's."""
    return {**route, **{name: route[member] for name, member in _ROUTE_NAMES.items() if member in route}}


def _is_own(route: Mapping[str, Any]) -> bool:
    """Whether a program wrote the route: AWS adds the VPC's own and the ones of gateway endpoints."""
    gateway = route.get("GatewayId") or ""
    return gateway != "local" and not gateway.startswith("vpce-")


def _delete_route(at: Place, table: str, destination: str) -> None:
    kind = "DestinationIpv6CidrBlock" if ":" in destination else "DestinationCidrBlock"
    kind = "DestinationPrefixListId" if destination.startswith("pl-") else kind
    at.client("ec2").delete_route(RouteTableId=table, **{kind: destination})


class Route(Handler):
    token = "aws:ec2/route:Route"
    replaces = frozenset(
        ("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "region", "routeTableId")
    )

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        at.client("ec2").create_route(**conform(inputs, "ec2", "CreateRoute", rename=_ROUTE_NAMES))
        id = f"r-{inputs['routeTableId']}{zlib.crc32(_destination(inputs).encode())}"
        return id, {"origin": "CreateRoute", "state": "active"}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        table = RouteTable().found(at, inputs["routeTableId"])
        for route in table["Routes"] if table else ():
            if _is_own(route) and _destination(route) == _destination(inputs):
                whole = {**_spelled(route), "RouteTableId": table["RouteTableId"], "Region": at.region}
                return dict(as_asked(whole, inputs))
        return None

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        at.client("ec2").replace_route(**conform(inputs, "ec2", "ReplaceRoute", rename=_ROUTE_NAMES))
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _delete_route(at, outputs["routeTableId"], _destination(outputs))


class RouteTableAssociation(Handler):
    """Found by its subnet or gateway, since EC2 gives it a new id whenever it moves to another route table."""

    token = "aws:ec2/routeTableAssociation:RouteTableAssociation"
    replaces = frozenset(("gatewayId", "region", "subnetId"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        answer = at.client("ec2").associate_route_table(**conform(inputs, "ec2", "AssociateRouteTable"))
        return answer["AssociationId"], {}

    def _found(self, at: Place, inputs: Properties) -> Any:
        target = inputs.get("subnetId") or inputs["gatewayId"]
        for table in at.client("ec2").describe_route_tables()["RouteTables"]:
            for association in table["Associations"]:
                if target in (association.get("SubnetId"), association.get("GatewayId")):
                    return association
        return None

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        association = self._found(at, inputs)
        return association and provider_spelling(association, "GatewayId", "RouteTableId", "SubnetId")

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        at.client("ec2").replace_route_table_association(
            AssociationId=self._found(at, inputs)["RouteTableAssociationId"], RouteTableId=inputs["routeTableId"]
        )
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").disassociate_route_table(AssociationId=self._found(at, outputs)["RouteTableAssociationId"])


class VpcEndpoint(Tagged):
    token = "aws:ec2/vpcEndpoint:VpcEndpoint"
    replaces = frozenset(
        ("region", "resourceConfigurationArn", "serviceName", "serviceNetworkArn", "vpcEndpointType", "vpcId")
    )
    kind, describe, listed, ids = "vpc-endpoint", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointIds"

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        asked = {"vpcEndpointType": "Gateway", "privateDnsEnabled": False, **inputs}
        request = conform(asked, "ec2", "CreateVpcEndpoint", rename={"policy": "PolicyDocument"})
        request["TagSpecifications"] = self.specified(inputs)
        endpoint = at.client("ec2").create_vpc_endpoint(**request)["VpcEndpoint"]
        names = [provider_spelling(entry) for entry in endpoint.get("DnsEntries") or ()]
        return endpoint["VpcEndpointId"], {"dnsEntries": names, "ownerId": at.account, "state": "available"}

    def found(self, at: Place, id: str) -> Any:
        item = super().found(at, id)
        return item if item and item["State"] == "available" else None

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        groups = [group["GroupId"] for group in item.get("Groups") or ()]
        return {
            **provider_spelling(
                item, "NetworkInterfaceIds", "PrivateDnsEnabled", "ServiceName", "VpcEndpointType", "VpcId"
            ),
            "policy": item["PolicyDocument"],
            "routeTableIds": in_order(item.get("RouteTableIds") or (), inputs.get("routeTableIds")),
            "securityGroupIds": in_order(groups, inputs.get("securityGroupIds")),
            "subnetIds": in_order(item.get("SubnetIds") or (), inputs.get("subnetIds")),
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        live = self.live(at, self.found(at, id), inputs)
        request = conform(inputs, "ec2", "ModifyVpcEndpoint", rename={"policy": "PolicyDocument"})
        for name in ("routeTableIds", "securityGroupIds", "subnetIds"):
            member = name[0].upper() + name[1:]
            added, removed = changes(live[name], inputs.get(name))
            request |= {f"Add{member}": added} if added else {}
            request |= {f"Remove{member}": removed} if removed else {}
        at.client("ec2").modify_vpc_endpoint(VpcEndpointId=id, **request)
        return super().update(at, id, inputs)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").delete_vpc_endpoints(VpcEndpointIds=[id])


class FlowLog(Tagged):
    token = "aws:ec2/flowLog:FlowLog"
    replaces = frozenset(
        (
            "deliverCrossAccountRole destinationOptions eniId iamRoleArn logDestination logDestinationType logFormat "
            "maxAggregationInterval region subnetId trafficType transitGatewayAttachmentId transitGatewayId vpcId"
        ).split()
    )
    kind, describe, listed, ids = "vpc-flow-log", "describe_flow_logs", "FlowLogs", "FlowLogIds"
    sources: ClassVar = {
        "eniId": "NetworkInterface",
        "subnetId": "Subnet",
        "transitGatewayAttachmentId": "TransitGatewayAttachment",
        "transitGatewayId": "TransitGateway",
        "vpcId": "VPC",
    }

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        source = next(name for name in self.sources if inputs.get(name))
        request = conform(inputs, "ec2", "CreateFlowLogs", rename={"iamRoleArn": "DeliverLogsPermissionArn"})
        request |= {"ResourceIds": [inputs[source]], "ResourceType": self.sources[source]}
        answer = at.client("ec2").create_flow_logs(**request, TagSpecifications=self.specified(inputs))
        for failure in answer["Unsuccessful"]:
            raise TwinError(f"{self.token}: AWS refuses CreateFlowLogs: {failure['Error']['Message']}")
        return answer["FlowLogIds"][0], {}

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        live = provider_spelling(
            item, "LogDestination", "LogDestinationType", "LogFormat", "MaxAggregationInterval", "TrafficType"
        )
        # moto keeps neither the options of the destination nor what kind of source it is.
        source = next(name for name in self.sources if inputs.get(name))
        return {**live, source: item["ResourceId"], "iamRoleArn": item.get("DeliverLogsPermissionArn")}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").delete_flow_logs(FlowLogIds=[id])
