"""The type of CloudSearch."""

DOMAIN = "aws:cloudsearch/domain:Domain"
