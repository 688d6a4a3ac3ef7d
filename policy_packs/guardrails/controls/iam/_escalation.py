"""Ways to get more permissions than a policy gives: sets of actions that together are one.

Each is published, with the steps, by those who found it; what all have in common is that the actions work on any
resource. Sources: "AWS IAM privilege escalation methods" (Rhino Security Labs), pathfinding.cloud (Datadog).
"""

from itertools import chain

# These alone change what an identity may do, or let their holder act as another one.
_ALONE = """
    ec2-instance-connect:SendSSHPublicKey ecs:ExecuteCommand
    glue:UpdateDevEndpoint
    iam:AddUserToGroup iam:AttachGroupPolicy iam:AttachRolePolicy iam:AttachUserPolicy
    iam:CreateAccessKey iam:CreateLoginProfile iam:CreatePolicyVersion
    iam:PutGroupPolicy iam:PutRolePolicy iam:PutUserPolicy iam:SetDefaultPolicyVersion
    iam:UpdateAssumeRolePolicy iam:UpdateLoginProfile iam:UpdateSAMLProvider
    lambda:UpdateFunctionCode
    sagemaker:CreatePresignedNotebookInstanceUrl
    ssm:SendCommand ssm:StartSession
    sso:AttachManagedPolicyToPermissionSet sso:CreateAccountAssignment sso:PutInlinePolicyToPermissionSet
"""

# One a line: with iam:PassRole these start something that works under the role that they pass.
_WITH_PASS_ROLE = """
    apprunner:CreateService
    autoscaling:CreateAutoScalingGroup autoscaling:CreateLaunchConfiguration
    autoscaling:CreateAutoScalingGroup ec2:CreateLaunchTemplate
    batch:RegisterJobDefinition batch:SubmitJob
    bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:InvokeCodeInterpreter
    cloudformation:CreateStack
    cloudformation:UpdateStack
    cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet
    codebuild:CreateProject codebuild:StartBuild
    codebuild:UpdateProject codebuild:StartBuild
    datapipeline:ActivatePipeline datapipeline:CreatePipeline datapipeline:PutPipelineDefinition
    ec2:AssociateIamInstanceProfile
    ec2:ReplaceIamInstanceProfileAssociation
    ec2:RequestSpotInstances
    ec2:RunInstances
    ecs:CreateService ecs:RegisterTaskDefinition
    ecs:RegisterTaskDefinition ecs:RunTask
    ecs:RegisterTaskDefinition ecs:StartTask
    ecs:RegisterTaskDefinition ecs:UpdateService
    elasticmapreduce:RunJobFlow
    glue:CreateDevEndpoint
    glue:CreateJob glue:CreateTrigger
    glue:CreateJob glue:StartJobRun
    glue:StartJobRun glue:UpdateJob
    lambda:AddPermission lambda:CreateFunction
    lambda:CreateEventSourceMapping lambda:CreateFunction
    lambda:CreateFunction lambda:InvokeFunction
    sagemaker:CreateNotebookInstance
    sagemaker:CreateProcessingJob
    sagemaker:CreateTrainingJob
    scheduler:CreateSchedule
    ssm:StartAutomationExecution
    states:CreateStateMachine states:StartExecution
    states:StartExecution states:UpdateStateMachine
"""

PATHS: tuple[frozenset[str], ...] = (
    *(frozenset((action,)) for action in _ALONE.split()),
    *(frozenset(("iam:PassRole", *line.split())) for line in _WITH_PASS_ROLE.strip().splitlines()),
)
ACTIONS = frozenset(chain.from_iterable(PATHS))
