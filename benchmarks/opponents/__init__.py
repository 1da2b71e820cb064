"""What a competent user would write, or pick, instead."""
