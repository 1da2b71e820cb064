"""The questions, each once, as expressions that every engine understands."""

from datetime import date

from stakeholders.tables.frames import (
    FIRST,
    LAST,
    Frame,
    Frames,
    count,
    earliest,
    is_confident,
    keep_largest,
    keep_smallest,
    latest,
    nw,
    span,
    spread,
)

# Who sits


def list_members(frames: Frames, body: str, day: date) -> Frame:
    """Return the seats of a body that can be held when a day ends, with the status of each."""
    seats = frames["memberships"].filter(nw.col("body") == body)
    begun = span(frames, "memberships", "start", seats).filter(nw.col("lo") <= day)
    ends = (
        _list_ends(frames, seats)
        .with_columns(
            is_over=count(nw.col("hi") <= day),
            is_open=count((nw.col("lo") <= day) & (nw.col("hi") > day)),
        )
        .group_by("row")
        .agg(over=nw.col("is_over").max(), open=nw.col("is_open").max())
    )
    return (
        begun.join(ends, on="row", how="left")
        .filter(nw.col("over").fill_null(0) == 0)
        .with_columns(
            status=nw.when((nw.col("hi") <= day) & (nw.col("open").fill_null(0) == 0))
            .then(nw.lit("certain"))
            .otherwise(nw.lit("possible"))
        )
    )


def _list_ends(frames: Frames, seats: Frame) -> Frame:
    """Return a row with `lo` and `hi` for each thing that ends a seat."""
    bare = seats.select("row", "person", "body", "start", "end", "start_earliest")
    own = span(frames, "memberships", "end", seats).filter(~nw.col("end").is_null())
    found = [own, _list_leavings(frames, bare)]
    for table in ("bodies", "organizations"):
        over = span(frames, table, "dissolved").filter(~nw.col("dissolved").is_null())
        over = over.select(nw.col("id").alias("body"), "lo", "hi")
        found.append(bare.join(over, on="body", how="inner"))
    dead = span(frames, "people", "died").filter(~nw.col("died").is_null())
    dead = dead.select(nw.col("id").alias("person"), "lo", "hi")
    found.append(bare.join(dead, on="person", how="inner"))
    return nw.concat([end.select("row", "lo", "hi") for end in found], how="vertical")


def _list_leavings(frames: Frames, seats: Frame) -> Frame:
    """Return the first departure from each seat whose membership writes no end of its own."""
    left = span(frames, "departures", "date").filter(nw.col("kind") != "declined-seat")
    left = left.select(
        nw.col("row").alias("departure"),
        nw.col("people").alias("person"),
        nw.col("bodies").alias("body"),
        "date_latest",
        "lo",
        "hi",
        first=nw.coalesce("date_earliest", "date_latest").fill_null(LAST),
        last=latest("date"),
    )
    pairs = seats.filter(nw.col("end").is_null()).join(
        spread(left, "person", "body"), on=["person", "body"], how="inner"
    )
    # A departure that surely came before the seat was taken ended another one.
    fitting = pairs.filter(
        nw.col("date_latest").fill_null(LAST) >= nw.col("start_earliest").fill_null(FIRST)
    )
    return keep_smallest(fitting, ("row",), "first", "last", "departure")


# Who stands where


def list_latest(frames: Frames, least: str, day: date | None) -> Frame:
    """Return the latest stances of each holder, topic and part, by a day or of all."""
    dated = _list_dated(frames, least, day).with_columns(
        _last=nw.when(nw.col("date").is_null()).then(nw.lit(FIRST)).otherwise(latest("date")),
        _first=earliest("date"),
    )
    return keep_largest(dated, ("holder", "topic", "_part"), "_last", "_first")


def list_first_written(frames: Frames, least: str, day: date | None) -> Frame:
    """Return the first row of each holder, topic and part: where the tracker's answer has them."""
    dated = _list_dated(frames, least, day)
    return keep_smallest(dated, ("holder", "topic", "_part"), "row")


def _list_dated(frames: Frames, least: str, day: date | None) -> Frame:
    stances = frames["stances"].filter(is_confident(least))
    if day is not None:
        stances = stances.filter(nw.col("date_latest") <= day)
    return stances.with_columns(_part=nw.col("part").fill_null(""))


def list_chosen(frames: Frames, least: str, day: date | None) -> Frame:
    """Return the one stance of each holder and topic that counts: the last that was written."""
    found = list_latest(_only_whole(frames), least, day)
    return keep_largest(found, ("holder", "topic"), "row")


def _only_whole(frames: Frames) -> Frames:
    return {**frames, "stances": frames["stances"].filter(nw.col("part").is_null())}


def only_holders(frames: Frames, seats: Frame) -> Frames:
    """Return the tables with the stances of those in some seats and of those behind them."""
    people = seats.filter(~nw.col("person").is_null()).select(holder=nw.col("person"))
    behind = spread(seats.select(holder=nw.col("on_behalf_of")), "holder")
    holders = nw.concat([people, behind], how="vertical")
    return {**frames, "stances": frames["stances"].join(holders, on="holder", how="semi")}


def only_topic(frames: Frames, topic: str) -> Frames:
    """Return the tables with the stances on a topic."""
    return {**frames, "stances": frames["stances"].filter(nw.col("topic") == topic)}


def list_positions(frames: Frames, topic: str, day: date, least: str) -> Frame:
    """Return the latest stances on a topic by a day."""
    return list_latest(only_topic(frames, topic), least, day)


def list_held(frames: Frames, body: str, topic: str, day: date, least: str) -> Frame:
    """Return how many members and organizations hold each position, and null for unknown."""
    seats = list_members(frames, body, day)
    held = only_holders(only_topic(frames, topic), seats)
    chosen = list_chosen(held, least, day).select("holder", "position")
    people = seats.filter(~nw.col("person").is_null()).select(holder=nw.col("person")).unique()
    behind = spread(seats.select(holder=nw.col("on_behalf_of")), "holder").unique()
    zero = count(nw.lit(0))
    one = count(nw.lit(1))
    rows = [
        people.with_columns(members=one, organizations=zero, unnamed=zero),
        behind.with_columns(members=zero, organizations=one, unnamed=zero),
    ]
    found = [
        frame.join(chosen, on="holder", how="left").select(
            "position", "members", "organizations", "unnamed"
        )
        for frame in rows
    ]
    nobody = seats.filter(nw.col("person").is_null()).select(
        position=nw.lit(None).cast(nw.String),
        members=zero,
        organizations=zero,
        unnamed=count(nw.col("unnamed")),
    )
    return (
        nw.concat([*found, nobody], how="vertical")
        .with_columns(position=nw.col("position").fill_null(""))
        .group_by("position")
        .agg(*(nw.col(name).sum() for name in ("members", "organizations", "unnamed")))
        .with_columns(*(count(nw.col(name)) for name in ("members", "organizations", "unnamed")))
        .with_columns(
            position=nw.when(nw.col("position") != "").then(nw.col("position")).otherwise(None)
        )
    )


# Who left


def list_departures(frames: Frames, kind: str | None, body: str | None) -> Frame:
    """Return each leaver with each reason and topic, and the last stance on it before."""
    left = frames["departures"]
    if kind is not None:
        left = left.filter(nw.col("kind") == kind)
    if body is not None:
        left = left.filter(nw.col("bodies").list.contains(body))
    left = left.select("row", "id", "kind", "date", "date_latest", "people")
    people = spread(left.select("row", person=nw.col("people")), "person")
    given = frames["reasons"].filter(nw.col("owner") == "departures")
    reasons = given.select(
        nw.col("owner_row").alias("row"), reason=nw.col("place"), summary="summary"
    )
    topics = spread(
        given.select(
            nw.col("owner_row").alias("row"), reason=nw.col("place"), topic=nw.col("topics")
        ),
        "topic",
    )
    told = (
        left.drop("people")
        .join(people, on="row", how="left")
        .join(reasons, on="row", how="left")
        .join(topics, on=["row", "reason"], how="left")
    )
    return told.join(_list_prior(frames, told), on=["row", "person", "topic"], how="left")


def _list_prior(frames: Frames, told: Frame) -> Frame:
    """Return the last stance of each leaver on each topic that did not surely come later."""
    stances = _only_whole(frames)["stances"].filter(is_confident("medium"))
    stances = stances.select(
        "topic",
        "position",
        "date_earliest",
        person=nw.col("holder"),
        prior=nw.col("row"),
        first=nw.when(nw.col("date").is_null())
        .then(nw.lit(FIRST))
        .otherwise(nw.coalesce("date_earliest", "date_latest").fill_null(LAST)),
        last=nw.when(nw.col("date").is_null()).then(nw.lit(FIRST)).otherwise(latest("date")),
    )
    asked = told.select("row", "person", "topic", "date_latest").unique()
    pairs = asked.join(stances, on=["person", "topic"], how="inner").filter(
        nw.col("date_latest").fill_null(LAST) >= nw.col("date_earliest").fill_null(FIRST)
    )
    found = keep_largest(pairs, ("row", "person", "topic"), "first", "last", "prior")
    return found.select("row", "person", "topic", "prior", "position")
