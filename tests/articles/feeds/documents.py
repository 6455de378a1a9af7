"""Feeds as sites write them; all people and events in them are invented."""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Kystposten &amp; sporten</title><link>{base}/</link><ttl>30</ttl>
<item><guid>a-2</guid><link>{base}/2</link><title>Fjordby henter Per Aas</title>
<description>&lt;p&gt;Per Aas er ny træner.&lt;/p&gt;</description>
<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate></item>
<item><guid>a-1</guid><link>{base}/1</link><title>Havnestad fyrer Per Aas</title>
<pubDate>Sun, 01 Mar 2026 18:30:00 GMT</pubDate></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Kysten</title><id>urn:kysten</id>
<entry><id>urn:1</id><title type="html">Aas &lt;b&gt;ude&lt;/b&gt;</title><link href="/1?utm_source=feed"/>
<published>2026-03-01T18:30:00+01:00</published>
<content type="html">&lt;p&gt;Et.&lt;/p&gt;&lt;p&gt;To.&lt;/p&gt;</content></entry>
</feed>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Kysten", "items": [
{"id": "1", "url": "https://example.org/1", "title": "Aas ude", "content_html": "<p>Et.</p>",
 "date_published": "2026-03-01T18:30:00+01:00"}]}"""

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://example.org/1</loc><news:news>
<news:publication_date>2026-03-01T18:30:00+01:00</news:publication_date>
<news:title>Aas ude</news:title></news:news></url>
<url><loc>https://example.org/om-os</loc></url></urlset>"""
