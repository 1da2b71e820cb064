"""P18 to P20: what it costs to begin."""

from benchmarks.measuring import compare
from benchmarks.ways import Rows, at_least, at_most, make_way, weigh

FOLDER = "data/secure-communities"
_NAIVE = f"""
import glob, yaml
for path in glob.glob("{FOLDER}/**/*.yaml", recursive=True):
    for name, found in yaml.load(open(path, "rb"), yaml.CSafeLoader).get("departures", {{}}).items():
        if found["kind"] == "resigned":
            print(name)
"""


def measure_start() -> Rows:
    """The command, the import, and a question of a small tracker from the cache."""
    command = ("-m", "stakeholders")
    found = compare(
        [
            make_way("version", *command, "--version"),
            make_way("help", *command, "--help"),
            make_way("import", "-c", "import stakeholders"),
            make_way("warm", *command, "resigned", FOLDER),
            make_way("networkx", "-c", "import networkx"),
            make_way("naive script", "-c", _NAIVE),
            make_way("nothing", "-c", "pass"),
        ],
        runs=9,
        without_answers="they only begin, or print in their own words",
    )
    nothing, goal = "nothing", at_most(3, 2, 1.7)
    yield weigh(found, "P18", "--version", goal, one="version", other=nothing)
    yield weigh(found, "P18", "--help", goal, one="help", other=nothing)
    goal = at_most(0.5, 0.4, 0.25)
    yield weigh(found, "P19", "import stakeholders", goal, one="import", other="networkx")
    goal = at_most(7, 5, 3)
    yield weigh(found, "P20", "resigned, small tracker, warm", goal, one="warm", other=nothing)
    goal = at_least(1, 1, 1.5)
    yield weigh(found, "P20", "the same", goal, one="warm", other="naive script")
