"""What every account gets: the settings that AWS leaves open, closed in every governed region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent
from ._hooks import default_vpc_gone, service_linked_role


class ContactArgs(TypedDict):
    """Whom AWS writes to or calls: name of a person or team, title, e-mail address and telephone number."""

    name: str
    title: str
    email: str
    phone: str


class AccountBaselineArgs(TypedDict, total=False):
    """account_id: when left out, the provider's. regions: the governed ones, the home region first.

    contacts: the alternate contacts of the account, by "security", "operations" and "billing".
    """

    account_id: pulumi.Input[str]
    partition: str
    regions: Sequence[str]
    contacts: Mapping[str, ContactArgs]


class AccountBaseline(LandingZoneComponent):
    """The settings of one account and of its regions; they stay when the component goes, since that would open it.

    In each region the default VPC is deleted, as long as nothing is in it. The account gets the role that AWS Config
    works in.
    """

    config_role_arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: AccountBaselineArgs | None = None, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        args = args or {}
        partition, regions = args.get("partition", "aws"), args.get("regions", ("us-east-1",))
        caller = pulumi.InvokeOptions(parent=self)
        known = args.get("account_id")
        account: pulumi.Output[str] = (
            pulumi.Output.from_input(known) if known else aws.get_caller_identity_output(opts=caller).account_id
        )
        passwords = aws.iam.AccountPasswordPolicy(
            f"{name}-password-policy",
            minimum_password_length=14,
            require_lowercase_characters=True,
            require_numbers=True,
            require_symbols=True,
            require_uppercase_characters=True,
            allow_users_to_change_password=True,
            password_reuse_prevention=24,
            max_password_age=90,
            # AWS Config works in a role that its API doesn't make; the account's first resource brings it along.
            opts=self.kept_child(hooks=service_linked_role(name, account, "config.amazonaws.com", regions[0])),
        )
        config_role = "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
        # Known once the role is there.
        self.config_role_arn = pulumi.Output.all(account, passwords.id).apply(
            lambda known: f"arn:{partition}:iam::{known[0]}:{config_role}"
        )
        aws.s3.AccountPublicAccessBlock(
            f"{name}-public-access-block",
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self.kept_child(),
        )
        for kind, contact in args.get("contacts", {}).items():
            aws.account.AlternativeContact(
                f"{name}-{kind}-contact",
                alternate_contact_type=kind.upper(),
                name=contact["name"],
                title=contact["title"],
                email_address=contact["email"],
                phone_number=contact["phone"],
                opts=self.kept_child(),
            )
        for region in regions:
            self._close_region(name, account, region)
        self.register_outputs({"configRoleArn": self.config_role_arn})

    def _close_region(self, name: str, account: pulumi.Output[str], region: str) -> None:
        aws.ebs.EncryptionByDefault(
            f"{name}-volumes-encrypted-{region}",
            enabled=True,
            region=region,
            opts=self.kept_child(hooks=default_vpc_gone(name, account, region)),
        )
        aws.ebs.SnapshotBlockPublicAccess(
            f"{name}-snapshots-private-{region}", state="block-all-sharing", region=region, opts=self.kept_child()
        )
        aws.ec2.ImageBlockPublicAccess(
            f"{name}-images-private-{region}", state="block-new-sharing", region=region, opts=self.kept_child()
        )
        aws.ec2.InstanceMetadataDefaults(
            f"{name}-metadata-{region}",
            http_tokens="required",
            # Two hops reach a container on the instance, and nothing farther.
            http_put_response_hop_limit=2,
            region=region,
            opts=self.kept_child(),
        )
        aws.ec2.SerialConsoleAccess(
            f"{name}-no-serial-console-{region}", enabled=False, region=region, opts=self.child()
        )
        aws.ssm.ServiceSetting(
            f"{name}-documents-private-{region}",
            setting_id="/ssm/documents/console/public-sharing-permission",
            setting_value="Disable",
            region=region,
            opts=self.kept_child(),
        )
