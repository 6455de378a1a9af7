"""A site on this machine that behaves as the test tells it to."""

import contextlib
import socket
import ssl
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Site:
    """A real server: `answer(path, …)` says what it sends; `asked` lists requests, `done` those answered."""

    def __init__(self):
        self.answers, self.asked, self.done = {}, [], []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    site.answers[self.path](self)
                    site.done.append(self.path)
                self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port, self.scheme, self.name = self.server.server_port, "http", "127.0.0.1"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path="/"):
        return f"{self.scheme}://{self.name}:{self.port}{path}"

    def secure(self, name, certificate, key):
        """From now on it speaks https, as the site of that name, with the certificate given."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.scheme, self.name = "https", name
        self.server.socket = context.wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False
        )

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


@contextlib.contextmanager
def running(site):
    """The site until the block ends."""
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()


# ------------------------------------------------ what sites do with a connection

PAGE_BEGINS = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def trickle(handler):
    handler.wfile.write(PAGE_BEGINS)
    for _byte in range(3000):
        handler.wfile.write(b"x")
        time.sleep(0.1)


def trickle_headers(handler):
    for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 3000:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.1)


def fall_silent(handler):
    handler.wfile.write(PAGE_BEGINS + b"<p>And then")
    time.sleep(300)


def never_answer(handler):
    time.sleep(300)


def never_end(handler):
    handler.wfile.write(PAGE_BEGINS)
    while True:
        handler.wfile.write(b"x" * 2**20)


def hang_up(handler):
    """The connection is reset in the middle of the body."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>Half")
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def talk_nonsense(handler):
    handler.wfile.write(b"\x00\x01\x02 this is not the language of the web\r\n\r\n")


@pytest.fixture
def site(settings):
    settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with running(Site()) as started:
        yield started
