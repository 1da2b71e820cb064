"""Finding a record by name: part of a name is enough, and accents and capitals do not matter."""

from operator import itemgetter

from stakeholders.model import Entity
from stakeholders.tracker.index import Index
from stakeholders.tracker.spellings import fold


def find_entities(index: Index, text: str) -> tuple[Entity, ...]:
    """Return what has the text in its id, name or aliases; whole names, then whole words first."""
    wanted = fold(text)
    if not wanted:
        return ()
    ranked = sorted(index.spellings.find(wanted), key=itemgetter(0, 1))
    return tuple(record for _, _, record in ranked)
