"""Resource hooks: what has to happen beside a resource's creation and is no resource itself.

They run in the program's own process, with its credentials, before anything that depends on the resource is made.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final

import boto3
import pulumi
from botocore.exceptions import ClientError

from ._base import ACCESS_ROLE

# What AWS says while a change that it has accepted isn't known everywhere yet, or too many arrive at once. Source: API
# references of AWS Organizations, AWS Config, GuardDuty and Security Hub, the errors of each operation.
TRANSIENT: Final = (
    "ConcurrentModification",
    "NoAvailableConfigurationRecorder",
    "Organization could not be found",
    "Throttling",
    "TooManyRequests",
    "is not an administrator for this organization",
    "not subscribed",
    "onboarding process",
)
ATTEMPTS: Final = 12
_LONGEST_PAUSE: Final = 60  # seconds


class DefaultVpcInUse(Exception):
    """A default VPC that can't be deleted, since something uses it."""


def _client(service: str, account: str, region: str) -> Any:
    """A client in the account: with the caller's own credentials, or through the access role.

    The clients come from one session, which reads AWS's service models once for all of them.
    """
    sts = boto3.client("sts", region_name=region)
    identity = sts.get_caller_identity()
    if identity["Account"] == account:
        return boto3.client(service, region_name=region)
    partition = identity["Arn"].split(":")[1]
    credentials = sts.assume_role(
        RoleArn=f"arn:{partition}:iam::{account}:role/{ACCESS_ROLE}", RoleSessionName="landing-zone-hook"
    )["Credentials"]
    return boto3.client(
        service,
        region_name=region,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def wait_for_account(
    account: str, region: str, *, attempts: int = 30, pause: Callable[[float], None] = time.sleep
) -> None:
    """Wait until the access role of a new account can be assumed: its creation succeeds half a minute earlier.

    Raises:
        ClientError: it still can't after the last attempt, or it fails for another reason than permissions.
    """
    for attempt in range(1, attempts + 1):
        try:
            _client("sts", account, region)
        except ClientError as error:
            if error.response["Error"]["Code"] != "AccessDenied" or attempt == attempts:
                raise
            pause(10)
        else:
            return


def delete_default_vpc(account: str, region: str) -> None:
    """Delete the default VPC of a region, with the subnets and the internet gateway that AWS put in it.

    Raises:
        DefaultVpcInUse: something lives in it; nothing was deleted.
    """
    ec2 = _client("ec2", account, region)
    for vpc in ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]:
        inside = [{"Name": "vpc-id", "Values": [vpc["VpcId"]]}]
        if used := ec2.describe_network_interfaces(Filters=inside)["NetworkInterfaces"]:
            raise DefaultVpcInUse(
                f"the default VPC {vpc['VpcId']} of {account} in {region} is in use; got "
                f"{used[0]['NetworkInterfaceId']} among {len(used)} network interfaces, expected none; "
                "move what uses it to another VPC"
            )
        for subnet in ec2.describe_subnets(Filters=inside)["Subnets"]:
            ec2.delete_subnet(SubnetId=subnet["SubnetId"])
        attached = [{"Name": "attachment.vpc-id", "Values": [vpc["VpcId"]]}]
        for gateway in ec2.describe_internet_gateways(Filters=attached)["InternetGateways"]:
            ec2.detach_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"], VpcId=vpc["VpcId"])
            ec2.delete_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"])
        ec2.delete_vpc(VpcId=vpc["VpcId"])


def make_service_linked_role(account: str, region: str, service: str) -> None:
    """Make the role of a service in an account, unless a console or another tool has made it already.

    Raises:
        ClientError: the role can't be made for another reason.
    """
    try:
        _client("iam", account, region).create_service_linked_role(AWSServiceName=service)
    except ClientError as error:
        # AWS says InvalidInput, and that the role's name is taken.
        if error.response["Error"]["Code"] not in ("EntityAlreadyExists", "InvalidInput"):
            raise


def account_ready(name: str, region: str) -> pulumi.ResourceHookBinding:
    """Hold everything inside a new account back until the account can be worked in. For `organizations.Account`."""

    def after_create(hook: pulumi.ResourceHookArgs) -> None:
        wait_for_account(hook.id, region)

    return pulumi.ResourceHookBinding(after_create=[pulumi.ResourceHook(f"{name}-account-ready", after_create)])


def default_vpc_gone(name: str, account_id: pulumi.Input[str], region: str) -> pulumi.ResourceHookBinding:
    """Delete the region's default VPC once the resource exists. The account's id may be an output."""

    async def after_create(_: pulumi.ResourceHookArgs) -> None:
        account: Any = await pulumi.Output.from_input(account_id).future()
        delete_default_vpc(account, region)

    hook = pulumi.ResourceHook(f"{name}-default-vpc-gone-{region}", after_create)
    return pulumi.ResourceHookBinding(after_create=[hook])


def service_linked_role(
    name: str, account_id: pulumi.Input[str], service: str, region: str
) -> pulumi.ResourceHookBinding:
    """Make the role of a service before the resource that needs it. The account's id may be an output."""

    async def before_create(_: pulumi.ResourceHookArgs) -> None:
        account: Any = await pulumi.Output.from_input(account_id).future()
        make_service_linked_role(account, region, service)

    hook = pulumi.ResourceHook(f"{name}-role-of-{service}", before_create)
    return pulumi.ResourceHookBinding(before_create=[hook])


def transient(name: str, *, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> pulumi.ResourceHookBinding:
    """Repeat what fails for a reason that passes by itself (`TRANSIENT`), 12 attempts within ten minutes; nothing else.

    Only for what can be done twice: the engine creates again even where the failed creation has made something, so
    never for `organizations.Account`. Source: Pulumi documentation, "Resource hooks", error hooks.
    """

    async def on_error(failure: pulumi.ErrorHookArgs) -> bool:
        failed = len(failure.errors)
        if failed >= ATTEMPTS or not any(text in failure.errors[0] for text in TRANSIENT):
            return False
        await pause(min(5 * 2 ** (failed - 1), _LONGEST_PAUSE))
        return True

    return pulumi.ResourceHookBinding(on_error=[pulumi.ErrorHook(f"{name}-retries", on_error)])
