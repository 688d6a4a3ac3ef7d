"""What hooks do beside a resource's creation: in the right account and region, waiting where AWS needs time.

Not proved here: how long AWS needs, and what the access role may do there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boto3
import pulumi
import pulumi_aws as aws
import pytest
from botocore.exceptions import ClientError

from components import _hooks
from components._base import ACCESS_ROLE
from components._hooks import (
    ATTEMPTS,
    TRANSIENT,
    DefaultVpcInUse,
    account_ready,
    default_vpc_gone,
    delete_default_vpc,
    make_service_linked_role,
    service_linked_role,
    transient,
    wait_for_account,
)
from tests.conftest import HOME_REGION, OTHER_REGION, World, only
from twin import monitor
from twin.handlers import Place, TwinError, carry_out
from twin.monitor import ProgramError

SERVICE = "access-analyzer.amazonaws.com"


def test_a_service_linked_role_is_made_in_the_account(world: World) -> None:
    make_service_linked_role(world.accounts["first"], HOME_REGION, SERVICE)
    assert world.client("iam", "first").get_role(RoleName="AWSServiceRoleForAccessAnalyzer")
    with pytest.raises(ClientError, match="NoSuchEntity"):
        world.client("iam", "second").get_role(RoleName="AWSServiceRoleForAccessAnalyzer")


class Refusing:
    """A client that refuses every role with one error code."""

    def __init__(self, code: str) -> None:
        self.code = code

    def create_service_linked_role(self, **_: Any) -> None:
        raise ClientError({"Error": {"Code": self.code, "Message": "no"}}, "CreateServiceLinkedRole")


@pytest.mark.parametrize("code", ["InvalidInput", "EntityAlreadyExists"])
def test_a_role_that_is_there_is_no_problem(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_hooks, "_client", lambda *_: Refusing(code))
    make_service_linked_role("111122223333", HOME_REGION, SERVICE)


def test_any_other_refusal_stops_the_deploy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_hooks, "_client", lambda *_: Refusing("AccessDenied"))
    with pytest.raises(ClientError, match="AccessDenied"):
        make_service_linked_role("111122223333", HOME_REGION, SERVICE)


def test_the_role_is_there_before_the_resource_that_needs_it(world: World) -> None:
    def program() -> None:
        hooks = service_linked_role("test", pulumi.Output.from_input(world.accounts["first"]), SERVICE, HOME_REGION)
        options = pulumi.ResourceOptions.merge(world.within("first"), pulumi.ResourceOptions(hooks=hooks))
        role = "AWSServiceRoleForAccessAnalyzer"
        # IAM refuses this unless the role exists.
        aws.iam.RolePolicyAttachment(
            "needs-it", role=role, policy_arn="arn:aws:iam::aws:policy/ReadOnlyAccess", opts=options
        )

    assert only(world.run(program), "aws:iam/rolePolicyAttachment:RolePolicyAttachment").account


def default_vpcs(world: World) -> set[tuple[str, str]]:
    """The accounts and regions that have a default VPC."""
    return {
        (account, region)
        for account in ("first", "second")
        for region in (HOME_REGION, OTHER_REGION)
        if world.client("ec2", account, region).describe_vpcs(Filters=IS_DEFAULT)["Vpcs"]
    }


IS_DEFAULT = [{"Name": "is-default", "Values": ["true"]}]
EVERYWHERE = {(account, region) for account in ("first", "second") for region in (HOME_REGION, OTHER_REGION)}


def test_the_default_vpc_goes_with_all_that_aws_put_in_it_and_no_other_does(world: World) -> None:
    ec2 = world.client("ec2", "first", OTHER_REGION)
    (vpc,) = ec2.describe_vpcs(Filters=IS_DEFAULT)["Vpcs"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc["VpcId"])
    own = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=own, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    assert default_vpcs(world) == EVERYWHERE
    delete_default_vpc(world.accounts["first"], OTHER_REGION)
    assert default_vpcs(world) == EVERYWHERE - {("first", OTHER_REGION)}
    assert [each["VpcId"] for each in ec2.describe_vpcs()["Vpcs"]] == [own]
    assert [each["SubnetId"] for each in ec2.describe_subnets()["Subnets"]] == [subnet]
    assert ec2.describe_internet_gateways()["InternetGateways"] == []


def test_a_default_vpc_that_is_gone_already_is_no_problem(world: World) -> None:
    for _ in range(2):
        delete_default_vpc(world.accounts["first"], OTHER_REGION)
    assert default_vpcs(world) == EVERYWHERE - {("first", OTHER_REGION)}


def test_a_default_vpc_that_something_uses_stays_and_stops_the_deploy(world: World) -> None:
    ec2 = world.client("ec2", "first")
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    interface = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    before = ec2.describe_subnets()["Subnets"]
    with pytest.raises(
        DefaultVpcInUse, match=f"in {HOME_REGION} is in use; got {interface} among 1 network interfaces"
    ):
        delete_default_vpc(world.accounts["first"], HOME_REGION)
    assert default_vpcs(world) == EVERYWHERE
    assert ec2.describe_subnets()["Subnets"] == before


def test_the_default_vpc_of_an_account_that_the_program_makes_goes_by_its_output(world: World) -> None:
    def program() -> None:
        first = pulumi.Output.from_input(world.accounts["first"]).apply(lambda id: id)
        hooks = default_vpc_gone("test", first, OTHER_REGION)
        options = pulumi.ResourceOptions.merge(world.within("first"), pulumi.ResourceOptions(hooks=hooks))
        aws.ebs.EncryptionByDefault("encrypted", enabled=True, region=OTHER_REGION, opts=options)

    world.run(program)
    assert default_vpcs(world) == EVERYWHERE - {("first", OTHER_REGION)}


class Entrance:
    """An account that refuses with the given error codes, one a visit, and then lets everybody in."""

    def __init__(self, *codes: str) -> None:
        self.left = list(codes)
        self.pauses: list[float] = []

    def __call__(self, service: str, account: str, region: str) -> None:
        if self.left:
            raise ClientError({"Error": {"Code": self.left.pop(0), "Message": "no"}}, "AssumeRole")


@pytest.fixture
def entrance(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Entrance]:
    def make(*codes: str) -> Entrance:
        made = Entrance(*codes)
        monkeypatch.setattr(_hooks, "_client", made)
        return made

    return make


@pytest.mark.parametrize("refusals", [0, 1, 3])
def test_a_new_account_is_waited_for_until_it_can_be_entered(entrance: Callable[..., Entrance], refusals: int) -> None:
    door = entrance(*["AccessDenied"] * refusals)
    wait_for_account("222233334444", HOME_REGION, pause=door.pauses.append)
    assert door.pauses == [10] * refusals
    assert door.left == []


def test_an_account_that_never_opens_is_given_up(entrance: Callable[..., Entrance]) -> None:
    door = entrance(*["AccessDenied"] * 9)
    with pytest.raises(ClientError, match="AccessDenied"):
        wait_for_account("222233334444", HOME_REGION, attempts=3, pause=door.pauses.append)
    assert len(door.pauses) == 2
    assert len(door.left) == 6


@pytest.mark.parametrize("code", ["ExpiredToken", "RegionDisabledException", "Throttling"])
def test_an_account_that_fails_otherwise_is_not_waited_for(entrance: Callable[..., Entrance], code: str) -> None:
    door = entrance("AccessDenied", code, "AccessDenied")
    with pytest.raises(ClientError, match=code):
        wait_for_account("222233334444", HOME_REGION, pause=door.pauses.append)
    assert door.pauses == [10]


def test_an_account_is_waited_for_by_its_id_once_it_is_made(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[tuple[str, str]] = []
    monkeypatch.setattr(_hooks, "wait_for_account", lambda account, region: waited.append((account, region)))

    def program() -> None:
        root = world.client("organizations").list_roots()["Roots"][0]["Id"]
        hooks = pulumi.ResourceOptions(hooks=account_ready("test", OTHER_REGION))
        aws.organizations.Account(
            "third",
            name="third",
            email="third@anycompany.com",
            parent_id=root,
            role_name=ACCESS_ROLE,
            opts=pulumi.ResourceOptions.merge(world.within(), hooks),
        )

    graph = world.run(program)
    assert waited == [(only(graph, "aws:organizations/account:Account").id, OTHER_REGION)]


class Sts:
    """AWS's security token service as it looks to a role of an account, which notes the roles that are assumed."""

    def __init__(self, account: str, partition: str) -> None:
        self._identity = {"Account": account, "Arn": f"arn:{partition}:sts::{account}:assumed-role/ci/session"}
        self.assumed: list[str] = []

    def get_caller_identity(self) -> dict[str, str]:
        return self._identity

    def assume_role(self, RoleArn: str, RoleSessionName: str) -> Any:
        self.assumed.append(RoleArn)
        return {"Credentials": {"AccessKeyId": "key", "SecretAccessKey": "secret", "SessionToken": "token"}}


@pytest.mark.parametrize("partition", ["aws", "aws-us-gov"])
def test_another_account_is_entered_by_its_access_role_in_the_callers_partition(
    monkeypatch: pytest.MonkeyPatch, partition: str
) -> None:
    sts = Sts("111122223333", partition)
    made: list[tuple[str, dict[str, Any]]] = []

    def client(service: str, **options: Any) -> Any:
        made.append((service, options))
        return sts

    monkeypatch.setattr(boto3, "client", client)
    _hooks._client("ec2", "111122223333", OTHER_REGION)
    assert (sts.assumed, made[-1]) == ([], ("ec2", {"region_name": OTHER_REGION}))
    _hooks._client("ec2", "222233334444", OTHER_REGION)
    assert sts.assumed == [f"arn:{partition}:iam::222233334444:role/{ACCESS_ROLE}"]
    service, options = made[-1]
    assert (service, options["region_name"], options["aws_session_token"]) == ("ec2", OTHER_REGION, "token")


class Faulty:
    """The embedded AWS, which first fails with the given texts, one an attempt; done: whether it acts all the same."""

    def __init__(self, *failures: str, done: bool = False) -> None:
        self.left = list(failures)
        self.done = done
        self.attempts = 0
        self.pauses: list[float] = []

    def __call__(self, at: Place, *arguments: Any, **more: Any) -> Any:
        self.attempts += 1
        if not self.left or self.done:
            made = carry_out(at, *arguments, **more)
        if self.left:
            raise TwinError(self.left.pop(0))
        return made

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def program(self, world: World) -> Callable[[], None]:
        """Trusts one service from the management account, with retries."""

        def program() -> None:
            hooks = transient("test", pause=self.pause)
            options = pulumi.ResourceOptions.merge(world.within("management"), pulumi.ResourceOptions(hooks=hooks))
            aws.organizations.AwsServiceAccess("trust", service_principal="ram.amazonaws.com", opts=options)

        return program


def trusted(world: World) -> list[str]:
    """The services that the organization trusts."""
    client = world.client("organizations", "management")
    listed = client.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    return [each["ServicePrincipal"] for each in listed]


@pytest.mark.parametrize("done", [False, True], ids=["nothing was done", "it was done all the same"])
@pytest.mark.parametrize("text", TRANSIENT)
def test_what_passes_by_itself_is_outlasted(
    text: str, done: bool, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = Faulty(f"operation error: {text}Exception", f"{text}", done=done)
    monkeypatch.setattr(monitor, "carry_out", faulty)
    assert only(world.run(faulty.program(world)), "aws:organizations/awsServiceAccess:AwsServiceAccess").error_hooks
    assert (faulty.attempts, faulty.pauses) == (3, [5, 10])
    assert trusted(world).count("ram.amazonaws.com") == 1


@pytest.mark.parametrize("before", [(), ("Throttling",)], ids=["at once", "after a pause"])
def test_any_other_failure_is_not_repeated(
    before: tuple[str, ...], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = Faulty(*before, "AccessDeniedException: no", "Throttling")
    monkeypatch.setattr(monitor, "carry_out", faulty)
    with pytest.raises(ProgramError, match="AccessDeniedException: no"):
        world.run(faulty.program(world))
    assert faulty.attempts == len(before) + 1
    assert "ram.amazonaws.com" not in trusted(world)


def test_attempts_and_pauses_are_bounded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = Faulty(*["ThrottlingException"] * 50)
    monkeypatch.setattr(monitor, "carry_out", faulty)
    with pytest.raises(ProgramError, match="ThrottlingException"):
        world.run(faulty.program(world))
    assert faulty.attempts == ATTEMPTS
    assert sum(faulty.pauses) < 600
    assert max(faulty.pauses) == 60
