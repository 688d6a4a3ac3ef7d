"""The embedded AWS keeps accounts and regions apart, numbers accounts the same at every rehearsal, and stays on the
machine whatever settings its user has.

Not proven here: what moto answers to a call; the handlers' tests show it where the twin relies on it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ParamValidationError

from twin.aws import AccountClient, Call, EmbeddedAws, NetworkRefused, global_region, partition_of, service_model
from twin.gaps import next_account_id

ROOT = Path(__file__).parents[2]
MANAGEMENT, OTHER = "111122223333", "444455556666"
# An address for documentation (RFC 5737, RFC 3849): nothing answers there.
ELSEWHERE, ELSEWHERE_6 = "192.0.2.1", "2001:db8::1"


def queues(aws: EmbeddedAws, account: str, region: str) -> list[str]:
    urls = aws.client("sqs", account, region).list_queues().get("QueueUrls", [])
    return [url.rpartition("/")[2] for url in urls]


def test_what_is_made_in_an_account_and_region_is_there_and_nowhere_else() -> None:
    with EmbeddedAws(MANAGEMENT) as aws:
        aws.client("sqs", OTHER, "eu-west-1").create_queue(QueueName="orders")
        places = [(account, region) for account in (MANAGEMENT, OTHER) for region in ("us-east-1", "eu-west-1")]
        assert [place for place in places if queues(aws, *place)] == [(OTHER, "eu-west-1")]


def test_what_belongs_to_no_region_is_in_its_account_alone() -> None:
    with EmbeddedAws(MANAGEMENT) as aws:
        aws.client("iam", OTHER, "us-east-1").create_user(UserName="somebody")
        users = {
            account: len(aws.client("iam", account, "eu-west-1").list_users()["Users"])
            for account in (MANAGEMENT, OTHER)
        }
        assert users == {MANAGEMENT: 0, OTHER: 1}


def test_a_call_inside_a_call_leaves_the_account_of_the_outer_one_alone() -> None:
    with EmbeddedAws(MANAGEMENT) as aws:

        def look_around(_: Call) -> None:
            aws.client("sqs", MANAGEMENT, "us-east-1").create_queue(QueueName="inner")

        aws.client("sqs", OTHER, "us-east-1", observe=look_around).create_queue(QueueName="outer")
        assert queues(aws, MANAGEMENT, "us-east-1") == ["inner"]
        assert queues(aws, OTHER, "us-east-1") == ["outer"]


def test_it_is_empty_at_first_and_gone_afterwards() -> None:
    for _ in range(2):
        with EmbeddedAws(MANAGEMENT) as aws:
            assert queues(aws, MANAGEMENT, "us-east-1") == []
            aws.client("sqs", MANAGEMENT, "us-east-1").create_queue(QueueName="orders")


def test_no_account_has_images_that_nobody_made() -> None:
    with EmbeddedAws(MANAGEMENT) as aws:
        assert aws.client("ec2", OTHER, "us-east-1").describe_images()["Images"] == []


def test_every_call_is_recorded_in_order_with_who_and_what() -> None:
    with EmbeddedAws(MANAGEMENT) as aws:
        aws.client("sqs", OTHER, "eu-west-1").create_queue(QueueName="orders")
        aws.client("s3control", MANAGEMENT, "us-east-1").delete_public_access_block(AccountId=MANAGEMENT)
        assert aws.calls == [
            Call(OTHER, "eu-west-1", "sqs", "CreateQueue", {"QueueName": "orders"}),
            Call(MANAGEMENT, "us-east-1", "s3control", "DeletePublicAccessBlock", {"AccountId": MANAGEMENT}),
        ]


def test_an_observer_sees_a_call_before_it_is_made_and_may_refuse_it() -> None:
    class RefusedError(Exception):
        pass

    def refuse(call: Call) -> None:
        raise RefusedError(call.operation)

    with EmbeddedAws(MANAGEMENT) as aws:
        with pytest.raises(RefusedError, match="CreateQueue"):
            aws.client("sqs", OTHER, "us-east-1", observe=refuse).create_queue(QueueName="orders")
        assert aws.calls == []
        assert queues(aws, OTHER, "us-east-1") == []


def test_what_is_no_operation_is_named_with_its_service() -> None:
    with (
        EmbeddedAws(MANAGEMENT) as aws,
        pytest.raises(AttributeError, match="sqs has no operation create_rocket"),
    ):
        _ = aws.client("sqs", OTHER, "us-east-1").create_rocket


def test_a_call_that_misses_a_parameter_is_refused_as_by_boto3() -> None:
    with EmbeddedAws(MANAGEMENT) as aws, pytest.raises(ParamValidationError, match="QueueName"):
        aws.client("sqs", OTHER, "us-east-1").create_queue()


class Organization:
    """An organization that makes accounts, and whatever else is asked for in between."""

    def __init__(self, aws: EmbeddedAws) -> None:
        self.client: AccountClient = aws.client("organizations", MANAGEMENT, "us-east-1")
        self.id: str = self.client.create_organization(FeatureSet="ALL")["Organization"]["Id"]
        self._root = self.client.list_roots()["Roots"][0]["Id"]

    def unit(self, name: str) -> None:
        self.client.create_organizational_unit(ParentId=self._root, Name=name)

    def account(self, name: str) -> str:
        created: dict[str, Any] = self.client.create_account(AccountName=name, Email=f"{name}@anycompany.com")
        return str(created["CreateAccountStatus"]["AccountId"])


def test_ids_are_the_same_at_every_rehearsal_whatever_else_is_made_at_the_same_time() -> None:
    with EmbeddedAws(MANAGEMENT) as aws:
        organization = Organization(aws)
        before = [organization.id, organization.account("first"), organization.account("second")]
    with EmbeddedAws(MANAGEMENT) as aws:
        organization = Organization(aws)
        organization.unit("Security")
        after = [organization.id, organization.account("first")]
        organization.unit("Workloads")
        aws.client("kms", OTHER, "us-east-1").create_key()
        after.append(organization.account("second"))
    assert before == after
    assert len(set(before)) == 3


def test_an_account_that_exists_already_keeps_its_id_and_the_next_ones_keep_theirs() -> None:
    with EmbeddedAws(MANAGEMENT) as aws:
        usual = Organization(aws).account("first")
    with EmbeddedAws(MANAGEMENT) as aws:
        organization = Organization(aws)
        with next_account_id(OTHER):
            adopted = organization.account("adopted")
        assert (adopted, organization.account("first")) == (OTHER, usual)


@pytest.mark.parametrize("service", ["malware-protection.guardduty", "iam", "securityhub"])
def test_a_service_that_aws_lets_into_organizations_can_be_trusted(service: str) -> None:
    with EmbeddedAws(MANAGEMENT) as aws:
        client = Organization(aws).client
        client.enable_aws_service_access(ServicePrincipal=f"{service}.amazonaws.com")
        (trusted,) = client.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
        assert trusted["ServicePrincipal"] == f"{service}.amazonaws.com"


def test_any_other_service_can_not_be_trusted() -> None:
    with EmbeddedAws(MANAGEMENT) as aws:
        client = Organization(aws).client
        with pytest.raises(ClientError, match="unrecognized service principal"):
            client.enable_aws_service_access(ServicePrincipal="nobody.amazonaws.com")


def test_symmetric_keys_encrypt_each_for_itself_and_others_have_a_key_pair_of_their_own() -> None:
    with EmbeddedAws(MANAGEMENT) as aws:
        kms = aws.client("kms", OTHER, "us-east-1")
        one, two = (kms.create_key()["KeyMetadata"]["KeyId"] for _ in range(2))
        encrypted = kms.encrypt(KeyId=one, Plaintext=b"secret")["CiphertextBlob"]
        decrypted = kms.decrypt(CiphertextBlob=encrypted)
        assert (decrypted["Plaintext"], decrypted["KeyId"].rpartition("/")[2]) == (b"secret", one)
        assert kms.encrypt(KeyId=two, Plaintext=b"secret")["CiphertextBlob"] != encrypted
        signing = {"KeySpec": "RSA_2048", "KeyUsage": "SIGN_VERIFY"}
        pairs = [kms.create_key(**signing)["KeyMetadata"]["KeyId"] for _ in range(2)]
        one_public, other_public = (kms.get_public_key(KeyId=pair)["PublicKey"] for pair in pairs)
        assert one_public != other_public


@pytest.mark.parametrize(
    ("family", "address"),
    [(socket.AF_INET, (ELSEWHERE, 443)), (socket.AF_INET6, (ELSEWHERE_6, 443, 0, 0))],
    ids=["IPv4", "IPv6"],
)
@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_no_connection_leaves_the_machine(family: socket.AddressFamily, address: Any, method: str) -> None:
    with (
        EmbeddedAws(MANAGEMENT),
        socket.socket(family) as leaving,
        pytest.raises(NetworkRefused, match=f"needs no network, yet something connects to {address[0]}"),
    ):
        getattr(leaving, method)(address)


def test_a_library_that_connects_for_itself_is_refused_too() -> None:
    with EmbeddedAws(MANAGEMENT), pytest.raises(OSError, match="the rehearsal needs no network"):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://{ELSEWHERE}/", timeout=5)


def test_the_machine_itself_can_be_reached() -> None:
    with (
        EmbeddedAws(MANAGEMENT),
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as connection,
    ):
        assert connection.getpeername() == server.getsockname()


def test_connections_are_as_before_afterwards() -> None:
    before = (socket.socket.connect, socket.socket.connect_ex)
    with EmbeddedAws(MANAGEMENT):
        assert (socket.socket.connect, socket.socket.connect_ex) != before
    assert (socket.socket.connect, socket.socket.connect_ex) == before


SETTINGS = [
    {"AWS_PROFILE": "nobody"},
    {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"},
    {"AWS_ENDPOINT_URL_SQS": "http://127.0.0.1:1"},
    {"AWS_CONFIG_FILE": "/nowhere/config", "AWS_DEFAULT_PROFILE": "nobody"},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: next(iter(settings)))
def test_the_users_own_settings_for_aws_do_not_reach_in(
    settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with EmbeddedAws(MANAGEMENT) as aws:
        assert queues(aws, MANAGEMENT, "us-east-1") == []
        # What hooks do: a client that nobody of the twin made.
        assert boto3.client("sqs", region_name="us-east-1").list_queues()["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_the_users_own_settings_are_back_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "mine")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/home/me/config")
    before = dict(os.environ)
    with EmbeddedAws(MANAGEMENT):
        assert "AWS_PROFILE" not in os.environ
        assert os.environ["AWS_CONFIG_FILE"] == os.devnull
    assert dict(os.environ) == before


def test_a_profile_that_does_not_exist_stops_nothing() -> None:
    script = (
        "import os\n"
        "os.environ['AWS_PROFILE'] = 'nobody'\n"
        "from twin.aws import EmbeddedAws, partition_of, service_model\n"
        "print(service_model('sqs').service_name, partition_of('us-east-1'), os.environ['AWS_PROFILE'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "sqs aws nobody\n", "")


@pytest.mark.parametrize(
    ("region", "partition", "home"),
    [
        ("eu-west-1", "aws", "us-east-1"),
        ("us-gov-east-1", "aws-us-gov", "us-gov-west-1"),
        ("cn-northwest-1", "aws-cn", "cn-north-1"),
    ],
)
def test_each_partition_has_its_regions_and_one_for_what_is_global(region: str, partition: str, home: str) -> None:
    assert partition_of(region) == partition
    assert global_region(partition) == home
    assert partition_of(home) == partition


def test_a_service_model_is_aws_own_description() -> None:
    assert "CreateQueue" in service_model("sqs").operation_names
