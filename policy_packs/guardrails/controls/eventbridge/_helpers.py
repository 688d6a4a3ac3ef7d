"""The types of event buses in EventBridge."""

BUS = "aws:cloudwatch/eventBus:EventBus"
POLICY = "aws:cloudwatch/eventBusPolicy:EventBusPolicy"
PERMISSION = "aws:cloudwatch/eventPermission:EventPermission"
