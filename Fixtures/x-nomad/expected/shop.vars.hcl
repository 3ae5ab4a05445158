NAMESPACE         = "shops"
REGISTRY_PASSWORD = "none"
STAGE             = "test"
