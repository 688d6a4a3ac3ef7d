"""The closed vocabulary of compliance frameworks that controls map to."""

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
