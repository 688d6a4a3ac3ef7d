"""Serve the embedded AWS at a local endpoint, for the AWS CLI, boto3 and auditors in other processes."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from collections.abc import Callable, Iterator

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from .aws import EmbeddedAws

_USER = "landing-zone-console"


@contextlib.contextmanager
def endpoint(port: int = 0) -> Iterator[str]:
    """Serve on the loopback interface while the context lasts; yields the URL. Port 0 is any free one.

    Raises:
        OSError: the port is taken.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with socket.create_server(("127.0.0.1", port)) as bound:
        port = bound.getsockname()[1]
        app = DomainDispatcherApplication(create_backend_app)
        server = make_server("127.0.0.1", port, app, threaded=True, fd=bound.fileno())
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://localhost:{port}"
        finally:
            server.shutdown()
            thread.join()


def management_credentials(aws: EmbeddedAws) -> dict[str, str]:
    """Environment variables that make a client of the endpoint act in the management account."""
    iam = aws.client("iam", aws.management_account, "us-east-1")
    iam.create_user(UserName=_USER)
    key = iam.create_access_key(UserName=_USER)["AccessKey"]
    return {"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}


def serve(aws: EmbeddedAws, port: int, say: Callable[[str], None]) -> None:
    """Serve until interrupted, after saying how the endpoint is reached.

    Raises:
        OSError: the port is taken.
    """
    with endpoint(port) as url:
        environment = {"AWS_ENDPOINT_URL": url, "AWS_REGION": "us-east-1", **management_credentials(aws)}
        say("the rehearsed organization is at a local endpoint until Ctrl-C; in another shell:")
        say("  export " + " ".join(f"{name}={value}" for name, value in environment.items()))
        say("  aws organizations list-accounts")
        threading.Event().wait()
