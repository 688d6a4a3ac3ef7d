"""The type of stacks."""

STACK = "aws:cloudformation/stack:Stack"
