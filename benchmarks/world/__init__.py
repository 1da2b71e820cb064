"""An invented world, as large as asked for: the names, the councils, and how they are written."""
