"""Options of environments, which are settings in a namespace."""

from .._model import Given
from .._resources import Resource

ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment"
TEMPLATE = "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate"
TYPES = (ENVIRONMENT, TEMPLATE)


def option(environment: Resource, namespace: str, name: str) -> str | None:
    """The value of an option in lower case, empty when it is left out; None when a saved configuration may have it."""
    values = [
        setting.text("value").lower()
        for setting in environment.blocks("settings")
        if setting.text("namespace") == namespace and setting.text("name") == name
    ]
    if values:
        return values[-1]
    return None if "templateName" in environment else ""


def environment(*options: tuple[str, str, str], type: str = ENVIRONMENT, **properties: object) -> Given:
    """An environment with these options, each a namespace, a name and a value, for examples."""
    settings = [{"namespace": namespace, "name": name, "value": value} for namespace, name, value in options]
    return Given(type, {"application": "shop", "settings": settings, **properties})
