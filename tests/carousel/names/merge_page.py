"""The page on which two records are merged, as an editor uses it: look, then confirm what was shown."""

import re


def token_on(client, address, into):
    page = client.get(address, {"into": into}).content.decode()
    return re.search(r'name="seen_merge" value="([^"]+)"', page)[1]


def merged(client, kind, gone, kept, **more):
    """The answer to the confirmation of what the page of the two shows."""
    address = f"/desk/names/{kind}/{gone.slug}/merge/"
    said = {"into": kept.slug, "seen_merge": token_on(client, address, kept.slug), **more}
    return client.post(address, said)
