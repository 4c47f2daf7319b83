"""The contact settings into what the foot of a page offers: a form, other ways, or an honest sentence.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import NamedTuple

from generator.model.site import Site
from generator.views import urls


class ContactView(NamedTuple):
    """What a reader can do with a question about the page."""

    endpoint: str | None
    """Where the form is posted; None: no form is shown."""
    page: str
    """Path of the page, sent along with the message."""
    issue: str | None
    """Address of a new issue."""
    mail: str | None
    """`mailto:` address."""

    @property
    def is_reachable(self) -> bool:
        """Whether the publisher set any way at all."""
        return bool(self.endpoint or self.issue or self.mail)


def contact_view(site: Site, path: str, about: str) -> ContactView:
    """The ways to reach the publisher about the page at `path`, called `about` in a subject line."""
    return ContactView(
        endpoint=site.contact.endpoint,
        page=path,
        issue=urls.report_url(site.contact, about),
        mail=urls.mail_url(site.contact, about),
    )
