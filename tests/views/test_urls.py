"""Every address is composed in one place, from slugs, and leads out of the site only where the publisher said so."""

import pytest

from generator.model.server import Package
from generator.model.site import Contact
from generator.views import urls
from tests.support.builders import make_site


def test_a_list_continues_on_pages_named_by_a_server():
    assert urls.list_path(urls.TOOLS, "github") == "tools/page/github/"
    assert urls.list_path(urls.risk_path("low"), "github_2") == "risk/low/page/github_2/"


def test_an_edit_link_opens_the_file_at_the_line():
    site = make_site(source_url="https://code.example/o/r/blob/main/catalog/")
    assert urls.edit_url(site, "servers/github.yaml", 42) == (
        "https://code.example/o/r/blob/main/catalog/servers/github.yaml#L42"
    )


def test_without_a_source_there_is_no_edit_link():
    assert urls.edit_url(make_site(source_url=None), "servers/github.yaml", 42) is None


@pytest.mark.parametrize(
    ("issues", "expected"),
    [
        ("https://github.com/o/r/issues/new", "https://github.com/o/r/issues/new?title=a%2Fb%20c"),
        ("https://gitlab.com/o/r/-/issues/new", "https://gitlab.com/o/r/-/issues/new?issue%5Btitle%5D=a%2Fb%20c"),
        ("https://bugs.example/new?area=x", "https://bugs.example/new?area=x&title=a%2Fb%20c"),
    ],
)
def test_a_report_has_its_title_filled_in(issues, expected):
    assert urls.report_url(Contact(issues=issues), "a/b c") == expected


def test_a_mail_has_its_subject_filled_in():
    assert urls.mail_url(Contact(email="a@b.example"), "x&y=z") == "mailto:a@b.example?subject=x%26y%3Dz"


@pytest.mark.parametrize(
    ("registry", "expected"),
    [
        ("pypi", "https://pypi.org/project/pkg/1.0/"),
        ("npm", "https://www.npmjs.com/package/pkg/v/1.0"),
        ("crates", "https://crates.io/crates/pkg/1.0"),
        ("nuget", "https://www.nuget.org/packages/pkg/1.0"),
        ("oci", None),
        ("none", None),
    ],
)
def test_a_package_links_to_its_own_ecosystem(registry, expected):
    assert urls.package_url(Package(registry=registry, name="pkg", version="1.0")) == expected


def test_a_package_name_cannot_leave_its_place_in_the_address():
    assert urls.package_url(Package(registry="pypi", name='x"><script>?#', version=None)) == (
        "https://pypi.org/project/x%22%3E%3Cscript%3E%3F%23/"
    )
