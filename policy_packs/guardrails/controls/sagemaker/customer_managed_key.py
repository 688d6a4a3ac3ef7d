"""Notebooks, jobs and endpoints are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import ConfigRule
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="sagemaker.customer-managed-key",
    title="Notebooks, jobs and endpoints are encrypted under keys that their account manages",
    keys={
        "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": (
            Key("dataQualityJobOutputConfig.kmsKeyId"),
            Key("jobResources.clusterConfig.volumeKmsKeyId"),
        ),
        "aws:sagemaker/domain:Domain": (Key("kmsKeyId"),),
        "aws:sagemaker/endpointConfiguration:EndpointConfiguration": (
            Key("kmsKeyArn"),
            Key("dataCaptureConfig?.kmsKeyId"),
        ),
        "aws:sagemaker/featureGroup:FeatureGroup": (
            Key("offlineStoreConfig?.s3StorageConfig.kmsKeyId"),
            Key("onlineStoreConfig?.securityConfig.kmsKeyId"),
        ),
        "aws:sagemaker/flowDefinition:FlowDefinition": (Key("outputConfig.kmsKeyId"),),
        "aws:sagemaker/labelingJob:LabelingJob": (Key("outputConfig.kmsKeyId"),),
        "aws:sagemaker/monitoringSchedule:MonitoringSchedule": (
            Key("monitoringScheduleConfig?.monitoringJobDefinition?.monitoringOutputConfig.kmsKeyId"),
        ),
        "aws:sagemaker/notebookInstance:NotebookInstance": (Key("kmsKeyId"),),
        "aws:sagemaker/trainingJob:TrainingJob": (
            Key("outputDataConfig.kmsKeyId"),
            Key("resourceConfig.volumeKmsKeyId"),
        ),
    },
    detection=(
        ConfigRule("SAGEMAKER_ENDPOINT_CONFIGURATION_KMS_KEY_CONFIGURED"),
        ConfigRule("SAGEMAKER_NOTEBOOK_INSTANCE_KMS_KEY_CONFIGURED"),
    ),
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_22", "CKV_AWS_98", "CKV_AWS_187", "CKV_AWS_367", "CKV_AWS_368", "CKV_AWS_372")
    },
)
