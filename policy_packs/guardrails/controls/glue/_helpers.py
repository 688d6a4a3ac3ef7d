"""Settings of Glue: of the catalog, and for jobs."""

CATALOG = "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings"
CONFIGURATION = "aws:glue/securityConfiguration:SecurityConfiguration"
