QUEUE_VERSION = "4"
RATE          = "\"5\""
