"""Workgroups and databases of Athena."""

WORKGROUP = "aws:athena/workgroup:Workgroup"
DATABASE = "aws:athena/database:Database"
