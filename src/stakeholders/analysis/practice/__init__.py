"""The tables and grids of stakeholder analysis as it is practised."""
