"""One module per syntax: a decided picture, spelt."""
