"""What an org chart says in words: its subtitle, its legend, and its text alternative."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from stakeholders.charts.seating import Seated, count
from stakeholders.charts.telling import LEFT_AS, say_date
from stakeholders.charts.values import Item, Tone
from stakeholders.dates import PartialDate, read_day
from stakeholders.errors import join_words
from stakeholders.tracker.departures import When


def count_seats(seated: Sequence[Seated]) -> str:
    """Return how many seats they are, in words."""
    number = count(seated)
    return "1 seat" if number == 1 else f"{number} seats"


def say_state(
    seated: Sequence[Seated], on: date | None, known_by: When | None, *, is_hidden: bool
) -> str:
    """Return how many seats there are, who left in which way, and as of when."""
    said = count_seats(seated)
    kinds: Counter[str] = Counter()
    for one in seated:
        if one.has_left and one.member.seat.departure is not None:
            kinds[LEFT_AS[one.member.seat.departure.kind]] += one.member.number
    if kinds and not is_hidden:
        said += f"; {join_words([f'{number} {kind}' for kind, number in kinds.items()], 'and')}"
    if is_hidden:
        said += ", without those who left"
    if on is None:
        said += "; everybody who ever sat"
    else:
        said += f"; as of the end of {say_date(PartialDate.of(on))}"
    if known_by is not None:
        said += f"; as known on {say_date(PartialDate.of(read_day(known_by)))}"
    return said


def list_legend(items: Sequence[Item]) -> tuple[tuple[Tone, str], ...]:
    """Return the tones that occur, and what they mean."""
    meanings = {
        Tone.PERSON: "seat",
        Tone.UNNAMED: "seat, name not printed",
        Tone.POSSIBLE: "perhaps seated on this day",
        Tone.LEFT: "left: how and when as the sources give it",
    }
    tones = {item.tone for item in items}
    return tuple((tone, meaning) for tone, meaning in meanings.items() if tone in tones)


def summarize(title: str, subtitle: str, above: Sequence[str], items: Sequence[Item]) -> str:
    """Return what the chart says, in sentences."""
    names = {item.record: item.title for item in items}
    said = [f"Org chart of {title}: {subtitle}."]
    if above:
        said.append(f"Above it: {join_words([names[a] for a in above], 'and')}.")
    headings = [item.title for item in items if item.tone is Tone.HEADING]
    if headings:
        said.append(f"Groups: {join_words(headings, 'and')}.")
    left = [item.tip for item in items if item.tone is Tone.LEFT]
    if left:
        said.append(f"Left: {'. '.join(left)}.")
    return " ".join(said)
