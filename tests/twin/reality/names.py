"""Names and texts."""

from __future__ import annotations

from dataclasses import replace

from ._cases import ALIAS, BUCKET, GOVERNMENT, PACK, ROLE, TARGET, WEB_ACL_LOGS, made, right, wrong

right("explicit-names", "a name", made(ROLE, inputs={"name": "landing-zone-deploy"}))
right("explicit-names", "a bucket's name", made(BUCKET, inputs={"bucket": "logs"}))
right("explicit-names", "a type without a name", made("aws:ec2/vpc:Vpc"))
right("explicit-names", "a name that must be given anyway", made("aws:route53/record:Record"))
right("explicit-names", "a type that the SDK doesn't know", replace(made(ROLE), type="aws:no/such:Thing"))
wrong("explicit-names", "no name", made("aws:cfg/recorder:Recorder"))
wrong("explicit-names", "an empty name", made(ROLE, inputs={"name": ""}))
wrong("explicit-names", "a prefix, which gets a random end", made(ROLE, inputs={"namePrefix": "deploy-"}))
wrong("explicit-names", "no name of a bucket", made(BUCKET))
wrong("explicit-names", "a name under another input", made(TARGET, inputs={"rule": "alert"}))

right(
    "placeholders-filled",
    "braces that are none",
    made(ROLE, inputs={"tags": {"a": "${aws:username}", "b": "{{ region }}", "c": "{{region}}", "d": '{"x":{}}'}}),
)
wrong("placeholders-filled", "one in a document", made(ROLE, inputs={"assumeRolePolicy": '"arn:{partition}:iam"'}))
wrong(
    "placeholders-filled", "one deep inside", made(ROLE, inputs={"tags": {"a": ["x", {"b": "is {organization_id}"}]}})
)

right("texts-resolved", "words with None in them", made(ROLE, inputs={"description": "None of it; NoneSuch/Nonesuch"}))
for _shows, _text in {
    "an output in a text": "the Calling __str__ on an Output[T] is not supported.",
    "an output's repr": "<pulumi.output.Output object at 0x7f54>",
    "None as an account": "arn:aws:iam::None:root",
    "None at the end": "landing-zone-None",
    "None at the start": "None-logs",
    "None": "None",
    "an unknown": "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
}.items():
    wrong("texts-resolved", _shows, made(ROLE, inputs={"description": _text}))

right("arns-in-partition", "its own", made(ROLE, inputs={"a": "arn:aws:s3:::x", "b": "no arn: at all", "c": "arn:*:x"}))
right(
    "arns-in-partition", "its own elsewhere", made(ROLE, inputs={"a": "arn:aws-us-gov:s3:::x"}), organization=GOVERNMENT
)
wrong("arns-in-partition", "another", made(ROLE, inputs={"a": ["arn:aws:s3:::x"]}), organization=GOVERNMENT)
wrong("arns-in-partition", "none", made(ROLE, inputs={"a": '{"Resource":"arn::iam::aws:policy/x"}'}))

right(
    "web-acl-log-names",
    "the prefix",
    made(WEB_ACL_LOGS, inputs={"logDestinationConfigs": ["arn:aws:logs:us-east-1:1:log-group:aws-waf-logs-web:*"]}),
)
wrong(
    "web-acl-log-names",
    "no prefix",
    made(WEB_ACL_LOGS, inputs={"logDestinationConfigs": ["arn:aws:firehose:us-east-1:1:deliverystream/web"]}),
)

right("conformance-pack-buckets", "no bucket", made(PACK))
right("conformance-pack-buckets", "the prefix", made(PACK, inputs={"deliveryS3Bucket": "awsconfigconforms-x"}))
wrong("conformance-pack-buckets", "no prefix", made(PACK, inputs={"deliveryS3Bucket": "landing-zone-config"}))

right("alias-names", "the prefix", made(ALIAS, inputs={"name": "alias/landing-zone"}))
wrong("alias-names", "no prefix", made(ALIAS, inputs={"name": "landing-zone"}))
wrong("alias-names", "AWS's own prefix", made(ALIAS, inputs={"name": "alias/aws/s3"}))
