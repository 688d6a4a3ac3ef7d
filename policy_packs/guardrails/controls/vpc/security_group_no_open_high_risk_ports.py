"""No security group opens databases, file shares and consoles to the internet.

Source: Security Hub user guide, EC2.19, and the default ports of the engines that AWS runs.
"""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import DEFAULT_GROUP, GROUP_RULE, INGRESS, INGRESS_RULE, PORTS, SECURITY_GROUP, opened

# File transfer, remote shells, mail, name and file services of Windows.
_PORTS = [20, 21, 23, 25, 110, 135, 137, 138, 139, 143, 445]
# Databases, caches, queues and search engines.
_PORTS += [1433, 1434, 1521, 2379, 2380, 3306, 4333, 5432, 5439, 5500, 5601, 6379, 8182, 9042, 9092, 9200, 9300]
_PORTS += [11211, 27017, 27018, 27019, 50000]
# Consoles and development servers, Docker, Kubernetes, remote screens.
_PORTS += [2375, 2376, 3000, 5000, 5900, 8080, 8088, 8888, 10250]


def _check(resource: Resource) -> Iterator[str]:
    yield from opened(resource, resource.parameters["highRiskPorts"])


_RULE: dict[str, object] = {"protocol": "tcp", "fromPort": 3306, "toPort": 3306}
_ALONE = {"type": "ingress", "securityGroupId": "sg-0a1b2c3d"}
_EVERYBODY = {"cidrBlocks": ["0.0.0.0/0"]}


def _port(first: int, last: int | None = None, **more: object) -> Given:
    block = _RULE | {"fromPort": first, "toPort": last or first} | _EVERYBODY | more
    return Given(SECURITY_GROUP, {"ingress": [block]})


CONTROL = Control(
    id="vpc.security-group-no-open-high-risk-ports",
    title="No security group opens databases, file shares and consoles to the internet",
    practices=("network.security-groups", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="What listens on these ports often trusts whoever reaches it, and is searched for by machines all day.",
    fix="name the security group of the clients, or the addresses that need the port",
    rules=(ResourceRule(INGRESS, _check),),
    detection=(ConfigRule("VPC_SG_PORT_RESTRICTION_CHECK"), SecurityHubControl("EC2.19")),
    answer="revoke-open-ingress",
    frameworks={Framework.FSBP: ("EC2.19",), Framework.CIS_5_0: ("5.1.2",), Framework.CIS_7_0: ("6.1.2",)},
    equivalents={Tool.CONTROL_TOWER: ("EC2.PR.4",)},
    parameters={"highRiskPorts": Parameter(_PORTS, PORTS)},
    good=(
        example("everything omitted", Given(SECURITY_GROUP)),
        example("the web for everybody", _port(443)),
        example("a database for private addresses", _port(5432, cidrBlocks=["10.0.0.0/8"])),
        example("a database to everybody", Given(GROUP_RULE, _RULE | _ALONE | _EVERYBODY | {"type": "egress"})),
        example("other ports are judged", _port(3306), highRiskPorts=[5432]),
    ),
    bad=(
        *(example(f"port {port} for everybody", _port(port)) for port in _PORTS),
        example("a range around a database", _port(3300, 3310)),
        example("a database with IPv6", _port(3306, cidrBlocks=None, ipv6CidrBlocks=["::/0"])),
        example("a rule of its own", Given(GROUP_RULE, _RULE | _ALONE | _EVERYBODY)),
        example(
            "a rule of the newer type",
            Given(INGRESS_RULE, {"securityGroupId": "sg-0a1b2c3d", "ipProtocol": "-1", "cidrIpv4": "0.0.0.0/0"}),
        ),
        example("the default group", Given(DEFAULT_GROUP, {"ingress": [_RULE | _EVERYBODY]})),
        example("a port of the configuration", _port(12345), highRiskPorts=[12345]),
    ),
)
