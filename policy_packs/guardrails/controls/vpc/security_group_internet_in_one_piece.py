"""Security groups don't let the internet in by pieces that look like somebody's addresses."""

from collections.abc import Iterable, Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, example
from .._properties import Block, each
from .._resources import Resource, Stack
from ._helpers import (
    DEFAULT_GROUP,
    GROUP_RULE,
    GROUPS,
    INGRESS,
    INGRESS_RULE,
    SECURITY_GROUP,
    Network,
    group_rules,
    is_internet,
    overlap,
    ranges,
    rules,
    settle,
)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(rules(resource), _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    pieces = _pieces(rule)
    if is_internet(pieces):
        yield _message(pieces, rule.path() or "the rule")
    settle(rule)


def _check_group(group: Resource, stack: Stack) -> Iterator[str]:
    """Pieces in several rules of one group, for the same port."""
    found = [(rule, _pieces(rule)) for rule in group_rules(group, stack)]
    # A rule that is the internet by itself is judged by itself.
    several = [(rule, pieces) for rule, pieces in found if not is_internet(pieces)]
    for rule, _ in several:
        together = [piece for other, pieces in several if overlap(rule, other) for piece in pieces]
        if is_internet(together):
            yield _message(together, "the group's rules")
            return


def _pieces(rule: Block) -> list[Network]:
    """The known ranges of a rule that don't name everybody."""
    return [item for item in ranges(rule).values() if item.prefixlen]


def _message(pieces: Iterable[Network], place: str) -> str:
    texts = [str(piece) for piece in pieces]
    return (
        f"together the addresses are the internet; got {', '.join(texts[:4])}{' and more' if texts[4:] else ''} in "
        f"{place}, expected addresses of your own, or 0.0.0.0/0 where everybody is meant"
    )


def _block(*cidrs: str, port: int = 443, **more: object) -> dict[str, object]:
    return {"protocol": "tcp", "fromPort": port, "toPort": port, "cidrBlocks": list(cidrs), **more}


def _group(*blocks: dict[str, object]) -> Given:
    return Given(SECURITY_GROUP, {"ingress": list(blocks)}, name="group")


def _ingress(cidr: str, group: object = Ref("group"), **more: object) -> Given:
    rule = {"securityGroupId": group, "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIpv4": cidr}
    return Given(INGRESS_RULE, rule | more, name=f"from-{cidr.partition('.')[0]}")


_EIGHTHS = [f"{first}.0.0.0/8" for first in (12, 17, 19)]

CONTROL = Control(
    id="vpc.security-group-internet-in-one-piece",
    title="Security groups don't let the internet in by pieces",
    practices=("network.security-groups",),
    severity=Severity.HIGH,
    why="Halves of the internet pass reviews and checks that look for 0.0.0.0/0, and let in just as many.",
    fix="name your own addresses, or say 0.0.0.0/0 if the service is public",
    rules=(ResourceRule(INGRESS, _check), StackRule(GROUPS, _check_group)),
    good=(
        example("everything omitted", Given(SECURITY_GROUP)),
        example("everybody, openly", _group(_block("0.0.0.0/0"))),
        example("everybody beside an office", _group(_block("0.0.0.0/0", "203.0.113.0/24"))),
        example("private ranges", _group(_block("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))),
        example("as much as an organization owns", _group(_block(_EIGHTHS[0]))),
        example("others for other ports", _group(_block(_EIGHTHS[0]), _block(_EIGHTHS[1], port=444))),
        example(
            "others for another protocol",
            _group(_block(_EIGHTHS[0], protocol="icmp"), _block(_EIGHTHS[1], protocol="50")),
        ),
        example("others for another group", _group(_block(_EIGHTHS[0])), _ingress(_EIGHTHS[1], "sg-9f8e7d6c")),
        example("both halves outwards", Given(SECURITY_GROUP, {"egress": [_block("0.0.0.0/1", "128.0.0.0/1")]})),
    ),
    bad=(
        example("two halves", _group(_block("0.0.0.0/1", "128.0.0.0/1"))),
        example("one half", _group(_block("128.0.0.0/1"))),
        example("two halves in a rule of their own", _ingress("0.0.0.0/1", "sg-0a1b2c3d")),
        example(
            "the public half of IPv6",
            Given(GROUP_RULE, _block(ipv6CidrBlocks=["2000::/3"], type="ingress", securityGroupId="sg-0a1b2c3d")),
        ),
        example("the default group", Given(DEFAULT_GROUP, {"ingress": [_block("0.0.0.0/2", "64.0.0.0/2")]})),
        example("pieces of one rule", _group(_block(*_EIGHTHS))),
        example("pieces in several rules", _group(*(_block(piece) for piece in _EIGHTHS))),
        example(
            "pieces in rules of their own",
            Given(SECURITY_GROUP, {}, name="group"),
            *(_ingress(piece) for piece in _EIGHTHS),
        ),
        example(
            "a range of ports around the other",
            _group(_block(_EIGHTHS[0]), _block(_EIGHTHS[1], fromPort=1, toPort=1024, protocol="6")),
        ),
        example("pieces for everything", _group(*(_block(piece, protocol="-1") for piece in _EIGHTHS))),
        example("pieces for echo requests", _group(*(_block(piece, protocol="icmp") for piece in _EIGHTHS))),
    ),
)
