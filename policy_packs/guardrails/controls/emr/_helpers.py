"""What the security configurations of EMR say about encryption.

Source: EMR management guide, "Specify Amazon EMR security configuration".
"""

from .._properties import Block
from .._resources import Resource

CONFIGURATION = "aws:emr/securityConfiguration:SecurityConfiguration"
CLUSTER = "aws:emr/cluster:Cluster"
CLUSTER_INPUTS = {"releaseLabel": "emr-7.9.0", "serviceRole": "arn:aws:iam::111122223333:role/emr"}


def encryption(configuration: Resource) -> Block:
    """The part about encryption; empty when there is none."""
    return Block(configuration.json("configuration") or {}, "configuration").block("EncryptionConfiguration")


def at_rest(configuration: Resource, part: str) -> Block:
    """What is said of one kind of data at rest; empty when the encryption of data at rest is off altogether."""
    said = encryption(configuration)
    path = f"{said.path('AtRestEncryptionConfiguration')}.{part}"
    if not said.flag("EnableAtRestEncryption"):
        return Block({}, path)
    return said.block("AtRestEncryptionConfiguration").block(part)
