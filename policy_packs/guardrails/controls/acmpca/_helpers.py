"""The type of private certificate authorities."""

AUTHORITY = "aws:acmpca/certificateAuthority:CertificateAuthority"
