DOMAIN = "example.org"
