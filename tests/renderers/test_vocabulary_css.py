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


SHEET = (ROOT / "site_src" / "assets" / "catalog.css").read_text()
INKS = {"default": "#1c2430", "slate": "#dde2ea"}
"""Colour of text in each scheme: `--md-default-fg-color` in assets/catalog.css."""


def shades(scheme):
    """Each shade of a picture's cell: its share of the word's colour, and whether its number has the ground's colour."""
    block = re.findall(rf'\[data-md-color-scheme="{scheme}"\] \{{([^}}]*--pc-s1[^}}]*)\}}', SHEET)[0]
    shares = {int(step): int(share) / 100 for step, share in re.findall(r"--pc-s(\d): (\d+)%;", block)}
    is_light = "--pc-s4-ink: var(--md-default-bg-color);" in block
    return {**{step: (share, step == 4 and is_light) for step, share in shares.items()}, 5: (1.0, True)}


@pytest.mark.parametrize("scheme", GROUNDS)
def test_the_number_in_a_cell_is_legible_on_every_shade_of_every_word(scheme):
    ground, ink = channels(GROUNDS[scheme]), channels(INKS[scheme])
    assert f"--md-default-fg-color: {INKS[scheme]};" in SHEET
    found = shades(scheme)
    assert list(found) == [1, 2, 3, 4, 5]
    for name, colour in colours(scheme).items():
        grounds = []
        for step, (share, has_ground_colour) in found.items():
            cell = [share * mine + (1 - share) * theirs for mine, theirs in zip(channels(colour), ground, strict=True)]
            assert contrast(ground if has_ground_colour else ink, cell) >= 4.5, (name, step)
            grounds.append(contrast(cell, ground))
        assert grounds == sorted(grounds), f"{name}: a larger share stands out more"


@pytest.mark.parametrize("scheme", GROUNDS)
def test_every_word_is_legible_on_the_page_and_on_its_badge(scheme):
    ground = channels(GROUNDS[scheme])
    for name, colour in colours(scheme).items():
        text = channels(colour)
        badge = [TINT * mine + (1 - TINT) * theirs for mine, theirs in zip(text, ground, strict=True)]
        assert contrast(text, ground) >= 4.5, name
        assert contrast(text, badge) >= 4.5, name


def test_the_grounds_and_the_tint_are_those_of_the_style_sheet():
    assert f"--md-default-bg-color: {GROUNDS['slate']};" in SHEET
    assert f"color-mix(in srgb, var(--tone) {TINT:.0%}, transparent)" in SHEET


def test_every_word_has_a_class_of_its_own_in_both_schemes():
    words = set(colours("default"))
    assert words == set(colours("slate"))
    assert {"risk-low", "category-financial", "not-reviewed"} <= words
    assert all(f".{word}{{--tone:var(--catalog-{word})}}" in CSS for word in words)
