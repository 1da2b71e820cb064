"""How much somebody has of a quality: scores, and those in force on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from stakeholders.answers import Selection
from stakeholders.dates import Truth
from stakeholders.model import Basis, Confidence, Holder, Quality, Score, Topic
from stakeholders.tracker.filters import key_date, read_choice, select
from stakeholders.tracker.index import Index
from stakeholders.tracker.postings import pick


def select_scores(
    index: Index,
    *,
    holder: str | Holder | None = None,
    of: str | Quality | None = None,
    topic: str | Topic | None = None,
    on: date | None = None,
    basis: str | Basis | None = None,
    min_confidence: str | Confidence = Confidence.MEDIUM,
) -> Selection[Score]:
    """Return the scores that fit; with a day, the latest of each holder, quality and topic."""
    who = index.get_holder(holder).id if holder is not None else None
    about = index.get(topic, Topic).id if topic is not None else None
    what = read_choice(of, Quality, "of") if of is not None else None
    word = read_choice(basis, Basis, "basis") if basis is not None else None

    def fits(score: Score) -> bool:
        return (
            (who is None or score.holder == who)
            and (what is None or score.of is what)
            and (about is None or score.topic == about)
            and (word is None or score.basis is word)
            and (on is None or score.date is None or score.date.is_by(on) is not Truth.NO)
        )

    rows = [
        index.scores_by_holder.get(who, []) if who is not None else None,
        index.scores_by_topic.get(about, []) if about is not None else None,
    ]
    found = select(
        pick(index.records.scores, rows),
        fits,
        read_choice(min_confidence, Confidence, "min_confidence"),
        is_datable=lambda s: on is None or (s.date is not None and s.date.is_by(on) is Truth.YES),
    )
    return found if on is None else Selection.make(keep_latest(found), found.left_out)


def keep_latest(scores: Iterable[Score]) -> Iterator[Score]:
    """Yield the latest scores of each holder, quality and topic; several if they are as late."""
    held: dict[tuple[str, Quality, str | None], list[Score]] = defaultdict(list)
    for score in scores:
        held[score.holder, score.of, score.topic].append(score)
    for same in held.values():
        newest = max(key_date(score.date) for score in same)
        yield from (score for score in same if key_date(score.date) == newest)
