"""The invented world as flat tables, for sizes that no YAML is written of.

Everything that many stances point to (people, organizations, bodies, topics, sources) is made
first and kept as ids; stances and their citations are made and written a million at a time.
"""

from pathlib import Path
from typing import Any, Final

import attrs
import numpy as np
import pyarrow as pa

from benchmarks.world import words
from benchmarks.world.circle import FIRST_DAY, LAST_DAY
from benchmarks.world.days import FORMS, spell
from benchmarks.world.tables import NONE, Calendar, Numbers, Owners, Pick, Table
from stakeholders.dates import PartialDate
from stakeholders.tables.schema import TABLES

PART: Final = 1_000_000
_DAYS: Final = LAST_DAY - FIRST_DAY + 1
_SHARES: Final = np.array(list(FORMS.values())) / sum(FORMS.values())


@attrs.frozen
class Sizes:
    """How many of each there are for so many stances."""

    stances: int
    topics: int
    organizations: int
    people: int
    bodies: int
    sources: int

    @classmethod
    def of(cls, stances: int) -> "Sizes":
        """Return sizes that grow with the stances, up to what is kept in memory with ease."""
        return cls(
            stances=stances,
            topics=min(words.TOPICS, max(12, stances // 2_000)),
            organizations=min(200_000, max(20, stances // 40)),
            people=min(1_000_000, max(20, stances // 20)),
            bodies=min(50_000, max(2, stances // 300)),
            sources=min(1_000_000, max(20, stances // 20)),
        )


def make_calendar() -> Calendar:
    """Return every day of the world in every form: the day's number plus the form's times all."""
    days = range(FIRST_DAY, LAST_DAY + 1)
    dates = [PartialDate.parse(spell(day, form)) for form in FORMS for day in days]
    return Calendar(
        pa.array([date.edtf for date in dates]),
        pa.array([date.earliest for date in dates], pa.date32()),
        pa.array([date.latest for date in dates], pa.date32()),
    )


@attrs.define(eq=False)
class Chance:
    """Draws for many rows at once."""

    source: np.random.Generator

    @classmethod
    def make(cls, seed: int, name: str, part: int = 0) -> "Chance":
        """Return the draws of a table's part, the same for the same seed."""
        return cls(np.random.default_rng([seed, part, *name.encode()]))

    def below(self, limit: Any, rows: int) -> Numbers:
        """Return whole numbers below a limit, all alike."""
        drawn: Numbers = self.source.integers(0, limit, rows)
        return drawn

    def ranks(self, count: int, rows: int) -> Numbers:
        """Return numbers below a count; n is drawn about 1/(n + 1) as often as 0."""
        drawn = np.exp(self.source.random(rows) * np.log(count + 1)).astype(np.int64) - 1
        ranks: Numbers = np.clip(drawn, 0, count - 1)
        return ranks

    def happens(self, share: float, rows: int) -> Any:
        """Return for which rows something happens that happens in a share of all."""
        return self.source.random(rows) < share

    def sometimes(self, share: float, places: Numbers) -> Numbers:
        """Return the places in a share of all rows, and NONE in the others."""
        return np.where(self.happens(share, len(places)), places, NONE)

    def spell(self, days: Numbers) -> Numbers:
        """Return days, counted from the first, as places in the calendar, each in a form."""
        forms = self.source.choice(len(_SHARES), len(days), p=_SHARES)
        return np.clip(days, 0, _DAYS - 1) + forms * _DAYS


@attrs.define(eq=False)
class Pools:
    """What stances point to: ids, and what must be known of them."""

    sizes: Sizes
    seed: int
    topics: pa.Array
    things: Numbers
    scales: Numbers
    organizations: pa.Array
    people: pa.Array
    bodies: pa.Array
    sources: pa.Array
    founded: Numbers
    ended: Numbers
    published: Numbers

    @classmethod
    def make(cls, sizes: Sizes, seed: int) -> "Pools":
        """Return the pools of a seed."""
        chance = Chance.make(seed, "pools")
        first = seed * 7919
        topics = [words.name_topic((first + n) % words.TOPICS) for n in range(sizes.topics)]
        things = {words.make_id(thing): n for n, thing in enumerate(words.THINGS)}
        groups = (words.name_organization((first + n) % words.ORGANIZATIONS)[0]
                  for n in range(sizes.organizations))  # fmt: skip
        people = (words.name_person((first + n) % words.PEOPLE) for n in range(sizes.people))
        bodies = (words.name_body((first + n) % words.BODIES) for n in range(sizes.bodies))
        founded = chance.below(_DAYS - 5 * 365, sizes.bodies)
        ended = founded + chance.source.integers(4 * 365, 12 * 365, sizes.bodies)
        is_over = chance.happens(0.3, sizes.bodies) & (ended < _DAYS)
        return cls(
            sizes=sizes,
            seed=seed,
            topics=pa.array(topics),
            things=np.array([things[topic.split("-", 1)[1]] for topic in topics]),
            scales=chance.source.choice(3, sizes.topics, p=[0.6, 0.2, 0.2]),
            organizations=pa.array([words.make_id(name) for name in groups]),
            people=pa.array([words.make_id(name) for name in people]),
            bodies=pa.array([words.make_id(name) for name in bodies]),
            sources=pa.array([f"s{n + 1}" for n in range(sizes.sources)]),
            founded=founded,
            ended=np.where(is_over, ended, NONE),
            published=chance.below(_DAYS, sizes.sources),
        )


@attrs.define(eq=False)
class Writer:
    """All tables on their way to disk."""

    pools: Pools
    tables: dict[str, Table]

    @classmethod
    def make(cls, folder: Path, pools: Pools) -> "Writer":
        """Return tables without rows."""
        calendar = make_calendar()
        parts = ("stances", "citations", "readings")
        return cls(
            pools, {name: Table(folder, name, calendar, in_parts=name in parts) for name in TABLES}
        )

    def cite(self, owner: str, rows: Numbers, sources: Numbers) -> None:
        """Give rows their sources; a row that has several stands several times, one after another.

        Example: rows [0, 1, 1] give row 1 two sources, at the places 0 and 1 of its list.
        """
        starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
        places = np.arange(len(rows)) - np.repeat(starts, np.diff(np.r_[starts, len(rows)]))
        columns = {"source": Pick(self.pools.sources, sources)}
        self.tables["citations"].write(len(rows), columns, Owners(owner, rows, places))
