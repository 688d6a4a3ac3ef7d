"""The address of a build's source holds no credentials."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import PROJECT, project


def _check(project: Resource) -> Iterator[str]:
    yield from each((*project.blocks("source"), *project.blocks("secondarySources")), _check_source)


def _check_source(source: Block) -> Iterator[str]:
    try:
        url = urlsplit(source.text("location"))
    except ValueError:
        return  # No URL, and so without a password.
    # Bitbucket puts the user's name before the host of every URL, and GitHub takes a token for one.
    if url.password or (url.username and "bitbucket" not in url.netloc):
        yield (
            f"everybody who may describe the project reads its credentials; got a user or a password in "
            f"{source.path('location')}, expected the address alone and a connection"
        )


def _project(location: str) -> Given:
    return project(source={"type": "BITBUCKET" if "bitbucket" in location else "GITHUB", "location": location})


_USER = "shop:" + "hunter2" + "@"

CONTROL = Control(
    id="codebuild.source-without-credentials",
    title="The address of a build's source holds no credentials",
    practices=("application.secrets",),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="The address is shown in the console, in logs and in the state, and who reads it can push.",
    fix="remove the credentials from location, and use a connection of CodeConnections",
    rules=(ResourceRule((PROJECT,), _check),),
    detection=(ConfigRule("CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK"), SecurityHubControl("CodeBuild.1")),
    frameworks={Framework.FSBP: ("CodeBuild.1",)},
    equivalents={Tool.CONTROL_TOWER: ("CODEBUILD.PR.1",)},
    good=(
        example("everything omitted", Given(PROJECT)),
        example("the address alone", _project("https://github.com/shop/web.git")),
        example("the name of a user, which Bitbucket shows", _project("https://shop@bitbucket.org/shop/web.git")),
        example("no URL", project(source={"type": "S3", "location": "http://[sources"})),
    ),
    bad=(
        example("a user and a password", _project(f"https://{_USER}github.com/shop/web.git")),
        example("a user and a password at Bitbucket", _project(f"https://{_USER}bitbucket.org/shop/web.git")),
        example("a token in the place of a user", _project("https://a1b2c3d4@github.com/shop/web.git")),
        example(
            "another source",
            project(secondarySources=[{"sourceIdentifier": "a", "location": f"https://{_USER}git.example/a.git"}]),
        ),
    ),
)
