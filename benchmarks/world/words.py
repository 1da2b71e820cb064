"""The words of the invented world: nobody and nothing real has these names.

A name follows from a number alone, so that millions of them need not be kept: numbers are spread
over all combinations by a step that has no factor in common with how many there are.
"""

import math
from functools import cache
from itertools import product
from typing import Final


def _join(*parts: str) -> tuple[str, ...]:
    return tuple(map("".join, product(*(part.split() for part in parts))))


FIRST_NAMES: Final = _join(
    "Zor Vex Quil Thra Plo Myx Drae Kwi Jorn Bzel Fyn Gwar Hox Ispra Ulm Orq Wyst Yph Skal Cruv",
    "avi bono cka dea fie gula helo jix kari lot mee nuo pax qua rix sumi tol vek wan zia",
)
LAST_NAMES: Final = _join(
    "Vorn Telb Quag Zimp Hask Drov Plin Murg Krel Wexb "
    "Fjol Grub Jask Nilp Orth Pvek Rusk Sniv Tjor Uzb",
    "a e i o u y",
    "ckle dorf fex grin hoven lund mire nook pax quist rond stam thwait vane wick zell",
)
TRADES: Final = (
    *("weavers", "bakers", "dockers", "surveyors", "printers"),
    *("glaziers", "ferrymen", "masons", "brewers", "coopers"),
    *("teachers", "nurses", "farmers", "pilots", "tanners"),
    *("millers", "carters", "archivists", "beekeepers", "potters"),
)
GROUPS: Final = {
    "guild": "union",
    "association": "association",
    "trust": "charity",
    "works": "company",
    "office": "agency",
    "league": "advocacy-group",
}
THINGS: Final = (
    *("bridge tolls", "night ferries", "river dredging", "school meals", "market hours"),
    *("lamp oil", "wind mills", "public baths", "grain stores", "harbour dues"),
    *("bell ringing", "road salt", "tree felling", "peat cutting", "goat grazing"),
    *("kite flying", "ice cellars", "tram fares", "well water", "chimney taxes"),
    *("library fines", "pigeon post", "canal locks", "barge traffic", "snow clearing"),
    *("hedge laying", "clock towers", "salt works", "rope walks", "cart licences"),
    *("fish quotas", "honey duties", "mill ponds", "flood walls", "rag picking"),
    *("tower views", "street music", "dog licences", "signal fires", "orchard rights"),
)
VERBS: Final = {
    "abolish": "should be abolished",
    "expand": "should be expanded",
    "suspend": "should be suspended until reviewed",
    "fund": "should be paid for by the province",
    "privatise": "should be left to private hands",
    "publish": "should be counted and published every year",
    "restrict": "should be restricted to working days",
    "regulate": "need a law of their own",
    "devolve": "should be decided on by each town",
    "unify": "should follow the same rules everywhere",
    "tax": "should be taxed",
    "subsidise": "should be subsidised for ten years",
    "inspect": "should be inspected by an independent office",
    "simplify": "should need no more than one form",
    "postpone": "should wait until the next assembly",
    "restore": "should be restored to what they were",
    "ban": "should be forbidden within town walls",
    "license": "should need a licence",
    "merge": "should be put under one authority",
    "pilot": "should be tried out in three towns first",
}
SECTORS: Final = (
    "crafts",
    "transport",
    "farming",
    "education",
    "health",
    "trade",
    "public service",
)
ROLES: Final = ("chair", "vice-chair", "member", "member", "member", "member", "rapporteur")
OFFICES: Final = ("director", "clerk", "president", "treasurer", "spokesperson", "head of research")
TIES: Final = ("advises", "funds", "reports-to", "runs", "supplies", "sued", "sends-records-to")
PAPERS: Final = (
    "The {0} Courier",
    "{0} Evening Post",
    "The {0} Gazette",
    "Radio {0}",
    "{0} Chamber of Letters",
    "Office of Records, {0}",
)
HEADLINES: Final = (
    "{0} divided over {1}",
    "Council hears {0} on {1}",
    '"Not in our name": {0} and the quarrel about {1}',
    "What {0} wants for {1}",
    "Letter of {0} to the council on {1}",
    "Minutes of the meeting on {1}, with remarks by {0}",
)
SUMMARIES: Final = (
    "The council had settled the question of {0} before its members were heard.",
    "They could not support what the draft says about {0}.",
    "Nothing that they had proposed on {0} was put to a vote.",
    "A new post leaves no time for the work on {0}.",
    "They disagreed with the way in which the council decided on {0}, and with the haste of it.",
    "Their organization asked them to leave once {0} came onto the agenda.",
)
QUOTES: Final = (
    "I cannot put my name to what this paper says about {0}",
    "we were asked to decorate a decision on {0}, not to make it",
    "{0} deserve better than an afternoon of our time",
    "there is no honest reading of the figures on {0} that leads here",
    "we have waited long enough for somebody to take {0} seriously",
    "on {0} we will not move an inch before the count is done",
)
NOTES: Final = (
    "The source has it from a letter that was not found.",
    "Printed in the supplement only.",
    "The minutes give no vote by name; the press of the next day does, and lists who was there.",
    "Said at the hearing, in answer to a question from the floor.",
    "The date is that of the printing, not of the speech.",
    "A second edition leaves this sentence out; the first was not withdrawn, and nobody says why.",
)


def spread(number: int, count: int) -> int:
    """Return the place of a number among `count` places: another for each number below `count`.

    Example:
        >>> sorted(spread(number, 10) for number in range(10)) == list(range(10))
        True
    """
    return number * find_step(count) % count


@cache
def find_step(count: int) -> int:
    """Return a step of about 0.618 times `count` that visits every place once."""
    step = max(1, int(count * 0.618))
    while math.gcd(step, count) != 1:
        step += 1
    return step


def name_person(number: int) -> str:
    """Return the name of a person; numbers below `PEOPLE` have different ones.

    Example:
        >>> name_person(0), name_person(1) != name_person(2)
        ('Zoravi Vornackle', True)
    """
    middle, place = divmod(spread(number, PEOPLE), len(FIRST_NAMES) * len(LAST_NAMES))
    first, last = divmod(place, len(LAST_NAMES))
    initial = f" {INITIALS[middle]}." if middle else ""
    return f"{FIRST_NAMES[first]}{initial} {LAST_NAMES[last]}"


def name_organization(number: int) -> tuple[str, str]:
    """Return the name and the kind of an organization; below `ORGANIZATIONS`, all differ."""
    group, place = divmod(spread(number, ORGANIZATIONS), len(LAST_NAMES) * len(TRADES))
    last, trade = divmod(place, len(TRADES))
    word = tuple(GROUPS)[group]
    return f"{LAST_NAMES[last]} {TRADES[trade].capitalize()} {word.capitalize()}", GROUPS[word]


def name_body(number: int) -> str:
    """Return the name of a body; below `BODIES`, all differ."""
    last, thing = divmod(spread(number, BODIES), len(THINGS))
    return f"{LAST_NAMES[last]} Council on {THINGS[thing].title()}"


def name_topic(number: int) -> str:
    """Return the id of a topic; below `TOPICS`, all differ."""
    thing, verb = divmod(spread(number, TOPICS), len(VERBS))
    return make_id(f"{tuple(VERBS)[verb]} {THINGS[thing]}")


def propose(topic: str) -> str:
    """Return the proposition of a topic.

    Example:
        >>> propose("ban-night-ferries")
        'Night ferries should be forbidden within town walls.'
    """
    verb, thing = topic.split("-", 1)
    return f"{thing.replace('-', ' ').capitalize()} {VERBS[verb]}."


def make_id(name: str) -> str:
    """Return a name as an id.

    Example:
        >>> make_id("Zoravi B. Vornackle")
        'zoravi-b-vornackle'
    """
    return name.lower().replace(".", "").replace(" ", "-")


INITIALS: Final = " ABCDEFGHJKLMNOPQRSTUVW"
PEOPLE: Final = len(INITIALS) * len(FIRST_NAMES) * len(LAST_NAMES)
ORGANIZATIONS: Final = len(GROUPS) * len(LAST_NAMES) * len(TRADES)
BODIES: Final = len(LAST_NAMES) * len(THINGS)
TOPICS: Final = len(THINGS) * len(VERBS)
