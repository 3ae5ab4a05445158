GREETING = "hello there"
