# A registry that every node can pull from.
registry = "localhost:5000"
