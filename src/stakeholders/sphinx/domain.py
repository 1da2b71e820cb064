"""The domain: what pages describe, and the roles that refer to it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.directives import ObjectDescription
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from stakeholders.charts.links import is_safe
from stakeholders.charts.telling import name_record, tell_record
from stakeholders.errors import UnknownIdError, find_nearest
from stakeholders.model import Body, Departure, Event, Organization, Person, Source, Topic
from stakeholders.sphinx.trackers import list_trackers
from stakeholders.tracker import Tracker

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import desc_signature, pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_logger = logging.getLogger(__name__)
_KINDS: dict[str, type[Any]] = {
    "person": Person,
    "org": Organization,
    "body": Body,
    "topic": Topic,
    "source": Source,
    "departure": Departure,
    "event": Event,
}
_SAID = {"org": "organization"}


def find_record(
    env: "BuildEnvironment", kind: str, target: str
) -> tuple[Tracker, str] | UnknownIdError:
    """Return the tracker that has a record of the kind, and its id; or what is wrong.

    A target is an id, or the name of a tracker, a colon and an id.
    """
    name, _, wanted = target.rpartition(":")
    known: list[str] = []
    for tracker_name, tracker in list_trackers(env).items():
        if name and tracker_name != name:
            continue
        ids = [record.id for record in tracker.of(_KINDS[kind])]
        if wanted in ids:
            return tracker, wanted
        known += ids
    return UnknownIdError(wanted, _SAID.get(kind, kind), find_nearest(wanted, known))


class RecordRole(XRefRole):
    """Shows the name of a record, what is known of it on hover, and where it is described."""

    def process_link(
        self,
        env: "BuildEnvironment",
        refnode: "Element",
        has_explicit_title: bool,  # noqa: FBT001 - as Sphinx calls it
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Return the text to show and the id to look for."""
        kind = refnode["reftype"]
        found = find_record(env, kind, target)
        if isinstance(found, UnknownIdError):
            _logger.warning(
                "%s", found, location=refnode, type="stakeholders", subtype="unknown-id"
            )
            return title, target
        tracker, wanted = found
        refnode["reftitle"] = tell_record(tracker, wanted, key="").tip
        record = tracker.get(wanted)
        if isinstance(record, Source):
            refnode["refurl"] = next((url for url in record.url if is_safe(url)), "")
        return (title if has_explicit_title else name_record(tracker, wanted)), wanted


class RecordDescription(ObjectDescription[str]):
    """Describes a record: its name, what is known of it, and what the page adds."""

    option_spec: ClassVar[dict[str, Any]] = {
        "tracker": directives.unchanged,
        "no-index": directives.flag,
    }

    def handle_signature(self, sig: str, signode: "desc_signature") -> str:
        """Write the name; an unknown id is a warning."""
        name = self.options.get("tracker", "")
        target = f"{name}:{sig}" if name else sig
        found = find_record(self.env, self.objtype, target)
        if isinstance(found, UnknownIdError):
            _logger.warning(
                "%s", found, location=signode, type="stakeholders", subtype="unknown-id"
            )
            signode += addnodes.desc_name(sig, sig)
            return sig
        tracker, wanted = found
        title = name_record(tracker, wanted)
        signode += addnodes.desc_name(title, title)
        signode["title"] = title
        signode["facts"] = tell_record(tracker, wanted, key="").facts
        return wanted

    def add_target_and_index(self, name: str, sig: str, signode: "desc_signature") -> None:
        """Make the record a target, and put it in the index."""
        del sig
        title = signode.get("title", name)
        domain: Any = self.env.get_domain("stakeholders")
        anchor = domain.note_object(self.objtype, name, title, self.env.docname)
        if anchor:
            signode["ids"].append(anchor)
            entry = f"{title} ({_SAID.get(self.objtype, self.objtype)})"
            self.indexnode["entries"].append(("single", entry, anchor, "", None))

    def transform_content(self, content_node: addnodes.desc_content) -> None:
        """Put what is known before what the page says."""
        signode = content_node.parent[0]
        facts = signode.attributes.pop("facts", ()) if isinstance(signode, nodes.Element) else ()
        if facts:
            fields = nodes.field_list()
            for what, said in facts:
                field = nodes.field()
                field += nodes.field_name("", what)
                field += nodes.field_body("", nodes.paragraph("", said))
                fields += field
            content_node.insert(0, fields)


class StakeholdersDomain(Domain):
    """People, organizations, bodies, topics, sources, departures and events of trackers."""

    name = "stakeholders"
    label = "Stakeholders"
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in _KINDS}
    directives: ClassVar[dict[str, Any]] = dict.fromkeys(_KINDS, RecordDescription)
    roles: ClassVar[dict[str, Any]] = {
        kind: RecordRole(innernodeclass=nodes.inline) for kind in _KINDS
    }
    initial_data: ClassVar[dict[str, Any]] = {"objects": {}}

    @property
    def objects(self) -> dict[tuple[str, str], tuple[str, str, str]]:
        """The page, anchor and title of what is described, by its kind and id."""
        found: dict[tuple[str, str], tuple[str, str, str]] = self.data["objects"]
        return found

    def note_object(self, kind: str, name: str, title: str, docname: str) -> str:
        """Note where something is described, and return the anchor; empty if it is elsewhere."""
        anchor = f"stakeholders-{kind}-{name}"
        known = self.objects.get((kind, name))
        if known is not None and known[0] != docname:
            return ""
        self.objects[kind, name] = (docname, anchor, title)
        return anchor

    def clear_doc(self, docname: str) -> None:
        """Forget what a page described."""
        for key, (page, _, _) in list(self.objects.items()):
            if page == docname:
                del self.objects[key]

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what was read elsewhere at the same time."""
        for key, value in otherdata["objects"].items():
            if value[0] in docnames:
                self.objects[key] = value

    def resolve_xref(
        self,
        env: "BuildEnvironment",
        fromdocname: str,
        builder: "Builder",
        typ: str,
        target: str,
        node: "pending_xref",
        contnode: "Element",
    ) -> "nodes.reference | None":
        """Return a link to where a record is described, or a text with what is known of it."""
        del env
        known = self.objects.get((typ, target))
        hint = node.get("reftitle", "")
        if known is not None:
            page, anchor, title = known
            return make_refnode(builder, fromdocname, page, anchor, contnode, hint or title)
        if node.get("refurl"):
            reference = nodes.reference("", "", contnode, refuri=node["refurl"], internal=False)
            reference["reftitle"] = hint
            return reference
        if not hint:
            return None
        made: Any = nodes.abbreviation("", "", contnode, explanation=hint)
        return made  # type: ignore[no-any-return]  # any node may stand in its place

    def resolve_any_xref(
        self,
        env: "BuildEnvironment",
        fromdocname: str,
        builder: "Builder",
        target: str,
        node: "pending_xref",
        contnode: "Element",
    ) -> "list[tuple[str, nodes.reference]]":
        """Return the links that an `any` role can mean."""
        found = []
        for kind in _KINDS:
            if (kind, target) in self.objects:
                link = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
                if link is not None:
                    found.append((f"stakeholders:{kind}", link))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what is described, for the search and for other projects."""
        for (kind, name), (docname, anchor, title) in self.objects.items():
            yield name, title, kind, docname, anchor, 1
