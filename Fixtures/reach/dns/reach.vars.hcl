GRACE    = "20s"
INTERVAL = "1m"
PORT     = "9092"
RETRIES  = 4
