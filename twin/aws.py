"""The embedded AWS: moto in this process, every account and region of an organization reached through one factory.

One client per service and region serves all accounts, since a client costs far more than a call: the account travels
in a header that moto reads. Nothing leaves the machine: connections to other hosts are refused while it runs.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

# moto reads this when it is imported: without it, each account and region starts with a catalogue of public images.
os.environ.setdefault("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")

import boto3
import botocore.session
from botocore.config import Config


@contextlib.contextmanager
def _no_settings() -> Iterator[None]:
    """Whoever rehearses may have settings for AWS, such as a profile or an endpoint: none reaches the embedded AWS."""
    none = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    theirs = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("AWS_")}
    os.environ.update(none)
    try:
        yield
    finally:
        for name in none:
            del os.environ[name]
        os.environ.update(theirs)


with _no_settings():  # moto makes a session as soon as it is imported.
    import moto
    from moto.kms import models as moto_models
    from moto.kms import utils as moto_kms
    from moto.moto_api._internal import mock_random

    from . import gaps

_ACCOUNT_HEADER = "x-moto-account-id"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")

# The account that the call under way is made in; set around each call, read when the request is sent.
_account: ContextVar[str] = ContextVar("account")


@cache
def _models() -> botocore.session.Session:
    session = botocore.session.get_session()
    with _no_settings():
        session.get_component("data_loader")
    return session


@cache
def service_model(service: str) -> Any:
    """AWS's own description of a service's API, as botocore ships it."""
    return _models().get_service_model(service)


@cache
def partition_of(region: str) -> str:
    """The partition of a region."""
    return str(_models().get_partition_for_region(region))


# Where a partition's global services are called. Source: AWS General Reference, "IAM endpoints and quotas".
_GLOBAL_REGIONS = {"aws": "us-east-1", "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-north-1"}


def global_region(partition: str) -> str:
    """The region in which a partition's global services are called: IAM, Organizations and the like."""
    return _GLOBAL_REGIONS[partition]


class NetworkRefused(ConnectionError):
    """Something tried to leave the machine while the embedded AWS was running."""


@dataclass(frozen=True)
class Call:
    """One call that was made: who it was made in and what it asked for."""

    account: str
    region: str
    service: str
    operation: str
    parameters: dict[str, Any]


Observer = Callable[[Call], None]


class AccountClient:
    """A boto3 client that acts in one account."""

    def __init__(self, client: Any, account: str, observe: Observer) -> None:
        self._client = client
        self._account = account
        self._observe = observe

    def __getattr__(self, name: str) -> Any:
        meta = self._client.meta
        operation = meta.method_to_api_mapping.get(name)
        if operation is None:
            raise AttributeError(f"{meta.service_model.service_name} has no operation {name}")
        method = getattr(self._client, name)

        def call(**parameters: Any) -> Any:
            self._observe(Call(self._account, meta.region_name, meta.service_model.service_name, operation, parameters))
            token = _account.set(self._account)
            try:
                return method(**parameters)
            finally:
                _account.reset(token)

        return call


class EmbeddedAws:
    """A context manager: AWS exists inside it, empty at first, and is gone after it.

    calls: every call made so far, in order.
    """

    def __init__(self, management_account: str) -> None:
        self.management_account = management_account
        self.calls: list[Call] = []
        self._clients: dict[tuple[str, str], Any] = {}
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> EmbeddedAws:
        # The same organization gets the same id at every rehearsal; gaps does that for accounts.
        mock_random.seed(0)
        self._stack.enter_context(_no_settings())
        self._stack.enter_context(_one_shared_rsa_key())
        self._stack.enter_context(gaps.filled())
        self._stack.enter_context(_no_network())
        self._stack.enter_context(moto.mock_aws())
        self._session = boto3.Session(aws_access_key_id="embedded", aws_secret_access_key="embedded")
        return self

    def __exit__(self, *_: object) -> None:
        self._clients.clear()
        self._stack.close()

    def client(self, service: str, account: str, region: str, *, observe: Observer | None = None) -> AccountClient:
        """A client of the service in an account and region; operations take keyword arguments only.

        observe is told every call before it is made, and may refuse it; without one, the call is recorded.
        """
        if (service, region) not in self._clients:
            client = self._session.client(service, region_name=region, config=Config(retries={"max_attempts": 0}))
            client.meta.events.register_first("before-send", _stamp_account)
            self._clients[service, region] = client
        return AccountClient(self._clients[service, region], account, observe or self.calls.append)


def _stamp_account(request: Any, **_: object) -> None:
    request.headers[_ACCOUNT_HEADER] = _account.get()


@contextlib.contextmanager
def _one_shared_rsa_key() -> Iterator[None]:
    """Symmetric KMS keys of moto each carry an RSA key that nothing uses; making one takes 40 ms."""
    make = moto_kms.generate_private_key
    shared = make("SYMMETRIC_DEFAULT")
    with patch.object(
        moto_models, "generate_private_key", lambda spec: shared if spec == "SYMMETRIC_DEFAULT" else make(spec)
    ):
        yield


@contextlib.contextmanager
def _no_network() -> Iterator[None]:
    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOOPBACK:
                raise NetworkRefused(f"the rehearsal needs no network, yet something connects to {address[0]}")
            return connect(self, address)

        return call

    methods: Any = {name: guarded(getattr(socket.socket, name)) for name in ("connect", "connect_ex")}
    with patch.multiple(socket.socket, **methods):
        yield
