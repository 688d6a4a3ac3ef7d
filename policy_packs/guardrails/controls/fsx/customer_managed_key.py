"""File systems of FSx are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="fsx.customer-managed-key",
    title="File systems of FSx are encrypted under keys that their account manages",
    keys={
        "aws:fsx/fileCache:FileCache": (Key("kmsKeyId"),),
        "aws:fsx/lustreFileSystem:LustreFileSystem": (Key("kmsKeyId"),),
        "aws:fsx/ontapFileSystem:OntapFileSystem": (Key("kmsKeyId"),),
        "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (Key("kmsKeyId"),),
        "aws:fsx/windowsFileSystem:WindowsFileSystem": (Key("kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_178", "CKV_AWS_179", "CKV_AWS_190", "CKV_AWS_203")},
)
