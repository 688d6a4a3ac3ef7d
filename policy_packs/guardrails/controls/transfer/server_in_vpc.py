"""Transfer servers have their endpoint in a VPC."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_SERVER = "aws:transfer/server:Server"


def _check(server: Resource) -> Iterator[str]:
    type = server.text("endpointType", default="PUBLIC")
    if type == "PUBLIC":
        yield f"no security group stands before the server; got endpointType {type}, expected VPC"


CONTROL = Control(
    id="transfer.server-in-vpc",
    title="Transfer servers have their endpoint in a VPC",
    practices=("network.private-subnets", "network.security-groups"),
    severity=Severity.HIGH,
    why="Everybody on the internet may try passwords on a public endpoint, and nothing can be said of their addresses.",
    fix="set endpointType to VPC and give endpointDetails with subnets and security groups",
    rules=(ResourceRule((_SERVER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_164",)},
    good=(
        example("in a VPC", Given(_SERVER, {"endpointType": "VPC"})),
        example("behind an endpoint", Given(_SERVER, {"endpointType": "VPC_ENDPOINT"})),
    ),
    bad=(
        example("everything omitted", Given(_SERVER)),
        example("public", Given(_SERVER, {"endpointType": "PUBLIC", "protocols": ["SFTP"]})),
    ),
)
