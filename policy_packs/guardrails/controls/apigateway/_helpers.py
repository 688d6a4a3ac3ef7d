"""The types of API Gateway: REST APIs of the first version, HTTP and WebSocket APIs of the second."""

REST_API = "aws:apigateway/restApi:RestApi"
REST_STAGE = "aws:apigateway/stage:Stage"
METHOD = "aws:apigateway/method:Method"
METHOD_SETTINGS = "aws:apigateway/methodSettings:MethodSettings"
REST_DOMAIN = "aws:apigateway/domainName:DomainName"
REST_INTEGRATION = "aws:apigateway/integration:Integration"

API = "aws:apigatewayv2/api:Api"
STAGE = "aws:apigatewayv2/stage:Stage"
ROUTE = "aws:apigatewayv2/route:Route"
DOMAIN = "aws:apigatewayv2/domainName:DomainName"
INTEGRATION = "aws:apigatewayv2/integration:Integration"

REST_STAGE_INPUTS = {"restApi": "a1b2c3d4e5", "deployment": "6f7g8h", "stageName": "live"}
STAGE_INPUTS = {"apiId": "a1b2c3d4e5", "name": "live"}
SETTINGS_INPUTS = {"restApi": "a1b2c3d4e5", "stageName": "live", "methodPath": "*/*"}
LOG_GROUP = "arn:aws:logs:eu-central-1:111122223333:log-group:api"
