"""The faces: the command line, the terminal UI, and what they print. They know an archive by its door alone."""
