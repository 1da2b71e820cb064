"""What the library costs, beside what a user would write or pick instead."""
