"""Connections to a repository server of one's own go over HTTPS."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_HOSTS = ("aws:codeconnections/host:Host", "aws:codestarconnections/host:Host")


def _check(host: Resource) -> Iterator[str]:
    url = host.text("providerEndpoint")
    if url.lower().startswith("http:"):
        yield f"the token and the code cross the network in the clear; got providerEndpoint {url}, expected https"


def _given(type: str, url: str) -> Given:
    return Given(type, {"name": "code", "providerType": "GitHubEnterpriseServer", "providerEndpoint": url})


CONTROL = Control(
    id="codeconnections.host-https",
    title="Connections to a repository server of one's own go over HTTPS",
    practices=("data.in-transit", "application.secure-coding"),
    severity=Severity.HIGH,
    why="Whoever is on the way changes what is built, and takes the token that reads every repository.",
    fix="give providerEndpoint with https, and the certificate in vpcConfiguration where it is one's own",
    rules=(ResourceRule(_HOSTS, _check),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _HOSTS),
        *(example(f"https: {type}", _given(type, "https://code.anycompany.com")) for type in _HOSTS),
    ),
    bad=(
        *(example(f"http: {type}", _given(type, "http://code.anycompany.com")) for type in _HOSTS),
        example("in other letters", _given(_HOSTS[0], "HTTP://code.anycompany.com")),
    ),
)
