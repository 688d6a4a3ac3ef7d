"""Security policies of classic load balancers accept no broken ciphers."""

import re
from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_POLICY = "aws:elb/loadBalancerPolicy:LoadBalancerPolicy"
_NEGOTIATION = "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy"
# DES and its triple, RC2, RC4 (also known as ARCFOUR), keys for export, no authentication, no encryption, MD5.
_BROKEN = re.compile(r"(?:^|[-_])(?:3?DES|CBC3|RC[24]|ARCFOUR|EXP(?:ORT)?\w*|ADH|AECDH|NULL|MD5)(?:[-_]|$)")


def _check(policy: Resource) -> Iterator[str]:
    yield from each((*policy.blocks("policyAttributes"), *policy.blocks("attributes")), _check_attribute)


def _check_attribute(attribute: Block) -> Iterator[str]:
    name = attribute.text("name")
    if _BROKEN.search(name) and attribute.flag("value"):
        yield f"a broken cipher is accepted; got {name} true, expected ciphers with AES and GCM"


def _policy(*ciphers: str, value: str = "true") -> Given:
    names = {"loadBalancerName": "web", "policyName": "tls", "policyTypeName": "SSLNegotiationPolicyType"}
    return Given(_POLICY, names | {"policyAttributes": [{"name": name, "value": value} for name in ciphers]})


CONTROL = Control(
    id="elb.classic-ciphers-strong",
    title="Security policies of classic load balancers accept no broken ciphers",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="What such ciphers protect is read by who records it, with the computers of today.",
    fix="use the Reference-Security-Policy ELBSecurityPolicy-TLS-1-2-2017-01 instead of ciphers",
    rules=(ResourceRule((_POLICY, _NEGOTIATION), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_213",)},
    good=(
        example("strong ones", _policy("ECDHE-RSA-AES128-GCM-SHA256", "Protocol-TLSv1.2")),
        example("broken ones, off", _policy("RC4-SHA", value="false")),
        example("another setting", _policy("Reference-Security-Policy", value="ELBSecurityPolicy-TLS-1-2-2017-01")),
    ),
    bad=(
        *(
            example(name, _policy("ECDHE-RSA-AES128-GCM-SHA256", name))
            for name in (
                *("RC4-MD5", "DES-CBC3-SHA", "EDH-RSA-DES-CBC3-SHA", "EXP-RC2-CBC-MD5", "ADH-AES128-SHA"),
                *("TLS_RSA_ARCFOUR_128_SHA1", "TLS_RSA_WITH_NULL_SHA", "EXP1024-DES-CBC-SHA"),
            )
        ),
        example(
            "in the policy of a listener",
            Given(
                _NEGOTIATION,
                {"loadBalancer": "web", "lbPort": 443, "attributes": [{"name": "RC4-SHA", "value": "true"}]},
            ),
        ),
    ),
)
