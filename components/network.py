"""A VPC: tiered subnets in every zone, a way out where one is wanted, private ways to AWS services, and flow logs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network
from typing import Any, Final, Literal, NotRequired, TypedDict, get_args

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from ._endpoint_policies import endpoint_policy
from ._log_group import log_group
from ._policies import document

TIERS: Final = ("public", "private", "isolated")

# What a private subnet needs to manage instances, use keys and secrets, write logs and assume roles without a way out.
INTERFACE_ENDPOINTS: Final = ("ssm", "ssmmessages", "ec2messages", "kms", "logs", "secretsmanager", "sts")
GATEWAY_ENDPOINTS: Final = ("s3", "dynamodb")

# The letters of the zones that new accounts see; us-west-1 differs from account to account.
_ZONE_LETTERS: Final = {"ap-northeast-1": "acd", "ca-central-1": "abd", "cn-north-1": "abd"}

# An Application Load Balancer takes a /27, and a zone's share is cut into one half and two quarters.
_SMALLEST_SHARE: Final = 25

_WORLD: Final = "0.0.0.0/0"

Nat = Literal["none", "single", "per_zone"]
Subnets = Mapping[str, Mapping[str, aws.ec2.Subnet]]  # by tier and by the letter of the zone
RouteTables = Mapping[str, aws.ec2.RouteTable]  # by _table_of

# Every field up to version 5. Source: Amazon VPC user guide, "Flow log records".
FLOW_LOG_FORMAT: Final = " ".join(
    f"${{{field}}}"
    for field in (
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action "
        "log-status vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id "
        "sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path"
    ).split()
)


def plan(cidr: str, zones: int) -> list[dict[str, str]]:
    """The blocks of the subnets, zone by zone: [{"public": "10.0.32.0/20", "private": "10.0.0.0/19", ...}, ...].

    Every zone has its share, a quarter of the VPC (of a /24: a half), whether the zone is in use or not, so that
    another zone renumbers nothing. Half of the share is private, a quarter each is public and isolated.

    Raises:
        ValueError: the range is none, is not from /16 to /24, or has no share for so many zones.
    """
    refused = ValueError(
        f"the network's range is {cidr}; expected one from /16 to /24 by its first address; choose another"
    )
    try:
        network = IPv4Network(cidr)
    except ValueError:
        raise refused from None
    if not 16 <= network.prefixlen <= 24:
        raise refused
    shares = list(network.subnets(new_prefix=min(network.prefixlen + 2, _SMALLEST_SHARE)))
    if not 1 <= zones <= len(shares):
        raise ValueError(
            f"the network spans {zones} zones; expected 1 to {len(shares)} in {cidr}; "
            "use a larger range, or another number of zones"
        )
    return [_tiers(share) for share in shares[:zones]]


def _tiers(share: IPv4Network) -> dict[str, str]:
    private, rest = share.subnets()
    public, isolated = rest.subnets()
    return {"public": str(public), "private": str(private), "isolated": str(isolated)}


def zone_letters(region: str, zones: int) -> str:
    """The letters of the first zones of a region, as in its zones' names: "abc" for three zones of eu-west-1.

    Raises:
        ValueError: the region is not known to have so many zones.
    """
    letters = _ZONE_LETTERS.get(region, "abcd")
    if zones > len(letters):
        raise ValueError(
            f"the network spans {zones} zones; {region} has {len(letters)} ({letters}); use fewer, or another region"
        )
    return letters[:zones]


class NetworkArgs(TypedDict):
    """cidr: private range from /16 to /24. availability_zones: how many, 1 to 4 (a /24 has room for 2).

    nat: the way out to the internet: "none" (then there is no public tier either), "single", or "per_zone" to outlive
    the loss of a zone. interface_endpoints: services by the end of their endpoint's name, such as "ecr.api".
    flow_log_bucket_arn: where flow logs go; without it, to a log group of the network's own account.
    organization_id: whose principals and resources may be reached through endpoints; without it, the account's own.
    trusted_organizations, trusted_accounts: whose resources may be reached too.
    """

    region: NotRequired[str]
    cidr: NotRequired[str]
    availability_zones: NotRequired[int]
    nat: NotRequired[Nat]
    interface_endpoints: NotRequired[Sequence[str]]
    flow_log_bucket_arn: NotRequired[pulumi.Input[str] | None]
    organization_id: NotRequired[pulumi.Input[str] | None]
    trusted_organizations: NotRequired[Sequence[str]]
    trusted_accounts: NotRequired[Sequence[str]]
    partition: NotRequired[str]


class Network(LandingZoneComponent):
    """A VPC of three tiers in each zone, built so that another zone, endpoint or NAT gateway replaces nothing.

    public: load balancers and NAT gateways, reachable on 80 and 443. private: workloads, which only the VPC reaches
    and which get out through NAT. isolated: data, without any route that leaves the VPC.

    The VPC is protected: a new range or region would replace everything in it.

    subnet_ids: by tier, in the order of the zones; tiers that don't exist are left out.
    nat_addresses: public addresses that the private tier is seen with, in the order of the zones.
    """

    vpc_id: pulumi.Output[str]
    subnet_ids: Mapping[str, Sequence[pulumi.Output[str]]]
    nat_addresses: Sequence[pulumi.Output[str]]

    def __init__(self, name: str, args: NetworkArgs | None = None, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        args = args or {}
        self._region = args.get("region", "us-east-1")
        cidr = args.get("cidr", "10.0.0.0/16")
        nat = args.get("nat", "none")
        if nat not in get_args(Nat):
            ways = ", ".join(get_args(Nat))
            raise ValueError(f"the network's way out is {nat!r}; expected one of {ways}; choose one of them")
        shares = plan(cidr, args.get("availability_zones", 2))
        zones = dict(zip(zone_letters(self._region, len(shares)), shares, strict=True))

        vpc = aws.ec2.Vpc(
            f"{name}-vpc",
            cidr_block=cidr,
            enable_dns_hostnames=True,
            enable_dns_support=True,
            **self._tagged(f"{name}-vpc", protect=True),
        )
        self.vpc_id = vpc.id
        aws.ec2.DefaultSecurityGroup(
            f"{name}-default-security-group",
            vpc_id=vpc.id,
            # Empty, not left out: what somebody adds by hand is taken away again.
            ingress=[],
            egress=[],
            **self._tagged(f"{name}-default-security-group"),
        )
        self._log_flows(name, vpc, args)

        subnets = self._subnets(name, vpc, zones, TIERS if nat != "none" else TIERS[1:])
        self.subnet_ids = {tier: [subnet.id for subnet in of_tier.values()] for tier, of_tier in subnets.items()}
        for tier, of_tier in subnets.items():
            self._network_acl(name, vpc, cidr, tier, of_tier)
        tables = self._route_tables(name, vpc, subnets)
        self.nat_addresses = []
        if nat != "none":
            gateways = self._ways_out(name, vpc, subnets, tables, single=nat == "single")
            self.nat_addresses = [gateway.public_ip for gateway in gateways]
        self._endpoints(name, vpc, cidr, subnets, tables, args)
        self.register_outputs({"vpcId": self.vpc_id, "subnetIds": self.subnet_ids, "natAddresses": self.nat_addresses})

    def _tagged(self, child: str, **options: Any) -> dict[str, Any]:
        """What all children with tags have in common."""
        return {"region": self._region, "tags": {"Name": f"{PREFIX}-{child}"}, "opts": self.child(**options)}

    def _log_flows(self, name: str, vpc: aws.ec2.Vpc, args: NetworkArgs) -> None:
        bucket = args.get("flow_log_bucket_arn")
        if bucket is None:
            destination = self._log_group(name, vpc, args)
        else:
            destination = {"log_destination": bucket, "log_destination_type": "s3"}
        aws.ec2.FlowLog(
            f"{name}-flow-log",
            vpc_id=vpc.id,
            traffic_type="ALL",
            log_format=FLOW_LOG_FORMAT,
            max_aggregation_interval=60,
            **destination,
            **self._tagged(f"{name}-flow-log"),
        )

    def _log_group(self, name: str, vpc: aws.ec2.Vpc, args: NetworkArgs) -> dict[str, Any]:
        """A log group of the network's own, and the role that flow logs are written to it with."""
        partition = args.get("partition", "aws")
        child = f"{name}-flow-logs"
        group = log_group(
            self,
            child,
            f"{PREFIX}-{child}",
            region=self._region,
            account_id=vpc.owner_id,
            partition=partition,
        )
        # Source: Amazon VPC user guide, "IAM role for publishing flow logs to CloudWatch Logs".
        logs = pulumi.Output.format("arn:{0}:ec2:{1}:{2}:vpc-flow-log/*", partition, self._region, vpc.owner_id)
        role = aws.iam.Role(
            f"{child}-role",
            name=f"{PREFIX}-{child}",
            assume_role_policy=document(
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "vpc-flow-logs.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                    "Condition": {
                        "StringEquals": {"aws:SourceAccount": vpc.owner_id},
                        "ArnLike": {"aws:SourceArn": logs},
                    },
                }
            ),
            tags={"Name": f"{PREFIX}-{child}"},
            opts=self.child(),
        )
        policy = aws.iam.RolePolicy(
            f"{child}-policy",
            name=f"{PREFIX}-{child}",
            role=role.name,
            policy=document(
                {
                    "Effect": "Allow",
                    "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                    "Resource": pulumi.Output.format("{0}:*", group.arn),
                },
                {
                    "Effect": "Allow",
                    "Action": "logs:DescribeLogGroups",
                    "Resource": pulumi.Output.format(
                        "arn:{0}:logs:{1}:{2}:log-group:*", partition, self._region, vpc.owner_id
                    ),
                },
            ),
            opts=self.child(),
        )
        return {
            "log_destination": group.arn,
            "log_destination_type": "cloud-watch-logs",
            # The role is of use once it may write.
            "iam_role_arn": policy.id.apply(lambda _: role.arn),
        }

    def _subnets(
        self, name: str, vpc: aws.ec2.Vpc, zones: Mapping[str, Mapping[str, str]], tiers: Sequence[str]
    ) -> Subnets:
        return {
            tier: {
                letter: aws.ec2.Subnet(
                    f"{name}-subnet-{tier}-{letter}",
                    vpc_id=vpc.id,
                    availability_zone=f"{self._region}{letter}",
                    cidr_block=blocks[tier],
                    map_public_ip_on_launch=False,
                    **self._tagged(f"{name}-subnet-{tier}-{letter}"),
                )
                for letter, blocks in zones.items()
            }
            for tier in tiers
        }

    def _network_acl(
        self, name: str, vpc: aws.ec2.Vpc, cidr: str, tier: str, subnets: Mapping[str, aws.ec2.Subnet]
    ) -> None:
        ingress, egress = _acl_rules(tier, cidr)
        aws.ec2.NetworkAcl(
            f"{name}-acl-{tier}",
            vpc_id=vpc.id,
            subnet_ids=[subnet.id for subnet in subnets.values()],
            ingress=[aws.ec2.NetworkAclIngressArgs(**rule) for rule in ingress],
            egress=[aws.ec2.NetworkAclEgressArgs(**rule) for rule in egress],
            **self._tagged(f"{name}-acl-{tier}"),
        )

    def _route_tables(self, name: str, vpc: aws.ec2.Vpc, subnets: Subnets) -> RouteTables:
        tables: dict[str, aws.ec2.RouteTable] = {}
        for tier, of_tier in subnets.items():
            for letter, subnet in of_tier.items():
                key = _table_of(tier, letter)
                if key not in tables:
                    tables[key] = aws.ec2.RouteTable(
                        f"{name}-routes-{key}", vpc_id=vpc.id, **self._tagged(f"{name}-routes-{key}")
                    )
                aws.ec2.RouteTableAssociation(
                    f"{name}-routed-{tier}-{letter}",
                    route_table_id=tables[key].id,
                    subnet_id=subnet.id,
                    region=self._region,
                    opts=self.child(),
                )
        return tables

    def _ways_out(
        self, name: str, vpc: aws.ec2.Vpc, subnets: Subnets, tables: RouteTables, *, single: bool
    ) -> list[aws.ec2.NatGateway]:
        public = subnets["public"]
        internet = aws.ec2.InternetGateway(
            f"{name}-internet-gateway", vpc_id=vpc.id, **self._tagged(f"{name}-internet-gateway")
        )
        self._default_route(f"{name}-route-public", tables["public"], gateway_id=internet.id)
        first = next(iter(public))
        gateways: dict[str, aws.ec2.NatGateway] = {}
        for letter in [first] if single else public:
            address = aws.ec2.Eip(
                f"{name}-nat-address-{letter}",
                domain="vpc",
                **self._tagged(f"{name}-nat-address-{letter}", depends_on=[internet]),
            )
            gateways[letter] = aws.ec2.NatGateway(
                f"{name}-nat-{letter}",
                allocation_id=address.id,
                connectivity_type="public",
                subnet_id=public[letter].id,
                **self._tagged(f"{name}-nat-{letter}", depends_on=[internet]),
            )
        for letter in subnets["private"]:
            gateway = gateways.get(letter, gateways[first])
            table = tables[_table_of("private", letter)]
            self._default_route(f"{name}-route-private-{letter}", table, nat_gateway_id=gateway.id)
        return list(gateways.values())

    def _default_route(self, child: str, table: aws.ec2.RouteTable, **target: pulumi.Input[str]) -> None:
        aws.ec2.Route(
            child,
            route_table_id=table.id,
            destination_cidr_block=_WORLD,
            region=self._region,
            opts=self.child(),
            **target,
        )

    def _endpoints(
        self,
        name: str,
        vpc: aws.ec2.Vpc,
        cidr: str,
        subnets: Subnets,
        tables: RouteTables,
        args: NetworkArgs,
    ) -> None:
        def endpoint(child: str, service: str, **kind: Any) -> None:
            aws.ec2.VpcEndpoint(
                child,
                vpc_id=vpc.id,
                service_name=f"com.amazonaws.{self._region}.{service}",
                policy=endpoint_policy(
                    service,
                    region=self._region,
                    partition=args.get("partition", "aws"),
                    organization_id=args.get("organization_id"),
                    account_id=vpc.owner_id,
                    trusted_organizations=args.get("trusted_organizations", ()),
                    trusted_accounts=args.get("trusted_accounts", ()),
                ),
                **kind,
                **self._tagged(child),
            )

        # A gateway endpoint is a route, so the isolated tier gets none.
        routed = [table.id for key, table in tables.items() if key != "isolated"]
        for service in GATEWAY_ENDPOINTS:
            endpoint(
                f"{name}-gateway-{service}",
                service,
                vpc_endpoint_type="Gateway",
                route_table_ids=routed,
            )
        services = args.get("interface_endpoints", INTERFACE_ENDPOINTS)
        if not services:
            return
        group = aws.ec2.SecurityGroup(
            f"{name}-endpoints",
            name=f"{PREFIX}-{name}-endpoints",
            description="AWS services through interface endpoints, for the VPC",
            vpc_id=vpc.id,
            **self._tagged(f"{name}-endpoints"),
        )
        aws.vpc.SecurityGroupIngressRule(
            f"{name}-endpoints-https",
            security_group_id=group.id,
            description="HTTPS from the VPC",
            cidr_ipv4=cidr,
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            **self._tagged(f"{name}-endpoints-https"),
        )
        for service in services:
            endpoint(
                f"{name}-endpoint-{service}",
                service,
                vpc_endpoint_type="Interface",
                private_dns_enabled=True,
                security_group_ids=[group.id],
                subnet_ids=[subnet.id for subnet in subnets["private"].values()],
            )


def _table_of(tier: str, letter: str) -> str:
    """The route table of a subnet. Private zones have one each, so that more NAT gateways move no subnet."""
    return f"private-{letter}" if tier == "private" else tier


def _acl_rules(tier: str, cidr: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Ingress and egress of a tier. Network ACLs keep no state: answers come back to ephemeral ports."""
    inside = _acl_rule(100, "allow", cidr)
    web = [_acl_rule(110, "allow", _WORLD, 80), _acl_rule(120, "allow", _WORLD, 443)]
    # NAT gateways and load balancers use all ports from 1024. Remote desktop and WinRM are among them.
    no_administration = [_acl_rule(200, "deny", _WORLD, 3389), _acl_rule(210, "deny", _WORLD, 5985, 5986)]
    answers = _acl_rule(300, "allow", _WORLD, 1024, 65535)
    if tier == "public":
        return [inside, *web, *no_administration, answers], [inside, *web, answers]
    if tier == "private":
        # Answers from the internet, and from S3 and DynamoDB, keep their public source address.
        return [inside, *no_administration, answers], [inside, *web]
    return [inside], [inside]


def _acl_rule(number: int, action: str, cidr: str, from_port: int = 0, to_port: int | None = None) -> dict[str, Any]:
    """One entry: TCP on the given ports, or everything when there are none."""
    return {
        "rule_no": number,
        "action": action,
        "cidr_block": cidr,
        "protocol": "tcp" if from_port else "-1",
        "from_port": from_port,
        "to_port": from_port if to_port is None else to_port,
    }
