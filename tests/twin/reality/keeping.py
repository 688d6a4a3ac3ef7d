"""What must stay, and what must not be there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ._cases import (
    ACCOUNT,
    BIN,
    BUCKET,
    BUCKET_POLICY,
    DETECTOR,
    KEY,
    LOCK,
    ONCE,
    OTHER,
    SECURITY,
    TRAIL,
    VAULT_LOCK,
    made,
    right,
    with_lock,
    wrong,
)

right("protections-kept", "kept", made(ONCE, retain_on_delete=True), made(DETECTOR, "d", protect=True))
wrong("protections-kept", "neither", made(ONCE))

_KEPT_ACCOUNT = made(
    ACCOUNT,
    inputs={"closeOnDeletion": False},
    protect=True,
    retain_on_delete=True,
    ignore_changes=("email", "iamUserAccessToBilling", "name", "roleName"),
)
right("accounts-kept", "all of it", _KEPT_ACCOUNT)
wrong("accounts-kept", "not protected", replace(_KEPT_ACCOUNT, protect=False))
wrong("accounts-kept", "not retained", replace(_KEPT_ACCOUNT, retain_on_delete=False))
wrong("accounts-kept", "an input not ignored", replace(_KEPT_ACCOUNT, ignore_changes=("email", "name", "roleName")))
wrong("accounts-kept", "closed", replace(_KEPT_ACCOUNT, inputs={"closeOnDeletion": True}))

right("services-open", "Inspector of today", made("aws:inspector2/enabler:Enabler"), made(TRAIL))
for _closed in (
    "aws:auditmanager/accountRegistration:AccountRegistration",
    "aws:cloudtrail/eventDataStore:EventDataStore",
    "aws:inspector/assessmentTarget:AssessmentTarget",
    "aws:s3control/objectLambdaAccessPoint:ObjectLambdaAccessPoint",
    "aws:servicecatalog/appregistryApplication:AppregistryApplication",
    "aws:ssm/contactsRotation:ContactsRotation",
    "aws:ssmcontacts/contact:Contact",
    "aws:ssmincidents/responsePlan:ResponsePlan",
):
    wrong("services-open", _closed, made(_closed))

right("commitments-acknowledged", "nothing of the kind", made(KEY))
for _bought in (
    "aws:acmpca/certificateAuthority:CertificateAuthority",
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
    "aws:shield/subscription:Subscription",
):
    wrong("commitments-acknowledged", _bought, made(_bought))


def _retention(mode: str) -> dict[str, Any]:
    return {"bucket": "logs", "rule": {"defaultRetention": {"mode": mode, "days": 365}}}


right("locks-acknowledged", "governance", made(LOCK, inputs=_retention("GOVERNANCE")), made(BUCKET, "b"))
right(
    "locks-acknowledged",
    "acknowledged",
    made(LOCK, inputs=_retention("COMPLIANCE")),
    organization=with_lock("COMPLIANCE", True),
)
right("locks-acknowledged", "a vault in governance", made(VAULT_LOCK, inputs={"minRetentionDays": 7}))
wrong(
    "locks-acknowledged",
    "meant but not acknowledged",
    made(LOCK, inputs=_retention("COMPLIANCE")),
    organization=with_lock("COMPLIANCE", False),
)
wrong("locks-acknowledged", "not acknowledged", made(LOCK, inputs=_retention("COMPLIANCE")))
wrong(
    "locks-acknowledged",
    "acknowledged for nothing",
    made(LOCK, inputs=_retention("COMPLIANCE")),
    organization=with_lock("GOVERNANCE", True),
)
wrong(
    "locks-acknowledged", "within a bucket", made(BUCKET, inputs={"objectLockConfiguration": _retention("COMPLIANCE")})
)
wrong(
    "locks-acknowledged",
    "a vault",
    made(VAULT_LOCK, inputs={"changeableForDays": 3}),
    organization=with_lock("COMPLIANCE", True),
)
wrong("locks-acknowledged", "a bin", made(BIN, inputs={"lockConfiguration": {"unlockDelay": {}}}))

right("settings-made-once", "in each account", made(ONCE, "a"), made(ONCE, "b", account=SECURITY))
right("settings-made-once", "in each region", made(DETECTOR, "a"), made(DETECTOR, "b", region=OTHER))
right(
    "settings-made-once",
    "of each bucket",
    made(BUCKET_POLICY, "a", {"bucket": "a"}),
    made(BUCKET_POLICY, "b", {"bucket": "b"}),
)
wrong("settings-made-once", "twice in an account", made(ONCE, "a"), made(ONCE))
wrong("settings-made-once", "twice in a region", made(DETECTOR, "a"), made(DETECTOR))
wrong(
    "settings-made-once",
    "twice on a bucket",
    made(BUCKET_POLICY, "a", {"bucket": "a"}),
    made(BUCKET_POLICY, inputs={"bucket": "a"}),
)

right("attachments-leave-others-alone", "one role's", made("aws:iam/rolePolicyAttachment:RolePolicyAttachment"))
wrong("attachments-leave-others-alone", "everybody's", made("aws:iam/policyAttachment:PolicyAttachment"))
