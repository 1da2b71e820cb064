"""Statements, and the networks they make: one mode and two, windows, kernels."""
