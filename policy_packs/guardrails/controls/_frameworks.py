"""The closed vocabularies of what controls map to: compliance frameworks, and other tools' checks of the same thing."""

from enum import StrEnum


class Framework(StrEnum):
    """A framework and its version; the value is the tag prefix in the packs and the column in the docs."""

    CIS_3_0 = "cis-aws-foundations-3.0"
    CIS_5_0 = "cis-aws-foundations-5.0"
    CIS_7_0 = "cis-aws-foundations-7.0"
    FSBP = "aws-fsbp-1.0.0"
    NIST_800_53 = "nist-800-53-r5"
    PCI_DSS = "pci-dss-4.0.1"
    ISO_27001 = "iso-27001-2022"


class Tool(StrEnum):
    """A tool whose users know its checks by their ids; the value is the tag prefix in the packs.

    FSBP ids belong to `Framework.FSBP`; SECURITY_HUB are the hub's other controls.
    """

    CHECKOV = "checkov"
    CONTROL_TOWER = "control-tower"
    SECURITY_HUB = "security-hub"
    TRIVY = "trivy"
