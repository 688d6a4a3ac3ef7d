"""The types of caches in ElastiCache."""

CLUSTER = "aws:elasticache/cluster:Cluster"
GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
SERVERLESS = "aws:elasticache/serverlessCache:ServerlessCache"
