"""How the twin carries out resources: one handler a resource type, found by its token.

A handler calls boto3 on the embedded AWS in the right account and region. Every resource ends in one state:

- executed: moto holds it, and reading it back gives what was asked for;
- checked: moto lacks it; the request that the provider would send is valid by botocore's own service model;
- recorded: neither; only its inputs are known.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, TypeVar

from botocore.exceptions import BotoCoreError, ClientError
from botocore.validate import ParamValidator

from . import schema
from .aws import AccountClient, EmbeddedAws, global_region, partition_of, service_model

Properties = Mapping[str, Any]  # names in camelCase, as the engine sends them
Found = TypeVar("Found")


class State(StrEnum):
    """How far a resource was carried out."""

    EXECUTED = "executed"
    CHECKED = "checked"
    RECORDED = "recorded"


class TwinError(Exception):
    """A resource that can't be carried out: what is wrong, with which value, and what was expected."""


@dataclass(frozen=True)
class Place:
    """Where a resource is carried out: an account and a region of the embedded AWS.

    import_id: the id of an existing account that the program adopts.
    """

    aws: EmbeddedAws
    account: str
    region: str
    store: dict[tuple[str, ...], dict[str, Properties]] = field(repr=False)
    import_id: str = ""

    @property
    def partition(self) -> str:
        """The partition that the region belongs to: aws, aws-us-gov or aws-cn."""
        return partition_of(self.region)

    def client(self, service: str, region: str = "") -> AccountClient:
        """A client of the service here, or in another region of the same account."""
        return self.aws.client(service, self.account, region or self.region)

    def global_client(self, service: str) -> AccountClient:
        """A client of a global service, such as IAM, in this account."""
        return self.client(service, global_region(self.partition))

    def arn(self, service: str, resource: str, *, region: str | None = None, account: str | None = None) -> str:
        """The ARN of a resource here; pass an empty region or account for global ones."""
        region = self.region if region is None else region
        account = self.account if account is None else account
        return f"arn:{self.partition}:{service}:{region}:{account}:{resource}"

    def held(self, token: str) -> dict[str, Properties]:
        """What the twin itself holds here of a type that moto lacks, by id."""
        return self.store.setdefault((self.account, self.region, token), {})


class Handler(ABC):
    """Creates, reads, updates and deletes resources of one type.

    token: the resource type. replaces: inputs whose change makes a new resource.
    """

    token: ClassVar[str]
    state: ClassVar[State] = State.EXECUTED
    replaces: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        """Create the resource; return its id and the outputs that AWS adds to the inputs."""

    @abstractmethod
    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        """The live values, by the provider's names, as many as AWS gives back; None when it is gone."""

    @abstractmethod
    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        """Delete the resource, with the semantics of the provider (a setting returns to AWS's default)."""

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        """Bring a live resource to new inputs; return the outputs that AWS adds. Without an override: replace."""
        raise TwinError(f"{self.token} can't be updated in place; got {id}, expected a replacement")

    @property
    def updatable(self) -> bool:
        """Whether changes that don't replace are made in place."""
        return type(self).update is not Handler.update


class Put(Handler):
    """A setting with one call for creation and change."""

    @abstractmethod
    def put(self, at: Place, inputs: Properties) -> str:
        """Write the setting; return the resource's id."""

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        return self.put(at, inputs), {}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        self.put(at, inputs)
        return {}


class Checked(Handler):
    """A type that moto lacks: its request is checked against AWS's service model and held by the twin.

    service, operation: the API call of the creation. Subclasses build its parameters.
    """

    state = State.CHECKED
    service: ClassVar[str]
    operation: ClassVar[str]

    @abstractmethod
    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        """The parameters of the API call that the provider would make."""

    @abstractmethod
    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        """The resource's id and the outputs that AWS would add."""

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        check_request(self.service, self.operation, self.request(at, inputs))
        id, outputs = self.identify(at, inputs)
        at.held(self.token)[id] = dict(inputs)
        return id, outputs

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        return at.held(self.token).get(id)

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        check_request(self.service, self.operation, self.request(at, inputs))
        at.held(self.token)[id] = dict(inputs)
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.held(self.token).pop(id, None)


@cache
def _operation_shape(service: str, operation: str) -> Any:
    return service_model(service).operation_model(operation).input_shape


def check_request(service: str, operation: str, parameters: Mapping[str, Any]) -> None:
    """Check the parameters of an API call against botocore's service model.

    Raises:
        TwinError: a member is missing, unknown or of the wrong type; all of them are listed. Enumerated values
            are checked too, which botocore itself leaves to the service.
    """
    shape = _operation_shape(service, operation)
    report = ParamValidator().validate(dict(parameters), shape).generate_report()
    enums = list(_enum_errors(parameters, shape, operation))
    if report or enums:
        raise TwinError(f"{service}:{operation} would be refused: " + "; ".join([*report.splitlines(), *enums]))


def _enum_errors(value: Any, shape: Any, path: str) -> Iterable[str]:
    if shape.type_name == "structure" and isinstance(value, Mapping):
        for name, member in value.items():
            if name in shape.members:
                yield from _enum_errors(member, shape.members[name], f"{path}.{name}")
    elif shape.type_name == "list" and isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _enum_errors(item, shape.member, f"{path}[{index}]")
    elif getattr(shape, "enum", None) and value not in shape.enum:
        yield f"{path}: got {value!r}, expected one of {', '.join(shape.enum)}"


def conform(inputs: Any, service: str, operation: str, *, rename: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Inputs in the provider's spelling as parameters of an API call in AWS's spelling.

    Members are matched by name without regard to case; `rename` maps input names, at any depth, to member names.
    Inputs that the call has no member for are left out (region, tagsAll and the like have none).
    """
    shaped = _conform(inputs, _operation_shape(service, operation), rename or {})
    assert isinstance(shaped, dict)
    return shaped


def _conform(value: Any, shape: Any, rename: Mapping[str, str]) -> Any:
    if shape.type_name == "structure":
        if isinstance(value, list):
            value = value[0] if value else {}
        members = {name.lower(): name for name in shape.members}
        shaped = {}
        for name, item in value.items():
            member = members.get(rename.get(name, name).lower())
            if member and item is not None:
                shaped[member] = _conform(item, shape.members[member], rename)
        return shaped
    if shape.type_name == "list":
        return [_conform(item, shape.member, rename) for item in (value if isinstance(value, list) else [value])]
    if shape.type_name == "map":
        return dict(value)
    if shape.type_name in ("integer", "long") and isinstance(value, float | str):
        return int(value)
    return value


def unless_gone(read: Callable[[], Found], *codes: str) -> Found | None:
    """The answer of a read; None when AWS's error code says that there is nothing to read."""
    try:
        return read()
    except ClientError as error:
        if error.response["Error"]["Code"] in codes:
            return None
        raise


def provider_spelling(structure: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Members of an answer, all or the given ones, by the provider's names: MaxPasswordAge becomes maxPasswordAge."""
    return {name[0].lower() + name[1:]: structure[name] for name in names or structure if name in structure}


def as_asked(live: Any, asked: Any, rename: Mapping[str, str] | None = None) -> Any:
    """An answer of AWS in the names and shape of what was asked for: what it leaves out is None, extra items stay.

    rename: names of inputs, at any depth, to AWS's where more than their case differs, as for `conform`.
    """
    if isinstance(asked, Mapping) and isinstance(live, Mapping):
        members = {name.lower(): value for name, value in live.items()}
        return {
            name: as_asked(members.get((rename or {}).get(name, name).lower()), value, rename)
            for name, value in asked.items()
            if value is not None
        }
    if isinstance(asked, list | tuple) and isinstance(live, list):
        return [as_asked(item, asked[index] if index < len(asked) else None, rename) for index, item in enumerate(live)]
    # AWS leaves out lists that are empty.
    return [] if live is None and asked == [] else live


def tag_list(inputs: Properties) -> list[dict[str, str]]:
    """The resource's tags, the provider's default ones included, as most AWS calls want them."""
    return [{"Key": key, "Value": value} for key, value in tags(inputs).items()]


def tags(inputs: Properties) -> dict[str, str]:
    """The resource's tags, the provider's default ones included."""
    return dict(inputs.get("tagsAll") or inputs.get("tags") or {})


@cache
def handlers() -> Mapping[str, Handler]:
    """Every handler, by token: one module a service under twin/resources.

    Raises:
        ValueError: two handlers claim one token, or a token is not one of the installed pulumi-aws.
    """
    from . import resources

    found: dict[str, Handler] = {}
    mistakes = []
    for module_info in pkgutil.iter_modules(resources.__path__, prefix=f"{resources.__name__}."):
        module = importlib.import_module(module_info.name)
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Handler) and hasattr(value, "token"):
                if value.__module__ != module.__name__:
                    continue
                if value.token in found:
                    mistakes.append(f"{value.token}: two handlers")
                if schema.resource_class(value.token) is None:
                    mistakes.append(f"{value.token}: unknown to the installed pulumi-aws")
                found[value.token] = value()
    if mistakes:
        raise ValueError("the twin's handlers have mistakes:\n" + "\n".join(mistakes))
    return found


def carry_out(at: Place, token: str, inputs: Properties, *, name: str) -> tuple[str, dict[str, Any], State]:
    """Create a resource in the twin and read it back.

    Returns its id, all of its outputs, and its state.

    Raises:
        TwinError: AWS would refuse it, or what was read back differs from what was asked for.
    """
    handler = handlers().get(token)
    if handler is None:
        return f"{name}-id", {**inputs, "arn": at.arn(token.split(":")[1].split("/")[0], name)}, State.RECORDED
    id, outputs = _guard(token, handler.create, at, inputs)
    live = read_back(at, token, id, inputs)
    return id, {**inputs, **outputs, **live}, handler.state


def read_back(at: Place, token: str, id: str, inputs: Properties) -> Properties:
    """The live values of a resource.

    Raises:
        TwinError: it is gone, or it differs from the inputs.
    """
    live = _guard(token, handlers()[token].read, at, id, inputs)
    if live is None:
        raise TwinError(f"{token} {id} can't be read back; expected it to exist in {at.account} {at.region}")
    wrong = [
        f"{name}: got {value!r}, expected {inputs[name]!r}"
        for name, value in live.items()
        if inputs.get(name) is not None and not same(value, inputs[name])
    ]
    if wrong:
        raise TwinError(f"{token} {id} reads back differently: " + "; ".join(wrong))
    return dict(live)


def _guard(token: str, function: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return function(*arguments)
    except TwinError:
        raise
    except ClientError as error:
        message = error.response.get("Error", {})
        raise TwinError(f"{token}: AWS refuses {error.operation_name}: {message.get('Message', error)}") from error
    except BotoCoreError as error:
        raise TwinError(f"{token}: the request is not valid: {error}") from error
    except KeyError as error:
        raise TwinError(f"{token}: the input {error} is missing; expected it to be set, names included") from error
    except NotImplementedError as error:
        raise TwinError(f"{token}: moto lacks this operation: {error}") from error
    except Exception as error:
        raise TwinError(f"{token}: the twin can't carry it out: {type(error).__name__}: {error}") from error


def same(left: Any, right: Any) -> bool:
    """Whether two property values mean the same: numbers by value, JSON text by content, unset like absent."""
    return bool(_canonical(left) == _canonical(right))


def _canonical(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return _canonical(json.loads(value))
        except ValueError:
            return value
    if isinstance(value, Mapping):
        return {key: _canonical(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
