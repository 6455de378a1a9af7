"""Serves the sample site to this machine alone, with the manners of a good site: validators, robots.txt."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from carousel.samples.site import pages
from carousel.samples.site.papers import PAPERS, published

HOST = "127.0.0.1"
HTML = "text/html; charset=utf-8"


class SampleSite(ThreadingHTTPServer):
    """``now`` tells the time: an article is there from its moment on."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, *, began: datetime, every: timedelta, now: Callable[[], datetime]) -> None:
        super().__init__((HOST, port), _Handler)
        self.began, self.every, self.now = began, every, now

    @property
    def base(self) -> str:
        return f"http://{HOST}:{self.server_port}"

    def page(self, path: str) -> tuple[str, str] | None:
        """The kind and the text of a page, or nothing where there is none yet."""
        at = self.now()
        there = [(paper, published(paper, began=self.began, every=self.every, at=at)) for paper in PAPERS]
        if path == "/robots.txt":
            return "text/plain; charset=utf-8", pages.ROBOTS
        if path == "/":
            return HTML, pages.front(there)
        for paper, pieces in there:
            if path == paper.path:
                return f"{pages.kind(paper)}; charset=utf-8", pages.feed(paper, pieces, self.base)
            for piece in pieces:
                if path == piece.path:
                    return HTML, pages.article(paper, piece)
        return None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    server: SampleSite

    def do_GET(self) -> None:
        found = self.server.page(self.path.partition("?")[0])
        if found is None:
            self._send(404, HTML, "<!doctype html><title>Not here</title><p>There is no such page.</p>\n")
            return
        kind, text = found
        etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'
        if self.headers.get("If-None-Match") == etag:
            self._send(304, kind, "", etag)
        else:
            self._send(200, kind, text, etag)

    def _send(self, status: int, kind: str, text: str, etag: str = "") -> None:
        body = text.encode()
        self.send_response(status)
        if etag:
            self.send_header("ETag", etag)
        if status != 304:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
