"""By which variable statements are grouped: an attribute of the holder, a seat, or the basis."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import attrs

from stakeholders.errors import QuestionError, did_you_mean, find_nearest, join_words, quote
from stakeholders.model import Body, Group, Holder, Organization, Person, Stance
from stakeholders.tracker import Tracker
from stakeholders.tracker.departures import When

ATTRIBUTES: Final = ("sector", "kind", "part_of")
VARIABLES: Final = (*ATTRIBUTES, "record", "body", "organization", "basis")
NO_VALUE: Final = ""


@attrs.frozen(kw_only=True)
class Grouping:
    """A variable, and for holders with seats the ids of the groups that these give them."""

    by: str | None
    seats: Mapping[str, tuple[str, ...]]

    def group_stance(self, tracker: Tracker, stance: Stance) -> tuple[str | None, ...]:
        """Return the groups of a statement: one, or several where the holder has several."""
        if self.by == "basis":
            return (stance.basis.value,)
        holder = tracker.get(stance.holder)
        assert isinstance(holder, Person | Organization | Body)  # noqa: S101 - checked at load
        return self.group_holder(holder)

    def group_holder(self, holder: Holder) -> tuple[str | None, ...]:
        """Return the groups of a holder; that without a name where the holder has no value."""
        if self.by is None:
            return (None,)
        if self.by in ATTRIBUTES:
            return (getattr(holder, self.by, None) or NO_VALUE,)
        if self.by == "record":
            return (type(holder).__name__.casefold(),)
        return self.seats.get(holder.id, (NO_VALUE,))


def find_grouping(tracker: Tracker, by: str | None, on: When | None) -> Grouping:
    """Return how to group by a variable; without one, everybody together.

    A seat gives its holder the body, or the organizations that the holder speaks for there; with a
    day, only seats that are, or may be, held when it ends. A body or organization is in its own
    group.

    Raises:
        QuestionError: if there is no such variable.
    """
    if by is not None and by not in VARIABLES:
        hint = did_you_mean(find_nearest(by, VARIABLES))
        raise QuestionError(f"by: {quote(by)} is not known{hint}: expected {join_words(VARIABLES)}")
    if by not in {"body", "organization"}:
        return Grouping(by=by, seats={})
    found: dict[str, dict[str, None]] = defaultdict(dict)
    groups: tuple[Group, ...] = (*tracker.of(Body), *tracker.of(Organization))
    kind = Body if by == "body" else Organization
    for one in groups:
        if isinstance(one, kind):
            found[one.id][one.id] = None
    for group in groups:
        for member in tracker.members(group, on=on):
            if member.person is not None:
                given = (group,) if by == "body" else member.on_behalf_of
                names = (one.id for one in given if isinstance(one, kind))
                found[member.person.id] |= dict.fromkeys(names)
    return Grouping(by=by, seats={who: tuple(sorted(ids)) for who, ids in found.items() if ids})
