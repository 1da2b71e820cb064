"""What a competent user would write without this library, each way in a script of its own."""
