"""What the installed pulumi-aws knows: resource types, their inputs at every depth, which of them take a region.

Read from the SDK's own classes, so that the twin and the catalogue can never disagree with the installed version.
"""

from __future__ import annotations

import importlib
import inspect
import json
import keyword
import re
import typing
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pulumi
from pulumi import _types as sdk_types

# Types whose `region` input means something else than where the resource is managed.
REGION_LOOKALIKES = frozenset(
    (
        "aws:cfg/aggregateAuthorization:AggregateAuthorization",
        "aws:cloudformation/stackSetInstance:StackSetInstance",
        "aws:servicequotas/template:Template",
    )
)

Shape = Mapping[str, Any]  # input name (camelCase) to its Python type


@cache
def resource_class(token: str) -> type[pulumi.Resource] | None:
    """The SDK's class of a resource type token such as aws:s3/bucket:Bucket; None when the SDK has none."""
    package, _, rest = token.partition(":")
    path, _, name = rest.partition(":")
    module = path.partition("/")[0]
    if package != "aws" or not module.isidentifier():
        return None
    try:
        found = getattr(importlib.import_module(f"pulumi_aws.{_python_name(module)}"), name, None)
    except ImportError:
        return None
    if inspect.isclass(found) and getattr(found, "pulumi_type", None) == token:
        return typing.cast("type[pulumi.Resource]", found)
    return None


def _python_name(module: str) -> str:
    return f"{module}_" if keyword.iskeyword(module) or module == "lambda" else module


def tokens() -> list[str]:
    """The tokens of all resource types of the installed pulumi-aws, sorted."""
    source = inspect.getsource(importlib.import_module("pulumi_aws"))
    registry = re.search(r'resource_modules="""(.*?)"""', source, re.DOTALL)
    if registry is None:
        raise LookupError("the installed pulumi-aws doesn't list its resource types; got another __init__.py")
    return sorted(token for module in json.loads(registry[1]) for token in module["classes"])


@cache
def inputs(token: str) -> Shape:
    """The inputs of a resource type, by their camelCase names.

    Raises:
        KeyError: the installed pulumi-aws has no such type.
    """
    cls = resource_class(token)
    if cls is None:
        raise KeyError(token)
    return sdk_types.input_type_types(_args_class(cls))


def _args_class(cls: type[pulumi.Resource]) -> type:
    module = importlib.import_module(cls.__module__)
    for name in (f"{cls.__name__}InitArgs", f"{cls.__name__}Args"):
        found = vars(module).get(name)
        if inspect.isclass(found) and sdk_types.is_input_type(found):
            return found
    raise KeyError(f"{cls.__name__} has no arguments class")


def required(token: str) -> frozenset[str]:
    """The inputs without which the SDK refuses to construct the resource."""
    cls = resource_class(token)
    if cls is None:
        raise KeyError(token)
    args = _args_class(cls)
    names = sdk_types.input_type_py_to_pulumi_names(args)
    parameters = inspect.signature(args).parameters.values()
    return frozenset(
        names[parameter.name]
        for parameter in parameters
        if parameter.default is inspect.Parameter.empty and parameter.name in names
    )


def takes_region(token: str) -> bool:
    """Whether the type has the per-resource `region` input of pulumi-aws 7."""
    return token not in REGION_LOOKALIKES and "region" in inputs(token)


def unknown_inputs(token: str, properties: Mapping[str, Any]) -> list[str]:
    """The paths of properties that the type does not have, at any depth.

    Raises:
        KeyError: the installed pulumi-aws has no such type.
    """
    return list(_unknown(inputs(token), properties, ""))


def _unknown(shape: Shape, properties: Mapping[str, Any], path: str) -> Iterator[str]:
    for name, value in properties.items():
        here = f"{path}.{name}" if path else name
        if name.startswith("__"):
            continue
        if name not in shape:
            yield here
            continue
        nested = fields(shape[name])
        if nested is not None:
            for index, item in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(item, Mapping):
                    yield from _unknown(nested, item, f"{here}[{index}]" if isinstance(value, list) else here)


def fields(annotation: Any) -> Shape | None:
    """The fields of the objects that a property holds, one or in a list; None for scalars and free-form maps.

    Where the SDK takes one of several objects (the principals of a policy statement), the fields of all of them.
    """
    types = list(_object_types(annotation))
    return {name: type for cls in types for name, type in _object_fields(cls).items()} if types else None


@cache
def _object_fields(cls: type) -> Shape:
    return sdk_types.input_type_types(cls)


def _object_types(annotation: Any) -> Iterator[type]:
    origin = typing.get_origin(annotation)
    if origin is None:
        if inspect.isclass(annotation) and sdk_types.is_input_type(annotation):
            yield annotation
    elif (inspect.isclass(origin) and issubclass(origin, Sequence)) or origin is typing.Union:
        for part in typing.get_args(annotation):
            yield from _object_types(part)
