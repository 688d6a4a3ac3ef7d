"""What the controls of VPC Lattice have in common."""

POLICY = "aws:vpclattice/authPolicy:AuthPolicy"


def document(principal: str, **condition: object) -> dict[str, object]:
    """An auth policy for examples, in the provider's object form."""
    invoke = {"Action": "vpc-lattice-svcs:Invoke", "Resource": "*"}
    statement = {"Effect": "Allow", "Principal": {"AWS": principal}, **invoke}
    return {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}
