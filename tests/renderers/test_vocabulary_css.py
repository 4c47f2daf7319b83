"""Every word of the vocabulary has its colour in both schemes, legible on the page and on its own tint."""

import re

import pytest

from generator.renderers.vocabulary_css import vocabulary_css
from tests.support.builders import ROOT, make_vocabulary

CSS = vocabulary_css(make_vocabulary())
GROUNDS = {"default": "#ffffff", "slate": "#14181f"}
TINT = 0.07
"""Share of its own colour in a badge's ground: `.tag` in assets/catalog.css."""


def colours(scheme):
    block = re.search(rf"\[data-md-color-scheme={scheme}\]\{{(.*?)\}}", CSS, re.DOTALL)
    return dict(re.findall(r"--catalog-([a-z-]+):(#[0-9a-f]{6});", block[1]))


def channels(colour):
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def luminance(values):
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", GROUNDS)
def test_every_word_is_legible_on_the_page_and_on_its_badge(scheme):
    ground = channels(GROUNDS[scheme])
    for name, colour in colours(scheme).items():
        text = channels(colour)
        badge = [TINT * mine + (1 - TINT) * theirs for mine, theirs in zip(text, ground, strict=True)]
        assert contrast(text, ground) >= 4.5, name
        assert contrast(text, badge) >= 4.5, name


def test_the_grounds_and_the_tint_are_those_of_the_style_sheet():
    sheet = (ROOT / "site_src" / "assets" / "catalog.css").read_text()
    assert f"--md-default-bg-color: {GROUNDS['slate']};" in sheet
    assert f"color-mix(in srgb, var(--tone) {TINT:.0%}, transparent)" in sheet


def test_every_word_has_a_class_of_its_own_in_both_schemes():
    words = set(colours("default"))
    assert words == set(colours("slate"))
    assert {"risk-low", "category-financial", "not-reviewed"} <= words
    assert all(f".{word}{{--tone:var(--catalog-{word})}}" in CSS for word in words)
