"""Functions, and one for examples."""

from .._model import Given

FUNCTION = "aws:lambda/function:Function"


def function(**properties: object) -> Given:
    """A function with what it needs, for examples."""
    needed = {"handler": "index.handler", "role": "arn:aws:iam::111122223333:role/resize", "runtime": "python3.14"}
    return Given(FUNCTION, needed | properties, name="resize")
