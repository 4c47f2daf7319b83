"""Whether a title is used already is known without the titles of all pages."""

from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.titles import Titles

SOME = st.lists(st.text(max_size=2), unique=True, max_size=6)


@given(SOME, SOME, SOME)
def test_a_change_is_told_to_be_sound_when_each_title_is_used_once_after_it(before, gone, come):
    titles = Titles(Titles.of(before).packed)
    left = [title for title in before if title not in gone]
    is_sound = titles.change([title for title in gone if title in before], come)
    assert is_sound == (not set(left) & set(come))
    if is_sound:
        assert titles.packed == Titles.of([*left, *come]).packed


def test_a_title_that_two_new_pages_have_is_seen():
    assert not Titles.of(["a"]).change([], ["b", "b"])
