"""Programs run under the twin as under the engine: URNs, providers, defaults, hooks, and every mistake at once.

Not proven here: previews, diffs and deletions, which need the real engine (tests/engine).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from tests.conftest import MANAGEMENT_ID, World, new_world, only
from twin import handlers as twin_handlers
from twin.graph import Graph
from twin.handlers import Place, Properties, State
from twin.monitor import ProgramError, run_program

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One organization for the module: each test makes resources of its own."""
    with new_world() as made:
        yield made


def provider(account: str, **options: Any) -> pulumi.ResourceOptions:
    return pulumi.ResourceOptions(
        provider=aws.Provider(f"of-{account}", region="us-east-1", allowed_account_ids=[account], **options)
    )


def refused(world: World, program: Callable[[], object]) -> str:
    with pytest.raises(ProgramError) as caught:
        world.run(program)
    return str(caught.value)


class Inner(pulumi.ComponentResource):
    def __init__(self, opts: pulumi.ResourceOptions) -> None:
        super().__init__("landing-zone:index:Inner", "inner", None, opts)
        aws.s3.Bucket("deep", bucket="deep-bucket", opts=pulumi.ResourceOptions(parent=self))


class Outer(pulumi.ComponentResource):
    def __init__(self, opts: pulumi.ResourceOptions) -> None:
        super().__init__("landing-zone:index:Outer", "outer", None, opts)
        Inner(pulumi.ResourceOptions(parent=self))


def test_a_urn_has_the_types_of_all_ancestors(world: World) -> None:
    graph = world.run(lambda: Outer(world.within("first")))
    assert only(graph, BUCKET).urn.split("::")[2] == f"landing-zone:index:Outer$landing-zone:index:Inner${BUCKET}"


def test_a_resource_lands_in_the_account_and_region_that_it_names(world: World) -> None:
    graph = world.run(lambda: aws.s3.Bucket("b", bucket="far-bucket", region="eu-west-1", opts=world.within("second")))
    node = only(graph, BUCKET)
    assert (node.account, node.region, node.state) == (world.accounts["second"], "eu-west-1", State.EXECUTED)
    held = {
        account: {bucket["Name"] for bucket in world.client("s3", account).list_buckets()["Buckets"]}
        for account in world.accounts
    }
    assert [account for account, names in held.items() if "far-bucket" in names] == ["second"]


def test_the_region_and_the_default_tags_come_from_the_provider(world: World) -> None:
    def program() -> None:
        options = provider(world.accounts["first"], default_tags={"tags": {"landing-zone": "example", "owner": "all"}})
        aws.s3.Bucket("b", bucket="tagged-bucket", tags={"owner": "payments"}, opts=options)

    node = only(world.run(program), BUCKET)
    assert node.region == "us-east-1"
    assert node.inputs["tagsAll"] == {"landing-zone": "example", "owner": "payments"}
    (tags,) = [world.client("s3", "first").get_bucket_tagging(Bucket="tagged-bucket")["TagSet"]]
    assert {"Key": "owner", "Value": "payments"} in tags


def test_a_dependency_is_known_by_its_property(world: World) -> None:
    def program() -> None:
        options = world.within("first")
        bucket = aws.s3.Bucket("b", bucket="versioned-bucket", opts=options)
        aws.s3.BucketVersioning("v", bucket=bucket.id, versioning_configuration={"status": "Enabled"}, opts=options)

    graph = world.run(program)
    assert only(graph, VERSIONING).property_dependencies == {"bucket": (only(graph, BUCKET).urn,)}


def test_a_resource_without_a_provider_is_refused(world: World) -> None:
    assert "no explicit provider" in refused(world, lambda: aws.s3.Bucket("b", bucket="lost-bucket"))


def test_a_provider_of_no_single_account_is_refused(world: World) -> None:
    text = refused(world, lambda: aws.Provider("nowhere", region="us-east-1"))
    assert "allowedAccountIds must name the provider's account" in text


def test_an_input_that_the_sdk_does_not_know_is_refused_by_its_path(world: World) -> None:
    def program() -> None:
        configuration: Any = {"status": "Enabled", "frobnicate": True}
        options = world.within("first")
        aws.s3.BucketVersioning("v", bucket="some-bucket", versioning_configuration=configuration, opts=options)

    assert "versioningConfiguration.frobnicate" in refused(world, program)


def test_a_type_that_the_sdk_does_not_know_is_refused(world: World) -> None:
    def program() -> None:
        pulumi.CustomResource("aws:s3/bucketOfGold:BucketOfGold", "gold", {}, opts=provider(MANAGEMENT_ID))

    assert "the installed pulumi-aws has no such type" in refused(world, program)


def test_two_resources_of_one_urn_are_refused(world: World) -> None:
    def program() -> None:
        options = world.within("first")
        aws.s3.Bucket("twin", bucket="first-twin", opts=options)
        aws.s3.Bucket("twin", bucket="second-twin", opts=options)

    assert "duplicate resource URN" in refused(world, program)


def test_every_problem_is_reported_at_once(world: World) -> None:
    def program() -> None:
        options = world.within("first")
        aws.s3.Bucket("bad-name", bucket="No", opts=options)
        aws.s3.Bucket("lost", bucket="lost-bucket")
        aws.organizations.AwsServiceAccess("unknown", service_principal="nobody.amazonaws.com", opts=options)

    text = refused(world, program)
    assert all(name in text for name in ("bad-name", "lost", "unknown"))
    assert text.startswith("3 ")


def test_an_import_of_what_does_not_exist_is_refused(world: World) -> None:
    def program() -> None:
        options = pulumi.ResourceOptions.merge(world.within("first"), pulumi.ResourceOptions(import_="some-bucket"))
        aws.s3.Bucket("b", bucket="some-bucket", opts=options)

    assert "nothing exists that could be imported" in refused(world, program)


def test_a_type_without_a_handler_is_recorded(world: World) -> None:
    graph = world.run(
        lambda: aws.glue.CatalogDatabase("d", name="lake", region="us-east-1", opts=world.within("first"))
    )
    assert only(graph, "aws:glue/catalogDatabase:CatalogDatabase").state is State.RECORDED


def test_what_reads_back_differently_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = twin_handlers.handlers()[BUCKET]

    class Liar(type(honest)):  # type: ignore[misc]  # a class that is only known at run time
        def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
            return {"bucket": "another-bucket"}

    handlers = {**twin_handlers.handlers(), BUCKET: Liar()}
    monkeypatch.setattr(twin_handlers, "handlers", lambda: handlers)
    text = refused(world, lambda: aws.s3.Bucket("b", bucket="honest-bucket", opts=world.within("first")))
    assert "reads back differently: bucket: got 'another-bucket', expected 'honest-bucket'" in text


def test_hooks_run_before_what_depends_on_the_resource(world: World) -> None:
    order: list[str] = []

    def program() -> None:
        options = world.within("first")
        hook = pulumi.ResourceHook("watch", lambda args: order.append(f"hook of {args.name}"))
        watched = aws.s3.Bucket(
            "watched",
            bucket="watched-bucket",
            opts=pulumi.ResourceOptions.merge(
                options, pulumi.ResourceOptions(hooks=pulumi.ResourceHookBinding(after_create=[hook]))
            ),
        )
        later = aws.s3.Bucket(
            "later",
            bucket="later-bucket",
            opts=pulumi.ResourceOptions.merge(options, pulumi.ResourceOptions(depends_on=[watched])),
        )
        later.id.apply(lambda id: order.append(id))

    world.run(program)
    assert order == ["hook of watched", "later-bucket"]


def test_a_hook_that_fails_is_a_problem_of_its_resource(world: World) -> None:
    def fail(args: pulumi.ResourceHookArgs) -> None:
        raise RuntimeError("the account can't be entered")

    def program() -> None:
        binding = pulumi.ResourceHookBinding(after_create=[pulumi.ResourceHook("failing", fail)])
        options = pulumi.ResourceOptions.merge(world.within("first"), pulumi.ResourceOptions(hooks=binding))
        aws.s3.Bucket("b", bucket="hooked-bucket", opts=options)

    assert "the account can't be entered" in refused(world, program)


def hooked(on_error: Callable[[pulumi.ErrorHookArgs], bool]) -> Callable[[], None]:
    """A program whose only bucket can't be made, for want of a provider, with an error hook."""

    def program() -> None:
        binding = pulumi.ResourceHookBinding(on_error=[pulumi.ErrorHook("on-error", on_error)])
        aws.s3.Bucket("b", bucket="lost-bucket", opts=pulumi.ResourceOptions(hooks=binding))

    return program


def test_an_error_hook_is_told_every_failure_and_asked_a_hundred_times_at_most(world: World) -> None:
    told: list[int] = []

    def insist(failure: pulumi.ErrorHookArgs) -> bool:
        told.append(len(failure.errors))
        return True

    assert refused(world, hooked(insist)).startswith("1 problem of the program")
    assert told == list(range(1, 101))


def test_an_error_hook_that_fails_itself_is_a_problem_too(world: World) -> None:
    def fail(failure: pulumi.ErrorHookArgs) -> bool:
        raise RuntimeError("no idea")

    assert "b: an error hook failed: no idea" in refused(world, hooked(fail))


def test_a_data_source_that_the_twin_does_not_know_names_itself(world: World) -> None:
    def program() -> None:
        provider = aws.Provider("p", region="us-east-1", allowed_account_ids=[world.accounts["first"]])
        aws.get_ip_ranges_output(services=["ec2"], opts=pulumi.InvokeOutputOptions(provider=provider))

    with pytest.raises(Exception, match="the twin has no answer for aws:index/getIpRanges:getIpRanges"):
        world.run(program)


def test_an_account_of_the_file_can_be_asked_who_it_is(world: World) -> None:
    seen: list[str] = []

    def program() -> None:
        provider = aws.Provider("p", region="us-east-1", allowed_account_ids=[world.accounts["first"]])
        identity = aws.get_caller_identity_output(opts=pulumi.InvokeOutputOptions(provider=provider))
        identity.account_id.apply(seen.append)

    graph: Graph = run_program(program, world.aws, stack="test", home_region="us-east-1")
    assert len(graph) == 1
    assert seen == [world.accounts["first"]]


def test_a_secret_reaches_the_resource_as_what_it_is(world: World) -> None:
    def program() -> None:
        options = world.within("first")
        aws.s3.Bucket("b", bucket="secret-bucket", tags={"code": pulumi.Output.secret("1234")}, opts=options)

    assert only(world.run(program), BUCKET).inputs["tags"] == {"code": "1234"}
    (tag,) = world.client("s3", "first").get_bucket_tagging(Bucket="secret-bucket")["TagSet"]
    assert tag == {"Key": "code", "Value": "1234"}


def test_a_provider_without_a_region_is_refused(world: World) -> None:
    text = refused(world, lambda: aws.Provider("anywhere", allowed_account_ids=[MANAGEMENT_ID]))
    assert "anywhere (pulumi:providers:aws): the provider has no region" in text


def test_a_data_source_without_a_provider_is_refused(world: World) -> None:
    text = refused(world, lambda: aws.get_caller_identity_output().account_id)
    assert "aws:index/getCallerIdentity:getCallerIdentity is called without an explicit provider" in text


def test_what_a_program_stumbles_over_is_told_by_its_reason(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    def program() -> None:
        options = world.within("first")
        # What was not made has no outputs, so that the next lines can't go on.
        zone = aws.route53.Zone("lost", name="example.com")
        first = zone.name_servers.apply(lambda names: names[0])
        aws.s3.Bucket("b", bucket=first, opts=options)

    text = refused(world, program)
    assert text == (
        "1 problem of the program:\n- lost (aws:route53/zone:Zone): no explicit provider; "
        "got the default one, expected the provider of an account"
    )
    assert capfd.readouterr().err == ""


def test_a_programs_own_mistake_stays_its_own(world: World) -> None:
    def program() -> None:
        raise LookupError("no such layer")

    with pytest.raises(LookupError, match="no such layer"):
        world.run(program)
