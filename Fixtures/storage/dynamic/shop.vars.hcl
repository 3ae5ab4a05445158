TAG                    = "1.2"
api__POSTGRES_PASSWORD = "second"
db__POSTGRES_PASSWORD  = "first"
log_level              = "info"
