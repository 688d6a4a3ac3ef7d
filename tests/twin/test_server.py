"""The embedded AWS answers clients of other processes at a loopback port, which is free again afterwards.

Not proven here: that moto checks signatures or permissions; it does neither.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import HOME_REGION, MANAGEMENT_ID, World
from twin.server import endpoint, management_credentials

# What an auditor's script does: only the environment tells it where AWS is and who it is.
_VISIT = """
import json
import boto3

accounts = boto3.client("organizations").list_accounts()["Accounts"]
member = next(account["Id"] for account in accounts if account["Name"] == "first")
sts = boto3.client("sts")
role = f"arn:aws:iam::{member}:role/OrganizationAccountAccessRole"
keys = sts.assume_role(RoleArn=role, RoleSessionName="audit")["Credentials"]
session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
session.client("sqs").create_queue(QueueName="left-by-the-visitor")
print(json.dumps({
    "accounts": {account["Name"]: account["Id"] for account in accounts if account["Name"] in ("first", "second")},
    "ids": [account["Id"] for account in accounts],
    "self": sts.get_caller_identity()["Account"],
    "member": session.client("sts").get_caller_identity()["Account"],
    "keys": session.client("kms").list_keys()["Keys"],
}))
"""


def visit(environment: Mapping[str, str]) -> Any:
    """Run the script in another process with nothing of AWS in its environment but what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    nowhere = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    done = subprocess.run(
        [sys.executable, "-c", _VISIT],
        env={**kept, **nowhere, "AWS_REGION": HOME_REGION, "AWS_DEFAULT_REGION": HOME_REGION, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_another_process_works_on_the_state_of_this_one(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    key = world.client("kms", "first").create_key(Description="made before the visit")["KeyMetadata"]["KeyId"]
    with endpoint() as url:
        seen = visit({"AWS_ENDPOINT_URL": url, **management_credentials(world.aws)})
    assert seen["accounts"] == {name: world.accounts[name] for name in ("first", "second")}
    assert sorted(seen["ids"]) == sorted(world.accounts.values())
    assert (seen["self"], seen["member"]) == (MANAGEMENT_ID, world.accounts["first"])
    assert [each["KeyId"] for each in seen["keys"]] == [key]
    (queue,) = world.client("sqs", "first").list_queues()["QueueUrls"]
    assert queue.endswith("/left-by-the-visitor")
    assert "QueueUrls" not in world.client("sqs", "second").list_queues()
    assert capfd.readouterr() == ("", ""), "requests are logged"


def test_it_listens_on_the_loopback_address_only() -> None:
    with endpoint() as url:
        port = urlsplit(url).port
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass
        # Also this machine, so that only a server that listens on every address would answer.
        with pytest.raises(OSError, match=r"refused|timed out|not available|assign"):
            socket.create_connection(("127.0.0.2", port), timeout=5)


def test_the_port_is_free_afterwards_even_when_the_work_failed() -> None:
    class WorkError(Exception):
        pass

    port = None
    with contextlib.suppress(WorkError), endpoint() as url:
        port = urlsplit(url).port
        raise WorkError
    assert port
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
    with endpoint(port) as again:
        assert again == f"http://localhost:{port}"


def test_a_taken_port_is_refused() -> None:
    with endpoint() as url:
        port = urlsplit(url).port
        assert port
        with pytest.raises(OSError, match="in use"), endpoint(port):
            pass


def test_each_free_port_is_another() -> None:
    with endpoint() as one, endpoint() as other:
        assert one != other
