API_PORT         = 8080
FROM_ENVIRONMENT = "kept out"
NAME             = "world"
REPLICAS         = 1
TAG              = "latest"
UNSET_VARIABLE   = ""
api__LEVEL       = "info"
worker__LEVEL    = "debug"
