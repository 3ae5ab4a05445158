SESSION_KEY = "fixture-session-key"
TAG         = "1"
