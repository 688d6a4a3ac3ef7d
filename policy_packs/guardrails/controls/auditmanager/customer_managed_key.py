"""Evidence of Audit Manager is encrypted under keys that its account manages."""

from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="auditmanager.customer-managed-key",
    title="Evidence of Audit Manager is encrypted under keys that its account manages",
    keys={"aws:auditmanager/accountRegistration:AccountRegistration": (Key("kmsKey"),)},
)
