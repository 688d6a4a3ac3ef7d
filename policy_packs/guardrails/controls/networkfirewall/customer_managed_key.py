"""Firewalls are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="networkfirewall.customer-managed-key",
    title="Firewalls are encrypted under keys that their account manages",
    keys={
        "aws:networkfirewall/firewall:Firewall": (
            Key("encryptionConfiguration.keyId", beside={"type": ("CUSTOMER_KMS",)}),
        ),
        "aws:networkfirewall/firewallPolicy:FirewallPolicy": (
            Key("encryptionConfiguration.keyId", beside={"type": ("CUSTOMER_KMS",)}),
        ),
        "aws:networkfirewall/ruleGroup:RuleGroup": (
            Key("encryptionConfiguration.keyId", beside={"type": ("CUSTOMER_KMS",)}),
        ),
        "aws:networkfirewall/tlsInspectionConfiguration:TlsInspectionConfiguration": (
            Key("encryptionConfigurations[0].keyId", beside={"type": ("CUSTOMER_KMS",)}),
        ),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_345", "CKV_AWS_346")},
)
