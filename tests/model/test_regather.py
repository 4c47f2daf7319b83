"""Rows put into a catalog one edit after the other give the catalog of all rows at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.catalog import gather
from generator.model.regather import regather
from generator.model.rows import ServerSummary, Tools, ToolSummary
from tests.support.builders import make_vocabulary

NAMES = st.sampled_from(["a", "b", "c"])
VOCABULARY = make_vocabulary()


def row(slug: str, name: str, publisher: str | None, tools: list[str]) -> ServerSummary:
    return ServerSummary(
        slug=slug,
        name=name,
        summary=None,
        publisher=publisher,
        package=None,
        package_registry=None,
        version=None,
        captured=None,
        tools=Tools.of(
            ToolSummary(
                server=slug,
                name=tool,
                slug=f"{tool}-{number}",
                category=None,
                risk=None,
                effect="deny",
                status="verified",
                summary=None,
                parameter_count=None,
                required_count=None,
                tokens=None,
            )
            for number, tool in enumerate(tools)
        ),
    )


ROWS = st.lists(
    st.builds(row, st.sampled_from("vwxyz"), NAMES, st.none() | NAMES, st.lists(NAMES, max_size=4)),
    max_size=5,
    unique_by=lambda each: each.slug,
)


@given(ROWS, st.lists(st.tuples(ROWS, st.sets(st.sampled_from("vwxyz"))), max_size=4))
def test_edits_one_after_the_other_give_the_catalog_of_all_rows(first, edits):
    catalog = gather(VOCABULARY, first)
    rows = {each.slug: each for each in first}
    for changed, removed in edits:
        gone = {slug for slug in removed if slug in rows and slug not in {each.slug for each in changed}}
        rows = {slug: each for slug, each in rows.items() if slug not in gone} | {each.slug: each for each in changed}
        catalog = regather(catalog, changed, gone)
        assert catalog == gather(VOCABULARY, list(rows.values()))
