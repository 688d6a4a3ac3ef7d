"""Names of security policies, read by family: which versions of TLS are accepted under them.

A list of names would be out of date with the next release; the families name the oldest version that they accept.
Sources: "Security policies" in the user guides of Elastic Load Balancing, CloudFront, API Gateway, AWS IoT Core and
OpenSearch Service.
"""

import re
from typing import Final

from ._properties import Block, Undecided

Version = tuple[int, int]

SSL: Final[Version] = (0, 0)
TLS_1_0: Final[Version] = (1, 0)
TLS_1_2: Final[Version] = (1, 2)
TLS_1_3: Final[Version] = (1, 3)

_DATE = r"20\d\d-\d\d"
# The group is the minor version of the oldest TLS that the family accepts.
_FAMILIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"ELBSecurityPolicy-(?:TLS13|TLS|FS)-1-([0-3])-.+",
        r"Policy-Min-TLS-1-([0-3])-.+",
        r"TLSv1\.([0-3])(?:_\d{4})?",
        r"TLS_1_([0-3])",
        r"(?:IoT)?SecurityPolicy_TLS1[23]_1_([0-3])_.+",
        r"(?:IoT)?SecurityPolicy_TLS1([23])_(?!1_).+",
    )
)
_SSL = re.compile(r"SSLv[23]|ELBSecurityPolicy-2011-08")
_ANY_TLS = re.compile(rf"TLSv1(?:_\d{{4}})?|ELBSecurityPolicy-(?:{_DATE}|FS-{_DATE}|Default)")
# The extended policies and the oldest ones for 1.2 have ciphers whose one key opens every recorded session.
_FORWARD_SECRET = re.compile(r"ELBSecurityPolicy-(?:TLS13-1-3-|TLS13-1-2-(?!Ext[12]-)|FS-1-[23]-).+")


def oldest_version(policy: str) -> Version | None:
    """The oldest version that is accepted under a policy of this name; None when no family has such a name."""
    if _SSL.fullmatch(policy):
        return SSL
    if _ANY_TLS.fullmatch(policy):
        return TLS_1_0
    matches = (family.fullmatch(policy) for family in _FAMILIES)
    return next(((1, int(match[1])) for match in matches if match), None)


def oldest_accepted(block: Block, name: str, default: str = "") -> Version:
    """The oldest version that is accepted under the policy in the property; the default is AWS's own policy.

    Raises:
        Undecided: the name is not known yet, or is one of no known family.
    """
    version = oldest_version(block.text(name) or default)
    if version is None:
        raise Undecided(block.path(name))
    return version


def is_forward_secret(policy: str) -> bool:
    """Whether every cipher of a load balancer's policy makes keys of its own for each session."""
    return _FORWARD_SECRET.fullmatch(policy) is not None
