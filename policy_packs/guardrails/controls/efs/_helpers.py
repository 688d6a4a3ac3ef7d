"""The types of EFS."""

FILE_SYSTEM = "aws:efs/fileSystem:FileSystem"
ACCESS_POINT = "aws:efs/accessPoint:AccessPoint"
MOUNT_TARGET = "aws:efs/mountTarget:MountTarget"
POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy"
BACKUP_POLICY = "aws:efs/backupPolicy:BackupPolicy"
