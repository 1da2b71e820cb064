"""Which body a picture is of, where the caller names none."""

from stakeholders.errors import QuestionError, UnknownIdError, join_words
from stakeholders.model import Body, Group, Organization
from stakeholders.tracker import Tracker


def choose_body(tracker: Tracker, body: str | Group | None) -> Group:
    """Return a body or organization; without one, the only body that has members.

    Raises:
        UnknownIdError: if the id is neither of a body nor of an organization.
        QuestionError: if no body is named and not exactly one has members.
    """
    if body is None:
        with_members = [one for one in tracker.of(Body) if tracker.members(one)]
        if len(with_members) == 1:
            return with_members[0]
        names = join_words([one.id for one in with_members])
        raise QuestionError(f"say which body: {names}" if names else "no body here has members")
    try:
        found = tracker.get(body if isinstance(body, str) else body.id)
    except UnknownIdError:
        found = None
    if not isinstance(found, Body | Organization):
        tracker.members(body)  # raises, with what is known of bodies
    assert isinstance(found, Body | Organization)  # noqa: S101 - or members() would have raised
    return found
