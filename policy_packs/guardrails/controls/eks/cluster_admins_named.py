"""Only named principals administer a whole cluster."""

from collections.abc import Iterator

from .._documents import matches
from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

_ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation"
_POLICIES = ("AmazonEKSClusterAdminPolicy", "AmazonEKSAdminPolicy")


def _check(association: Resource) -> Iterator[str]:
    policy = association.text("policyArn").rpartition("/")[2]
    if policy not in _POLICIES or association.block("accessScope").text("type") == "namespace":
        return
    principal = association.text("principalArn")
    if not any(matches(pattern, principal) for pattern in association.parameters["clusterAdmins"]):
        yield (
            f"{principal} rules the whole cluster; got {policy}, "
            "expected a policy for one namespace or a named administrator"
        )


_ROLE = "arn:aws:iam::111122223333:role"


def _given(policy: str, scope: str = "cluster", role: str = "deploy") -> Given:
    return Given(
        _ASSOCIATION,
        {
            "accessScope": {"type": scope, "namespaces": ["web"] if scope == "namespace" else None},
            "clusterName": "web",
            "policyArn": f"arn:aws:eks::aws:cluster-access-policy/{policy}",
            "principalArn": f"{_ROLE}/{role}",
        },
    )


CONTROL = Control(
    id="eks.cluster-admins-named",
    title="Only named principals administer a whole cluster",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="An administrator of the cluster reads all of its secrets, and takes the role of each of its pods.",
    fix="grant a policy for the namespaces that are needed, or add the principal to clusterAdmins",
    rules=(ResourceRule((_ASSOCIATION,), _check),),
    parameters={
        "clusterAdmins": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "ARNs of principals who may administer a whole cluster, with * where they vary.",
            },
        )
    },
    good=(
        example("everything omitted", Given(_ASSOCIATION)),
        example("a reader of the cluster", _given("AmazonEKSViewPolicy")),
        example("an administrator of a namespace", _given("AmazonEKSAdminPolicy", "namespace")),
        example(
            "a named administrator",
            _given("AmazonEKSClusterAdminPolicy", role="break-glass"),
            clusterAdmins=[f"{_ROLE}/ops", f"{_ROLE}/break-*"],
        ),
    ),
    bad=(
        *(example(policy, _given(policy)) for policy in _POLICIES),
        example("another than the named ones", _given(_POLICIES[0]), clusterAdmins=[f"{_ROLE}/break-glass"]),
    ),
)
