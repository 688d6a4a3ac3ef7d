"""State machines of Step Functions, for examples."""

from .._model import Given

MACHINE = "aws:sfn/stateMachine:StateMachine"
_REQUIRED = {
    "definition": '{"StartAt":"Wait","States":{"Wait":{"Type":"Wait","Seconds":1,"End":true}}}',
    "roleArn": "arn:aws:iam::111122223333:role/orders",
}


def machine(**inputs: object) -> Given:
    """A state machine with what is required and the given inputs."""
    return Given(MACHINE, _REQUIRED | inputs)
