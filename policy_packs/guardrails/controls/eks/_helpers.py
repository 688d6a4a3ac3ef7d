"""Clusters, and the plane that controls them."""

from .._model import Given

CLUSTER = "aws:eks/cluster:Cluster"
NODE_GROUP = "aws:eks/nodeGroup:NodeGroup"
ADDON = "aws:eks/addon:Addon"


def cluster(**properties: object) -> Given:
    """A cluster with what it needs, for examples."""
    needed = {"roleArn": "arn:aws:iam::111122223333:role/cluster", "vpcConfig": {"subnetIds": ["subnet-0a1b2c3d"]}}
    return Given(CLUSTER, needed | properties)


def endpoint(**settings: object) -> Given:
    """A cluster whose API has these network settings, for examples."""
    return cluster(vpcConfig={"subnetIds": ["subnet-0a1b2c3d"], **settings})


def node_group(**properties: object) -> Given:
    """A node group with what it needs, for examples."""
    needed = {
        "clusterName": "web",
        "nodeRoleArn": "arn:aws:iam::111122223333:role/nodes",
        "scalingConfig": {"desiredSize": 2, "maxSize": 3, "minSize": 2},
        "subnetIds": ["subnet-0a1b2c3d"],
    }
    return Given(NODE_GROUP, needed | properties)
