"""Amazon VPC: what filters traffic, network ACLs by subnet and security groups by interface."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from ..handlers import Handler, Place, Properties, as_asked, conform, provider_spelling
from ._ec2 import Tagged, changes, in_order

# The numbers that EC2 takes for the protocols that programs name. Source: IANA, "Assigned Internet Protocol Numbers".
_PROTOCOLS = {"all": "-1", "icmp": "1", "tcp": "6", "udp": "17"}


class NetworkAcl(Tagged):
    """Its entries and subnets are exactly the ones that were asked for."""

    token = "aws:ec2/networkAcl:NetworkAcl"
    replaces = frozenset(("region", "vpcId"))
    kind, describe, listed, ids = "network-acl", "describe_network_acls", "NetworkAcls", "NetworkAclIds"

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        answer = at.client("ec2").create_network_acl(VpcId=inputs["vpcId"], TagSpecifications=self.specified(inputs))
        id = answer["NetworkAcl"]["NetworkAclId"]
        self.update(at, id, inputs)
        return id, {"ownerId": at.account}

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        subnets = (association["SubnetId"] for association in item["Associations"])
        return {
            "vpcId": item["VpcId"],
            "subnetIds": in_order(subnets, inputs.get("subnetIds")),
            **{
                name: _entries_as_asked(_entries(item, egress=name == "egress"), inputs.get(name) or ())
                for name in ("egress", "ingress")
            },
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        client = at.client("ec2")
        acl = self.found(at, id)
        for egress in (False, True):
            for entry in _entries(acl, egress=egress):
                client.delete_network_acl_entry(NetworkAclId=id, RuleNumber=entry["RuleNumber"], Egress=egress)
            for asked in inputs.get("egress" if egress else "ingress") or ():
                client.create_network_acl_entry(**_entry(asked, id, egress=egress))
        live = [association["SubnetId"] for association in acl["Associations"]]
        added, removed = changes(live, inputs.get("subnetIds"))
        for subnet in added:
            _filter_subnet(at, subnet, id)
        for subnet in removed:
            _filter_subnet(at, subnet, _default_acl(at, acl["VpcId"]))
        return super().update(at, id, inputs)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        self.update(at, id, {})
        at.client("ec2").delete_network_acl(NetworkAclId=id)


class DefaultNetworkAcl(NetworkAcl):
    """Adopts the ACL that AWS put into the VPC and takes its entries away; deleting it only forgets it."""

    token = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"
    replaces = frozenset(("defaultNetworkAclId", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        id = inputs["defaultNetworkAclId"]
        self.update(at, id, inputs)
        return id, {"ownerId": at.account}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        # A subnet that is filtered by no other ACL can't leave the default one.
        held = [association["SubnetId"] for association in self.found(at, id)["Associations"]]
        return super().update(at, id, {**inputs, "subnetIds": [*(inputs.get("subnetIds") or ()), *held]})

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        return


def _entries(acl: Any, *, egress: bool) -> list[Any]:
    """The entries of one direction, without the last one, which AWS adds and which denies everything."""
    last = 32767
    return [entry for entry in acl["Entries"] if entry["Egress"] is egress and entry["RuleNumber"] != last]


def _protocol(name: str) -> str:
    return _PROTOCOLS.get(str(name).lower(), str(name))


def _entry(asked: Properties, acl: str, *, egress: bool) -> dict[str, Any]:
    """The request for an entry, from an item of an ACL's inputs or from the inputs of a rule."""
    entry = {"ruleNumber": asked.get("ruleNo"), "ruleAction": asked.get("action"), **asked}
    request = conform(entry, "ec2", "CreateNetworkAclEntry")
    request |= {"NetworkAclId": acl, "Egress": egress, "Protocol": _protocol(asked["protocol"])}
    if request["Protocol"] == _PROTOCOLS["icmp"]:
        request["IcmpTypeCode"] = {"Type": int(asked.get("icmpType") or 0), "Code": int(asked.get("icmpCode") or 0)}
    elif request["Protocol"] != _PROTOCOLS["all"]:
        request["PortRange"] = {"From": int(asked["fromPort"]), "To": int(asked["toPort"])}
    return request


def _entry_as_asked(entry: Mapping[str, Any], asked: Properties) -> Any:
    ports = entry.get("PortRange") or {}
    live = {
        **entry,
        "RuleNo": entry["RuleNumber"],
        "Action": entry["RuleAction"],
        "FromPort": ports.get("From", 0),
        "ToPort": ports.get("To", 0),
        # moto does not keep them.
        "IcmpType": asked.get("icmpType"),
        "IcmpCode": asked.get("icmpCode"),
    }
    if entry["Protocol"] == _protocol(asked.get("protocol", "")):
        live["Protocol"] = asked["protocol"]
    return as_asked(live, asked)


def _entries_as_asked(entries: Sequence[Mapping[str, Any]], asked: Sequence[Properties]) -> list[Any]:
    """Entries by their numbers in the order that was asked for, the others behind."""
    live = {int(entry["RuleNumber"]): entry for entry in entries}
    numbers = [int(item["ruleNo"]) for item in asked]
    wanted = [
        _entry_as_asked(live.pop(number), item) for number, item in zip(numbers, asked, strict=True) if number in live
    ]
    return [*wanted, *live.values()]


def _default_acl(at: Place, vpc: str) -> str:
    filters = [{"Name": "vpc-id", "Values": [vpc]}, {"Name": "default", "Values": ["true"]}]
    return str(at.client("ec2").describe_network_acls(Filters=filters)["NetworkAcls"][0]["NetworkAclId"])


def _filtering(at: Place, subnet: str) -> Any:
    """The association of a subnet with the one ACL that filters it."""
    filters = [{"Name": "association.subnet-id", "Values": [subnet]}]
    for acl in at.client("ec2").describe_network_acls(Filters=filters)["NetworkAcls"]:
        for association in acl["Associations"]:
            if association["SubnetId"] == subnet:
                return {**association, "VpcId": acl["VpcId"]}
    return None


def _filter_subnet(at: Place, subnet: str, acl: str) -> str:
    """Put a subnet under another ACL; return the id of the new association."""
    association = _filtering(at, subnet)["NetworkAclAssociationId"]
    answer = at.client("ec2").replace_network_acl_association(AssociationId=association, NetworkAclId=acl)
    return str(answer["NewAssociationId"])


class NetworkAclRule(Handler):
    token = "aws:ec2/networkAclRule:NetworkAclRule"
    replaces = frozenset(
        (
            "cidrBlock egress fromPort icmpCode icmpType ipv6CidrBlock networkAclId protocol region ruleAction "
            "ruleNumber toPort"
        ).split()
    )

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        acl, number, egress = inputs["networkAclId"], inputs["ruleNumber"], bool(inputs.get("egress"))
        at.client("ec2").create_network_acl_entry(**_entry(inputs, acl, egress=egress))
        return f"nacl-{zlib.crc32(f'{acl}-{number}-{egress}'.encode())}", {}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        acl = NetworkAcl().found(at, inputs["networkAclId"])
        for entry in _entries(acl, egress=bool(inputs.get("egress"))) if acl else ():
            if entry["RuleNumber"] == int(inputs["ruleNumber"]):
                whole = {**entry, "NetworkAclId": inputs["networkAclId"], "Region": at.region}
                return dict(_entry_as_asked(whole, inputs))
        return None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").delete_network_acl_entry(
            NetworkAclId=outputs["networkAclId"],
            RuleNumber=int(outputs["ruleNumber"]),
            Egress=bool(outputs.get("egress")),
        )


class NetworkAclAssociation(Handler):
    token = "aws:ec2/networkAclAssociation:NetworkAclAssociation"
    replaces = frozenset(("networkAclId", "region", "subnetId"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        return _filter_subnet(at, inputs["subnetId"], inputs["networkAclId"]), {}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        association = _filtering(at, inputs["subnetId"])
        if association is None or association["NetworkAclAssociationId"] != id:
            return None
        return provider_spelling(association, "NetworkAclId", "SubnetId")

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        vpc = _filtering(at, outputs["subnetId"])["VpcId"]
        _filter_subnet(at, outputs["subnetId"], _default_acl(at, vpc))


class SecurityGroup(Tagged):
    """Starts without rules, as the provider has it; inline rules are the only ones, where there are any."""

    token = "aws:ec2/securityGroup:SecurityGroup"
    replaces = frozenset(("description", "name", "namePrefix", "region", "vpcId"))
    kind, describe, listed, ids = "security-group", "describe_security_groups", "SecurityGroups", "GroupIds"

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        # The provider's own description, which EC2 demands.
        wanted = {"description": "Managed by Pulumi", **inputs, "groupName": inputs["name"]}
        request = conform(wanted, "ec2", "CreateSecurityGroup") | {"TagSpecifications": self.specified(inputs)}
        id = at.client("ec2").create_security_group(**request)["GroupId"]
        self.update(at, id, {**inputs, "egress": inputs.get("egress") or []})
        return id, {"ownerId": at.account}

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        live = {"name": item["GroupName"], "description": item["Description"], "vpcId": item["VpcId"]}
        for direction in ("egress", "ingress"):
            if (asked := inputs.get(direction)) is not None:
                rules = _rules(at, item["GroupId"], egress=direction == "egress")
                found = {_single(rule) for rule in rules}
                same = found == {single for rule in asked for single in _singles(rule, item["GroupId"])}
                live[direction] = asked if same else rules
        return live

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        for direction in ("egress", "ingress"):
            if (asked := inputs.get(direction)) is not None:
                _revoke(at, id, _rules(at, id, egress=direction == "egress"), direction)
                if permissions := [_permission(rule, id) for rule in asked]:
                    authorize = getattr(at.client("ec2"), f"authorize_security_group_{direction}")
                    authorize(GroupId=id, IpPermissions=permissions)
        return super().update(at, id, inputs)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("ec2").delete_security_group(GroupId=id)


class DefaultSecurityGroup(SecurityGroup):
    """Adopts the group that AWS put into the VPC and takes its rules away; deleting it only forgets it."""

    token = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
    replaces = frozenset(("region", "vpcId"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        filters = [{"Name": "vpc-id", "Values": [inputs["vpcId"]]}, {"Name": "group-name", "Values": ["default"]}]
        id = at.client("ec2").describe_security_groups(Filters=filters)["SecurityGroups"][0]["GroupId"]
        empty: dict[str, Any] = {"ingress": [], "egress": []}
        self.update(at, id, empty | {name: value for name, value in inputs.items() if value is not None})
        return id, {"ownerId": at.account}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        return


def _rules(at: Place, group: str, *, egress: bool) -> list[Any]:
    filters = [{"Name": "group-id", "Values": [group]}]
    rules = at.client("ec2").describe_security_group_rules(Filters=filters)["SecurityGroupRules"]
    return [rule for rule in rules if rule["IsEgress"] is egress]


def _revoke(at: Place, group: str, rules: Sequence[Any], direction: str) -> None:
    if ids := [rule["SecurityGroupRuleId"] for rule in rules]:
        revoke = getattr(at.client("ec2"), f"revoke_security_group_{direction}")
        revoke(GroupId=group, SecurityGroupRuleIds=ids)


Single = tuple[str, int, int, str, str]  # protocol, first and last port, peer, description


def _single(rule: Any) -> Single:
    """A rule as EC2 describes it."""
    group = (rule.get("ReferencedGroupInfo") or {}).get("GroupId")
    peer = rule.get("CidrIpv4") or rule.get("CidrIpv6") or rule.get("PrefixListId") or group
    return rule["IpProtocol"], rule["FromPort"], rule["ToPort"], str(peer), rule.get("Description") or ""


def _singles(rule: Properties, own: str) -> Iterator[Single]:
    """What an inline rule, which may name many peers, is in EC2: a rule for each."""
    protocol = "-1" if _protocol(rule["protocol"]) == _PROTOCOLS["all"] else str(rule["protocol"])
    ports = (-1, -1) if protocol == "-1" else (int(rule["fromPort"]), int(rule["toPort"]))
    blocks = [*(rule.get("cidrBlocks") or ()), *(rule.get("ipv6CidrBlocks") or ())]
    # moto keeps no descriptions of rules whose peer is a group or a list.
    yield from ((protocol, *ports, peer, rule.get("description") or "") for peer in blocks)
    others = [*(rule.get("prefixListIds") or ()), *_groups(rule, own)]
    yield from ((protocol, *ports, peer, "") for peer in others)


def _groups(rule: Properties, own: str) -> list[str]:
    return [*(rule.get("securityGroups") or ()), *([own] if rule.get("self") else [])]


def _permission(rule: Properties, own: str) -> dict[str, Any]:
    """An inline rule as EC2 takes it."""
    words = {"Description": rule["description"]} if rule.get("description") else {}
    return {
        "IpProtocol": str(rule["protocol"]),
        "FromPort": int(rule["fromPort"]),
        "ToPort": int(rule["toPort"]),
        "IpRanges": [{"CidrIp": block, **words} for block in rule.get("cidrBlocks") or ()],
        "Ipv6Ranges": [{"CidrIpv6": block, **words} for block in rule.get("ipv6CidrBlocks") or ()],
        "PrefixListIds": [{"PrefixListId": id, **words} for id in rule.get("prefixListIds") or ()],
        "UserIdGroupPairs": [{"GroupId": id, **words} for id in _groups(rule, own)],
    }


class _SecurityGroupRule(Tagged):
    """One rule with one peer.

    direction: ingress or egress.
    """

    replaces = frozenset(("region", "securityGroupId"))
    kind, describe, listed = "security-group-rule", "describe_security_group_rules", "SecurityGroupRules"
    ids = "SecurityGroupRuleIds"
    direction: ClassVar[str]

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        words = {"Description": inputs["description"]} if inputs.get("description") else {}
        peers = (
            ("cidrIpv4", "IpRanges", "CidrIp"),
            ("cidrIpv6", "Ipv6Ranges", "CidrIpv6"),
            ("prefixListId", "PrefixListIds", "PrefixListId"),
            ("referencedSecurityGroupId", "UserIdGroupPairs", "GroupId"),
        )
        permission: dict[str, Any] = conform(inputs, "ec2", "AuthorizeSecurityGroupIngress")
        permission = {name: permission[name] for name in ("IpProtocol", "FromPort", "ToPort") if name in permission}
        permission |= {kind: [{member: inputs[name], **words}] for name, kind, member in peers if inputs.get(name)}
        answer = getattr(at.client("ec2"), f"authorize_security_group_{self.direction}")(
            GroupId=inputs["securityGroupId"], IpPermissions=[permission], TagSpecifications=self.specified(inputs)
        )
        id = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        return id, {"securityGroupRuleId": id}

    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        live = provider_spelling(item, "CidrIpv4", "CidrIpv6", "IpProtocol", "PrefixListId")
        live["securityGroupId"] = item["GroupId"]
        if item["IpProtocol"] != "-1":
            live |= provider_spelling(item, "FromPort", "ToPort")
        if "CidrIpv4" in live or "CidrIpv6" in live:
            # moto keeps no descriptions of rules whose peer is a group or a list.
            live["description"] = item.get("Description")
        if group := item.get("ReferencedGroupInfo"):
            live["referencedSecurityGroupId"] = group["GroupId"]
        return live

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        rule = {**inputs, "referencedGroupId": inputs.get("referencedSecurityGroupId")}
        if _protocol(inputs["ipProtocol"]) == _PROTOCOLS["all"]:
            rule |= {"fromPort": -1, "toPort": -1}
        wanted = conform({"securityGroupRules": [{"securityGroupRule": rule}]}, "ec2", "ModifySecurityGroupRules")
        wanted["SecurityGroupRules"][0]["SecurityGroupRuleId"] = id
        at.client("ec2").modify_security_group_rules(GroupId=inputs["securityGroupId"], **wanted)
        return super().update(at, id, inputs)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _revoke(at, outputs["securityGroupId"], [{"SecurityGroupRuleId": id}], self.direction)


class SecurityGroupIngressRule(_SecurityGroupRule):
    token = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
    direction = "ingress"


class SecurityGroupEgressRule(_SecurityGroupRule):
    token = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
    direction = "egress"
