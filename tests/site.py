"""A site on this machine that behaves as the test tells it to."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Site:
    """A real server: `answer(path, …)` says what it sends; `asked` lists what it was sent."""

    def __init__(self):
        self.answers, self.asked = {}, []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    site.answers[self.path](self)
                self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path="/"):
        return f"http://127.0.0.1:{self.port}{path}"

    def answer(self, path, body=b"<p>ok</p>", *, status=200, kind="text/html", **headers):
        def send(handler):
            handler.send_response(status)
            given = {"Content-Type": kind, "Content-Length": str(len(body))}
            given |= {name.replace("_", "-"): value for name, value in headers.items()}
            for name, value in given.items():
                if value is not None:
                    handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = send
        return self.url(path)

    def behave(self, path, action):
        """The action gets the handler and may do with the connection as it likes."""
        self.answers[path] = action
        return self.url(path)


@pytest.fixture
def site(settings):
    settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    started = Site()
    yield started
    started.server.shutdown()
    started.server.server_close()
