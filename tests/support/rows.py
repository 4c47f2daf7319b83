"""Generated rows of whole catalogs, with the words that pages know."""

from __future__ import annotations

from hypothesis import strategies as st

from generator.model.catalog import Catalog, gather
from generator.model.rows import Concern, ServerSummary, Tools, ToolSummary
from generator.rules.reach import ANYTHING, REACH
from generator.rules.sensitivity import SENSITIVITIES
from generator.rules.signal_kinds import SIGNALS
from tests.support.builders import make_vocabulary

VOCABULARY = make_vocabulary()
ATTACKS = ("confusion", "leak", "poison")


def _in_order(words: tuple[str, ...], most: int):
    return st.sets(st.sampled_from(words), max_size=most).map(lambda drawn: tuple(sorted(drawn, key=words.index)))


_WORDS = st.fixed_dictionaries(
    {
        "category": st.sampled_from([None, *(each.name for each in VOCABULARY.categories)]),
        "risk": st.sampled_from([None, *(each.name for each in VOCABULARY.risk_classes)]),
        "effect": st.just("ask"),
        "status": st.sampled_from(["verified", "listed-elsewhere", "withdrawn"]),
        "tokens": st.sampled_from([None, 40]),
        "is_confirmed": st.booleans(),
        "sensitivity": st.sampled_from(tuple(SENSITIVITIES)),
        "signals": _in_order(tuple(SIGNALS), 3),
        "hints": st.none() | st.tuples(*[st.none() | st.booleans()] * 4),
        "reach": st.none() | _in_order((ANYTHING, *REACH), 4),
        "concerns": st.lists(
            st.builds(Concern, st.sampled_from(ATTACKS), st.integers(0, 1), st.text("abc")), max_size=3
        ).map(lambda drawn: tuple(sorted({each.attack: each for each in drawn}.values()))),
    }
)


def _server(number: int, tools: list[dict[str, object]]) -> ServerSummary:
    slug = f"s{number}"
    rows = [
        ToolSummary(server=slug, name=f"t{place}", slug=f"t{place:02}", **words) for place, words in enumerate(tools)
    ]
    return ServerSummary(slug, f"S {number}", None, None, None, None, None, None, tools=Tools.of(rows))


SERVERS = st.lists(st.lists(_WORDS, max_size=6), max_size=5).map(
    lambda drawn: [_server(number, tools) for number, tools in enumerate(drawn)]
)


def catalog_of(servers: list[ServerSummary], **fields) -> Catalog:
    """Of copies of which nothing is open."""
    unopened = [each._replace(tools=Tools(*each.tools.packed)) for each in servers]
    return gather(fields.pop("vocabulary", VOCABULARY), unopened, **fields)


def opened(catalog: Catalog) -> list[str]:
    """Slugs of the servers whose rows somebody opened."""
    return [each.slug for each in catalog.servers if each.tools._heads is not None]
