"""The network layer: the VPCs of the file, each in its account and region, and web ACLs for what they show."""

from __future__ import annotations

from components.network import Network
from components.web_acl import WebAcl

from ._zone import Zone


def deploy(zone: Zone) -> None:
    """Build the networks; publishes by network's name the VPC's id, the subnets' ids by tier and the NAT gateways'
    addresses, and the web ACLs' ARNs by "<account>-<region>".
    """
    file = zone.organization
    networks: dict[str, Network] = {}
    web_acls: dict[str, WebAcl] = {}
    for name, network in file.networks.items():
        options = zone.within(network.account, depends_on=zone.after("logging", "accounts"))
        networks[name] = Network(
            name,
            {
                "region": network.region,
                "cidr": network.cidr,
                "availability_zones": network.availability_zones,
                "nat": network.nat,
                "interface_endpoints": network.interface_endpoints,
                "flow_log_bucket_arn": zone.output("logging", "flow_log_bucket_arn"),
                "organization_id": zone.output("organization", "id"),
                "trusted_organizations": file.perimeter.organizations,
                "trusted_accounts": file.perimeter.accounts,
                "partition": file.partition,
            },
            options,
        )
        # A web ACL protects any number of applications of its account and region.
        place = f"{network.account}-{network.region}"
        if network.web_acl and place not in web_acls:
            web_acls[place] = WebAcl(
                f"web-{place}",
                {
                    "region": network.region,
                    "log_retention_days": file.logging.retention_days,
                    "partition": file.partition,
                },
                options,
            )
    zone.built("network", *networks.values(), *web_acls.values())
    zone.publish(
        "network",
        {
            "vpc_ids": {name: network.vpc_id for name, network in networks.items()},
            "subnet_ids": {name: network.subnet_ids for name, network in networks.items()},
            "nat_addresses": {name: network.nat_addresses for name, network in networks.items()},
            "web_acl_arns": {place: web_acl.arn for place, web_acl in web_acls.items()},
        },
    )
