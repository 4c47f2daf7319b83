"""The list of a site's files as bytes says what the same list as objects does, in whatever order it is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.manifest import parsed
from generator.outputs.manifest_text import ManifestText

MANY = sorted(f"tools/server-{number // 25}/tool-{number}/index.html" for number in range(3000))
FOREIGN = "zz\t-\t0\n"


def text_of(paths, foreign=""):
    return "".join(f"{path}\t{len(path):032x}\t{len(path)}\n" for path in paths) + foreign


@given(
    st.lists(st.integers(0, 2999), max_size=300).map(sorted),
    st.lists(st.one_of(st.integers(0, 2999), st.sampled_from(["0", "tools", "tools/server-7/", "zz", "zzz", ""]))),
    st.sampled_from(["", FOREIGN]),
)
def test_every_path_is_found_or_not_whatever_was_asked_before(held, asked, foreign):
    raw = text_of([MANY[number] for number in dict.fromkeys(held)], foreign).encode()
    text, files = ManifestText(raw, (0, 0, 0)), parsed(raw, 0).files
    for each in asked:
        path = MANY[each] if isinstance(each, int) else each
        assert text.get(path) == files.get(path)


def test_the_whole_list_in_order_backwards_and_twice():
    raw = text_of(MANY).encode()
    text, files = ManifestText(raw, (0, 0, 0)), parsed(raw, 0).files
    for order in (MANY, MANY[::-1], [path for path in MANY for _ in range(2)], MANY[::97] * 2):
        assert [text[path] for path in order] == [files[path] for path in order]


names = st.sampled_from(["a", "b", "a-b", "a.b", "0", "é", "index.html"])


@given(st.sets(st.lists(names, min_size=1, max_size=4).map("/".join), min_size=1, max_size=30), st.booleans())
def test_names_in_a_folder_are_those_that_the_list_has_there(paths, has_foreign):
    files = sorted(each for each in paths if not any(other.startswith(f"{each}/") for other in paths))
    raw = "".join(f"{path}\t0\t1\n" for path in files) + ("z\t-\t0\n" if has_foreign else "")
    text = ManifestText(raw.encode(), (0, 0, 0))
    for folder in {"", *(path.rpartition("/")[0] for path in files), "a", "nowhere"}:
        inside = [
            path[len(folder) + 1 if folder else 0 :] for path in files if path.startswith(f"{folder}/") or not folder
        ]
        assert [*text.names_in(folder)] == [*dict.fromkeys(path.partition("/")[0] for path in inside)]
