"""`python -m stakeholders`: the command."""

from stakeholders.cli import run

if __name__ == "__main__":
    run()
