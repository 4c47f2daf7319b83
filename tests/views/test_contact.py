"""The foot of a page offers exactly the ways its publisher set."""

from generator.model.site import Contact
from generator.views.tool import tool_pages
from tests.support.builders import make_context, make_judged, make_site
from tests.support.pages import body_of, links_of, text_of


def foot(**contact):
    judged = make_judged()
    site = make_site(contact=Contact(**contact))
    body = body_of(next(tool_pages(judged, make_context(judged, site=site))))
    return body[
        body.index('<details class="contact">') : body.index("</details>", body.index('<details class="contact">'))
    ]


def test_an_endpoint_is_a_form_that_posts_without_script():
    form = foot(endpoint="https://forms.example/send")
    assert 'method="post" action="https://forms.example/send"' in form
    for field in ('name="page" value="tools/github/create-issue/"', 'name="message"', 'type="email" name="email"'):
        assert field in form


def test_the_texts_of_its_states_are_not_in_the_page():
    form = foot(endpoint="https://forms.example/send")
    assert "Message sent" not in form
    assert "get back to you" not in form


def test_without_an_endpoint_there_are_links_and_no_form():
    shown = foot(issues="https://github.com/o/r/issues/new", email="a@b.example")
    assert "<form" not in shown
    assert links_of(shown) == [
        "https://github.com/o/r/issues/new?title=github%2Fcreate_issue",
        "mailto:a@b.example?subject=github%2Fcreate_issue",
    ]
    assert "You can open an issue or write a mail about this page." in text_of(shown)


def test_nothing_set_is_said_honestly():
    assert "has set no way to be reached" in text_of(foot())
