"""Who signs in, to do what, where: pipelines, emergencies, and people with their groups and permission sets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field, StringConstraints

from organizations._fields import AccountName, Expected, Section, Switch, UnitPath, setting
from organizations._rules import ROOT, known, reads, unit_paths
from organizations.problems import Finding, Location

if TYPE_CHECKING:
    from organizations.model import Organization

Repository = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$"),
    Expected("a repository of GitHub such as anycompany/payments", "write its owner and its name"),
]
Workflow = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9-]+/[A-Za-z0-9._-]+/\.github/workflows/[A-Za-z0-9._-]+\.ya?ml@refs/(heads|tags)/[A-Za-z0-9._/-]+$"
    ),
    Expected(
        "a workflow at a ref, as in anycompany/landing-zone/.github/workflows/deploy.yml@refs/heads/main",
        "write the repository, the file and the full ref",
    ),
]
Project = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$"),
    Expected("the path of a project, such as anycompany/landing-zone", "write it without a wildcard"),
]
Word = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9._-]+$", max_length=100),
    Expected("letters, digits, dots, hyphens and underscores", "write the name without a wildcard"),
]
Branch = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9._/-]+$"),
    Expected("the name of a branch such as main", "write it without refs/heads/ and without a wildcard"),
]
# AWS: the name of a managed policy, with its path below arn:<partition>:iam::aws:policy/.
ManagedPolicy = Annotated[
    str,
    StringConstraints(pattern=r"^([A-Za-z0-9_-]+/)?[A-Za-z0-9+=,.@_-]+$", max_length=128),
    Expected("the name of an AWS managed policy such as SecurityAudit", "write its name, with job-function/ if it has"),
]
UserName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9+=,.@_-]+$", max_length=64),
    Expected("the name of an IAM user of the management account", "write the name, not the ARN"),
]
# AWS: CreatePermissionSet, at most twelve hours.
SessionHours = Annotated[int, Field(ge=1, le=12), Expected("1 to 12", "write whole hours")]
# AWS: identity store, CreateGroup.
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=700),
    Expected("text of 1 to 700 characters", "write what it is for"),
]
Action = Annotated[
    str,
    StringConstraints(pattern=r"^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$"),
    Expected("an action such as s3:GetObject", "write the service's prefix, a colon and the action"),
]
Resource = Annotated[
    str,
    StringConstraints(pattern=r"^(\*|arn:.+)$"),
    Expected("an ARN or *", "write the ARN of a resource, with * where it varies"),
]
GroupName = Annotated[str, Expected("the name of a group", "write it as it stands under groups")]
SetName = Annotated[str, Expected("the name of a permission set", "write one under permission_sets or a built-in one")]
UnusedDays = Annotated[int, Field(ge=1, le=365), Expected("1 to 365", "write whole days")]


class PipelineSource(Section):
    """Whose tokens a pipeline's roles accept."""

    repository: Repository | None = Field(default=None, description="github: the repository that deploys.")
    workflow: Workflow | None = Field(
        default=None,
        description="github: the reusable workflow that runs the packs, at the ref where it may be called.",
    )
    environment: Word | None = Field(
        default=None, description="github: the environment that changes are applied in; its branch decides otherwise."
    )
    project: Project | None = Field(
        default=None, description="gitlab: the project that holds the packs; pulumi-cloud: the project of the stack."
    )
    branch: Branch = Field(default="main", description="github, gitlab: the branch that changes are applied from.")
    organization: Word | None = Field(default=None, description="pulumi-cloud: the organization of the stack.")
    stack: Word | None = Field(default=None, description="pulumi-cloud: the stack that may be deployed.")


class Pipeline(PipelineSource):
    """A team's pipeline: in each account a role that plans and a role that applies."""

    provider: Annotated[
        Literal["github", "gitlab", "pulumi-cloud"],
        Expected("github, gitlab or pulumi-cloud", "write one", ("github", "gitlab", "pulumi-cloud")),
    ] = Field(description="Who runs the pipeline and signs its tokens.")
    accounts: tuple[AccountName, ...] = Field(default=(), description="The accounts that it deploys to.")
    units: tuple[UnitPath, ...] = Field(default=(), description="Units whose accounts, at any depth, it deploys to.")
    managed_policies: tuple[ManagedPolicy, ...] = Field(
        default=("PowerUserAccess",), description="AWS managed policies of the role that applies, within the boundary."
    )


class LandingZonePipeline(PipelineSource):
    """The pipeline of this landing zone itself, whose roles are in the management account."""

    provider: Annotated[
        Literal["none", "github", "gitlab", "pulumi-cloud"],
        Expected("none, github, gitlab or pulumi-cloud", "write one", ("none", "github", "gitlab", "pulumi-cloud")),
    ] = Field(default="none", description="Who runs the pipeline and signs its tokens; none where people deploy.")


class BreakGlass(Section):
    """Who may take on the administrator's role of every account in an emergency."""

    users: tuple[UserName, ...] = Field(
        default=(),
        description="IAM users of the management account with a second factor of their own; without any there is no "
        "such role.",
    )


class Group(Section):
    """A group of people."""

    description: Text = Field(description="Who is in it.")


class PolicyStatement(Section):
    """A statement of an inline policy."""

    effect: Annotated[Literal["Allow", "Deny"], Expected("Allow or Deny", "write one", ("Allow", "Deny"))] = Field(
        description="Whether the actions are allowed or denied."
    )
    actions: tuple[Action, ...] = Field(description="The actions, such as s3:GetObject.")
    resources: tuple[Resource, ...] = Field(default=("*",), description="The ARNs, with * where they vary.")


class PermissionSet(Section):
    """What people may do in the accounts that it is assigned in."""

    description: Text = Field(description="What it is for.")
    managed_policies: tuple[ManagedPolicy, ...] = Field(default=(), description="AWS managed policies.")
    statements: tuple[PolicyStatement, ...] = Field(default=(), description="Statements of an inline policy.")
    boundary: Switch = Field(default=False, description="Whether it stays within the workloads' boundary.")
    management_only: Switch = Field(
        default=False, description="Whether it is for the management account, and for no other."
    )
    session_hours: SessionHours = Field(default=4, description="Hours until people have to sign in again.")


class Assignment(Section):
    """A group's permission set in accounts."""

    group: GroupName = Field(description="The group, by name.")
    permission_set: SetName = Field(description="The permission set, by name.")
    accounts: tuple[AccountName, ...] = Field(default=(), description="Accounts, by name.")
    units: tuple[UnitPath, ...] = Field(default=(), description="Units, for all accounts in them at any depth.")


BUILT_IN: Final[Mapping[str, PermissionSet]] = {
    "administrator": PermissionSet(
        description="Does everything in an account that guardrails allow",
        managed_policies=("AdministratorAccess",),
        session_hours=1,
    ),
    "power-user": PermissionSet(
        description="Builds workloads within the boundary", managed_policies=("PowerUserAccess",), boundary=True
    ),
    "read-only": PermissionSet(
        description="Looks at settings, not at data", managed_policies=("job-function/ViewOnlyAccess",), session_hours=8
    ),
    "security-audit": PermissionSet(
        description="Audits the settings that security depends on", managed_policies=("SecurityAudit",), session_hours=8
    ),
    "billing": PermissionSet(
        description="Watches and pays the bills",
        managed_policies=("job-function/Billing",),
        management_only=True,
    ),
}


class Identity(Section):
    """People, their groups and permission sets, pipelines and emergencies."""

    landing_zone_pipeline: LandingZonePipeline = Field(
        default=LandingZonePipeline(), description="The pipeline that keeps the accounts' baselines."
    )
    pipelines: Mapping[str, Pipeline] = Field(
        default={},
        description="The teams' pipelines by name, which becomes part of the roles' names.",
        json_schema_extra={"propertyNames": {"pattern": "^[a-z][a-z0-9-]+$", "maxLength": 31}},
    )
    break_glass: BreakGlass = Field(default=BreakGlass(), description="The way in when all others are broken.")
    directory: Annotated[
        Literal["identity-center", "external"],
        Expected("identity-center or external", "write one", ("identity-center", "external")),
    ] = Field(
        default="identity-center",
        description="Who keeps the groups: Identity Center, where they are made, or an identity provider that sends "
        "them, where they are only looked up.",
    )
    groups: Mapping[str, Group] = Field(default={}, description="The groups of people, by name.")
    permission_sets: Mapping[str, PermissionSet] = Field(
        default={},
        description=f"Permission sets by name, besides {', '.join(BUILT_IN)} or in place of them.",
        json_schema_extra={"propertyNames": {"pattern": "^[A-Za-z0-9+=,.@_-]{1,32}$"}},
    )
    assignments: tuple[Assignment, ...] = Field(default=(), description="Which group may do what, where.")
    unused_access: Switch = setting(
        "Whether roles and users with access that nobody uses are found.",
        default=True,
        minimal=False,
        paid_by="role, user and month",
    )
    unused_access_days: UnusedDays = Field(default=90, description="Days after which access counts as unused.")

    @property
    def sets(self) -> Mapping[str, PermissionSet]:
        """Every permission set by name: the built-in ones, and the file's, which win."""
        return {**BUILT_IN, **self.permission_sets}


_NEEDS: Final[Mapping[str, Sequence[str]]] = {
    "none": (),
    "github": ("repository", "workflow"),
    "gitlab": ("project",),
    "pulumi-cloud": ("organization", "project", "stack"),
}


def within(organization: "Organization", accounts: Sequence[str], units: Sequence[str]) -> tuple[str, ...]:
    """The accounts that are named or in one of the units at any depth, each once; root means all but management."""
    found = dict.fromkeys(accounts)
    for name in organization.member_accounts:
        unit = organization.accounts[name].unit
        if any(path == ROOT or f"{unit}/".startswith(f"{path}/") for path in units):
            found[name] = None
    return tuple(found)


def _pipelines(identity: Identity) -> Iterator[tuple[Location, Pipeline | LandingZonePipeline]]:
    yield ("identity", "landing_zone_pipeline"), identity.landing_zone_pipeline
    if known(identity.pipelines):
        for name, pipeline in identity.pipelines.items():
            yield ("identity", "pipelines", name), pipeline


@reads("identity")
def _pipelines_are_pinned(organization: "Organization") -> Iterator[Finding]:
    for at, pipeline in _pipelines(organization.identity):
        if not known(pipeline, pipeline.provider):
            continue
        for key in _NEEDS[pipeline.provider]:
            if getattr(pipeline, key) is None:
                expected = f"{key}, without which tokens of others would be accepted"
                yield Finding((*at, key), None, expected, f"add it, as {pipeline.provider} needs it")


@reads("identity", "accounts", "units", "foundation")
def _targets_exist(organization: "Organization") -> Iterator[Finding]:
    identity, management = organization.identity, organization.foundation.management
    places: list[tuple[Location, Pipeline | Assignment]] = []
    if known(identity.pipelines):
        places += [(("identity", "pipelines", name), each) for name, each in identity.pipelines.items()]
    if known(identity.assignments):
        places += [(("identity", "assignments", number), each) for number, each in enumerate(identity.assignments)]
    paths = [ROOT, *("/".join(path) for path in unit_paths(organization.units))]
    names = tuple(organization.accounts)
    for at, place in places:
        if not known(place, place.accounts, place.units):
            continue
        if not place.accounts and not place.units:
            yield Finding((*at, "accounts"), [], "at least one account or unit", "name where it is for")
        for number, account in enumerate(place.accounts):
            if known(account) and account not in organization.accounts:
                here = (*at, "accounts", number)
                yield Finding(here, account, "the name of an account under accounts", "correct it", names)
            elif isinstance(place, Pipeline) and known(management) and account == management:
                here = (*at, "accounts", number)
                yield Finding(here, account, "a member account (guardrails never reach management)", "remove it")
        for number, path in enumerate(place.units):
            if known(path) and path not in paths:
                yield Finding((*at, "units", number), path, "the path of a unit under units", "correct it", paths)


@reads("identity", "foundation")
def _assignments_fit(organization: "Organization") -> Iterator[Finding]:
    identity, management = organization.identity, organization.foundation.management
    if not known(identity.assignments, identity.groups, identity.permission_sets):
        return
    for number, each in enumerate(identity.assignments):
        at: Location = ("identity", "assignments", number)
        if not known(each, each.group, each.permission_set):
            continue
        if each.group not in identity.groups:
            known_groups = tuple(identity.groups)
            yield Finding((*at, "group"), each.group, "the name of a group under groups", "add it there", known_groups)
        if each.permission_set not in identity.sets:
            expected = "the name of a permission set"
            yield Finding((*at, "permission_set"), each.permission_set, expected, "correct it", tuple(identity.sets))
        elif known(each.accounts, each.units, management):
            only = identity.sets[each.permission_set].management_only
            here, elsewhere = management in each.accounts, each.units or set(each.accounts) - {management}
            if known(only) and ((only and elsewhere) or (not only and here)):
                # A delegated administrator can't manage a set that is provisioned in the management account.
                expected = "one with management_only true for the management account, and for it alone"
                yield Finding((*at, "permission_set"), each.permission_set, expected, "use a set of its own")


@reads("identity")
def _permission_sets_agree(organization: "Organization") -> Iterator[Finding]:
    sets = organization.identity.permission_sets
    if not known(sets):
        return
    for name, each in sets.items():
        if not known(each):
            continue
        if known(each.statements):
            for number, statement in enumerate(each.statements):
                if known(statement) and statement.actions == ():
                    at = ("identity", "permission_sets", name, "statements", number, "actions")
                    yield Finding(at, [], "at least one action", "name the actions, or remove the statement")
        if known(each.boundary, each.management_only) and each.boundary and each.management_only:
            expected = "false with management_only (the management account has no boundary)"
            yield Finding(("identity", "permission_sets", name, "boundary"), True, expected, "choose one of the two")
