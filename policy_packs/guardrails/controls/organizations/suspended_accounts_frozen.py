"""Nothing can be done in a suspended account.

There is no rule: which unit an account is in is no property of the resources that are deployed into it.
"""

from .._model import Control, Guardrail, Scope, Severity

CONTROL = Control(
    id="organizations.suspended-accounts-frozen",
    title="Nothing can be done in a suspended account",
    practices=("account.organizations", "response.plan"),
    severity=Severity.HIGH,
    why="An account that was shut down, or taken over, keeps working for whoever still holds a key to it.",
    fix="move the account out of the suspended unit before deploying into it",
    guardrails=(Guardrail(sid="DenyEverythingWhileSuspended", actions=("*",), scope=Scope.SUSPENDED),),
)
