ROOT_PASSWORD = "change-me"
