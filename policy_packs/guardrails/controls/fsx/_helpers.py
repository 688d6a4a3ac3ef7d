"""The types of file systems in FSx."""

from typing import Any

WINDOWS = "aws:fsx/windowsFileSystem:WindowsFileSystem"
ONTAP = "aws:fsx/ontapFileSystem:OntapFileSystem"
OPENZFS = "aws:fsx/openZfsFileSystem:OpenZfsFileSystem"
LUSTRE = "aws:fsx/lustreFileSystem:LustreFileSystem"

# What each type must be given, for examples.
_PLACE: dict[str, Any] = {"subnetIds": ["subnet-0a1b2c3d"]}
REQUIRED: dict[str, dict[str, Any]] = {
    WINDOWS: _PLACE | {"throughputCapacity": 32},
    ONTAP: _PLACE | {"preferredSubnetId": "subnet-0a1b2c3d", "storageCapacity": 1024, "deploymentType": "MULTI_AZ_1"},
    OPENZFS: _PLACE | {"throughputCapacity": 160, "deploymentType": "MULTI_AZ_1"},
    LUSTRE: _PLACE | {"deploymentType": "PERSISTENT_2"},
}
