"""The trackers of a Sphinx project: loaded once, watched, and their problems told as warnings."""

import os
from typing import TYPE_CHECKING

from sphinx.util import logging

from stakeholders.errors import (
    DataError,
    Problem,
    QuestionError,
    did_you_mean,
    find_nearest,
    join_words,
    quote,
)
from stakeholders.loading import list_files
from stakeholders.tracker import Tracker, load

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_logger = logging.getLogger(__name__)
_Stamp = tuple[tuple[str, int, int], ...]
# Kept by what the files looked like: a server that builds again and again must see an edit.
_loaded: dict[str, tuple[_Stamp, Tracker | None, tuple[Problem, ...]]] = {}


def list_paths(config: "Config", folder: str | os.PathLike[str]) -> dict[str, str]:
    """Return the path of each tracker by its name; one without a name has an empty one."""
    data = config.stakeholders_data
    named = data if isinstance(data, dict) else {"": data}
    return {name: os.path.normpath(os.path.join(folder, path)) for name, path in named.items()}  # noqa: PTH118 - texts


def report_problems(app: "Sphinx", env: "BuildEnvironment", docnames: list[str]) -> None:
    """Load every tracker, and warn of each problem once, with the file and line of the data."""
    del env, docnames
    for path in list_paths(app.config, app.confdir).values():
        for problem in _load(path)[1]:
            _logger.warning(
                "%s [%s]",
                problem.message,
                problem.code,
                location=f"{problem.mark.path}:{problem.mark.line}",
                type="stakeholders",
                subtype=problem.code,
            )


def get_tracker(env: "BuildEnvironment", name: str = "") -> Tracker:
    """Return a tracker by its name in `stakeholders_data`; without one, the only or the first.

    The page that is read depends on the data from then on.

    Raises:
        QuestionError: if there is no such tracker, or its data could not be loaded.
    """
    paths = list_paths(env.config, env.app.confdir)
    if name and name not in paths:
        known = [known for known in paths if known]
        hint = did_you_mean(find_nearest(name, known))
        raise QuestionError(f"no tracker {quote(name)}: expected {join_words(known)}{hint}")
    path = paths[name] if name in paths else next(iter(paths.values()))
    for file in list_files(path):
        env.note_dependency(file)
    tracker = _load(path)[0]
    if tracker is None:
        raise QuestionError(f"the data in {quote(path)} have problems; see the warnings")
    return tracker


def list_trackers(env: "BuildEnvironment") -> dict[str, Tracker]:
    """Return all trackers that could be loaded, by name; the page depends on all of them."""
    found: dict[str, Tracker] = {}
    for name in list_paths(env.config, env.app.confdir):
        try:
            found[name] = get_tracker(env, name)
        except QuestionError:
            continue  # its problems are told already
    return found


def _load(path: str) -> tuple[Tracker | None, tuple[Problem, ...]]:
    stamp = tuple(_stamp(file) for file in list_files(path))
    known = _loaded.get(path)
    if known is not None and known[0] == stamp:
        return known[1:]
    try:
        tracker: Tracker | None = load(path)
        problems = tracker.warnings if tracker is not None else ()
    except DataError as error:
        tracker, problems = None, tuple(error.problems)
    _loaded[path] = (stamp, tracker, problems)
    return tracker, problems


def _stamp(file: str) -> tuple[str, int, int]:
    status = os.stat(file)  # noqa: PTH116 - a text is what is listed
    return file, status.st_mtime_ns, status.st_size
