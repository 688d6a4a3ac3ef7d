"""Agents, models and knowledge are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import ConfigRule
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="bedrock.customer-managed-key",
    title="Agents, models and knowledge are encrypted under keys that their account manages",
    keys={
        "aws:bedrock/agentAgent:AgentAgent": (Key("customerEncryptionKeyArn"),),
        "aws:bedrock/agentDataSource:AgentDataSource": (Key("serverSideEncryptionConfiguration.kmsKeyArn"),),
        "aws:bedrock/agentFlow:AgentFlow": (Key("customerEncryptionKeyArn"),),
        "aws:bedrock/agentPrompt:AgentPrompt": (Key("customerEncryptionKeyArn"),),
        "aws:bedrock/agentcoreEvaluator:AgentcoreEvaluator": (Key("kmsKeyArn"),),
        "aws:bedrock/agentcoreGateway:AgentcoreGateway": (Key("kmsKeyArn"),),
        "aws:bedrock/agentcoreMemory:AgentcoreMemory": (Key("encryptionKeyArn"),),
        "aws:bedrock/agentcorePolicyEngine:AgentcorePolicyEngine": (Key("encryptionKeyArn"),),
        "aws:bedrock/customModel:CustomModel": (Key("customModelKmsKeyId"),),
        "aws:bedrock/evaluationJob:EvaluationJob": (Key("customerEncryptionKeyId"),),
        "aws:bedrock/guardrail:Guardrail": (Key("kmsKeyArn"),),
    },
    detection=(
        ConfigRule("BEDROCK_AGENTCORE_MEMORY_ENCRYPTION_ENABLED"),
        ConfigRule("BEDROCK_DATA_SOURCE_ENCRYPTION_ENABLED"),
    ),
    equivalents={Tool.CHECKOV: ("CKV_AWS_373",)},
)
