"""Layouts: a figure, set as shapes in the plane."""
