"""Desktops and portals are encrypted under keys that their account manages."""

from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="workspaces.customer-managed-key",
    title="Desktops and portals are encrypted under keys that their account manages",
    keys={
        "aws:workspaces/workspace:Workspace": (Key("volumeEncryptionKey"),),
        "aws:workspacesweb/browserSettings:BrowserSettings": (Key("customerManagedKey"),),
        "aws:workspacesweb/dataProtectionSettings:DataProtectionSettings": (Key("customerManagedKey"),),
        "aws:workspacesweb/ipAccessSettings:IpAccessSettings": (Key("customerManagedKey"),),
        "aws:workspacesweb/portal:Portal": (Key("customerManagedKey"),),
        "aws:workspacesweb/sessionLogger:SessionLogger": (Key("customerManagedKey"),),
        "aws:workspacesweb/userSettings:UserSettings": (Key("customerManagedKey"),),
    },
)
