"""What the documents of Session Manager say about sessions, in JSON or YAML.

Source: Systems Manager user guide, "Session document schema".
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from .._model import Given
from .._properties import Block, Undecided
from .._resources import Resource

DOCUMENT = "aws:ssm/document:Document"

# The inputs of a session stand on lines of their own; names occur once in a document.
_LINE = re.compile(r"^\s*\"?(\w+)\"?\s*:[ \t]*(.*?)\s*$", re.MULTILINE)


def session(document: Resource) -> Block | None:
    """The inputs of a session document; None for documents of other kinds.

    Raises:
        Undecided: the document is not known yet, or it can't be read.
    """
    if document.text("documentType") != "Session":
        return None
    content = document.value("content")
    if isinstance(content, str) and document.text("documentFormat", default="JSON") == "YAML":
        inputs: Any = {name: _scalar(text) for name, text in _LINE.findall(content)}
    else:
        inputs = _parsed(content).get("inputs") or {}
    if not isinstance(inputs, Mapping):
        raise Undecided("content")
    return Block(inputs, "content.inputs")


def _parsed(content: object) -> Mapping[str, Any]:
    if isinstance(content, str):
        try:
            content = json.loads(content)
        except (ValueError, RecursionError):
            raise Undecided("content") from None
    if not isinstance(content, Mapping):
        raise Undecided("content")
    return content


def _scalar(text: str) -> str:
    """The value of a line, without its comment and its quotes."""
    quoted = re.match(r"'([^']*)'|\"([^\"]*)\"", text)
    if quoted:
        return quoted[1] or quoted[2] or ""
    plain = re.split(r"\s#", text, maxsplit=1)[0].strip()
    return "" if plain in ("~", "null") or plain.startswith("#") else plain


def sessions(**inputs: object) -> Given:
    """A session document with the inputs, for examples."""
    content = {"schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": inputs}
    given = {"name": "SSM-SessionManagerRunShell", "documentType": "Session", "content": json.dumps(content)}
    return Given(DOCUMENT, given)


def yaml_sessions(*lines: str) -> Given:
    """A session document in YAML, with the lines of its inputs, for examples."""
    content = "\n".join(("schemaVersion: '1.0'", "sessionType: Standard_Stream", "inputs:", *lines))
    given = {"name": "shell", "documentType": "Session", "documentFormat": "YAML", "content": content}
    return Given(DOCUMENT, given)


OTHER = Given(DOCUMENT, {"name": "patch", "documentType": "Command", "content": '{"schemaVersion":"2.2"}'})
