"""Charts: the pictures of this field, decided as values and spelt in the syntax of any host."""
