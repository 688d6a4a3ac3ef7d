"""Services say what they did and for whom, where they keep a log only when told to."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import ANYTHING, Setting, examples

_AUDITED = ("FAILURE_ONLY", "SUCCESS_AND_FAILURE", "SUCCESS_ONLY")
_INFLUX = (Setting("logDeliveryConfiguration.s3Configuration.enabled", True),)
_TABLE = {
    "aws:amp/workspace:Workspace": (Setting("loggingConfiguration.logGroupArn", ANYTHING),),
    "aws:cleanrooms/collaboration:Collaboration": (Setting("queryLogStatus", ("ENABLED",)),),
    "aws:fis/experimentTemplate:ExperimentTemplate": (Setting("logConfiguration.logSchemaVersion", ANYTHING),),
    "aws:fsx/lustreFileSystem:LustreFileSystem": (
        Setting("logConfiguration.level", ("ERROR_ONLY", "WARN_ERROR", "WARN_ONLY")),
    ),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": (
        Setting("auditLogConfiguration.fileAccessAuditLogLevel", _AUDITED),
        Setting("auditLogConfiguration.fileShareAccessAuditLogLevel", _AUDITED),
    ),
    "aws:lex/botAlias:BotAlias": (Setting("conversationLogs.iamRoleArn", ANYTHING),),
    "aws:medialive/channel:Channel": (Setting("logLevel", ("DEBUG", "ERROR", "INFO", "WARNING")),),
    "aws:opensearchingest/pipeline:Pipeline": (Setting("logPublishingOptions.isLoggingEnabled", True),),
    "aws:pipes/pipe:Pipe": (Setting("logConfiguration.level", ("ERROR", "INFO", "TRACE")),),
    "aws:storagegateway/gateway:Gateway": (Setting("cloudwatchLogGroupArn", ANYTHING),),
    "aws:storagegateway/smbFileShare:SmbFileShare": (Setting("auditDestinationArn", ANYTHING),),
    "aws:timestreaminfluxdb/dbCluster:DbCluster": _INFLUX,
    "aws:timestreaminfluxdb/dbInstance:DbInstance": _INFLUX,
    "aws:transfer/connector:Connector": (Setting("loggingRole", ANYTHING),),
}
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    consequence = "nobody can tell what happened"
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, consequence))


CONTROL = Control(
    id="logging.activity-logged",
    title="Services say what they did and for whom",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.LOW,
    why="What wasn't logged can't be reconstructed: neither who read the data nor why it stopped arriving.",
    fix="have the service write its log to a log group or a bucket",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
