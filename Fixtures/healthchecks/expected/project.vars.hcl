HOME = "/home/user"
