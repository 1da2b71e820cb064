"""The command's questions to an engine: which it can answer, and the slice that each is about."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from stakeholders import tables
from stakeholders.dates import read_day
from stakeholders.errors import QuestionError, join_words, quote
from stakeholders.tables.cutting import (
    cut_changes,
    cut_departures,
    cut_divisions,
    cut_members,
    cut_stances,
)
from stakeholders.tables.engine import Engine
from stakeholders.tables.parquet import find_files
from stakeholders.tables.schema import TABLES
from stakeholders.tracker import Tracker

Cut = Callable[[Engine, argparse.Namespace], Tracker]
_MEDIUM: Final = "medium"
# They need all that is known, and so the whole tracker.
_REFUSED: Final = {"as_known_on": "--as-known-on", "strict": "--strict"}


def cut_tracker(path: str, given: argparse.Namespace) -> Tracker:
    """Return the tracker of what a line asks about, cut out of a folder of tables by an engine.

    Raises:
        DataError: if the tables are not what they must be.
        MissingExtraError: if the engine is not installed.
        QuestionError: if an engine cannot do what is asked for.
        UnknownIdError: if an id is unknown.
    """
    cut = _CUTS.get(given.command)
    if cut is None:
        known = join_words(list(_CUTS))
        raise QuestionError(f"--engine: {given.command} needs a whole tracker: expected {known}")
    for field, option in _REFUSED.items():
        if getattr(given, field, None):
            raise QuestionError(f"--engine: {option} needs a whole tracker: leave it out")
    if not any(find_files(Path(path), name) for name in TABLES):
        message = f"{quote(path)} is no folder of Parquet tables: write one with"
        raise QuestionError(f"--engine: {message} stakeholders tables {path} -o FOLDER")
    return cut(tables.open(path, engine=given.engine, memory=given.memory), given)


def _cut_departures(engine: Engine, given: argparse.Namespace) -> Tracker:
    return cut_departures(
        engine,
        kind="resigned" if given.command == "resigned" else given.kind,
        body=given.body,
        person=given.person,
        because=given.because,
        behind=given.behind,
    )


def _cut_members(engine: Engine, given: argparse.Namespace) -> Tracker:
    return cut_members(engine, body=given.body)


def _cut_stances(engine: Engine, given: argparse.Namespace) -> Tracker:
    # What does not lie in a span is no latest stance of anybody: the slice must have them all.
    is_latest = given.on is not None and given.since is None and given.until is None
    return cut_stances(
        engine,
        topic=given.topic,
        holder=given.holder,
        speaker=given.speaker,
        body=given.body,
        position=given.position,
        latest_by=read_day(given.on) if is_latest else None,
        min_confidence=given.min_confidence or _MEDIUM,
    )


def _cut_divisions(engine: Engine, given: argparse.Namespace) -> Tracker:
    return cut_divisions(engine, body=given.body, topic=given.topic)


def _cut_changes(engine: Engine, given: argparse.Namespace) -> Tracker:
    least = given.min_confidence or _MEDIUM
    return cut_changes(engine, holder=given.holder, topic=given.topic, min_confidence=least)


_CUTS: Final[Mapping[str, Cut]] = {
    "resigned": _cut_departures,
    "departures": _cut_departures,
    "members": _cut_members,
    "stances": _cut_stances,
    "divisions": _cut_divisions,
    "changes": _cut_changes,
}
