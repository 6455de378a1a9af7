"""An authority that vouches for sites of tests: with `openssl`, for whatever time a test asks."""

import shutil
import ssl
import subprocess

import pytest

CONFIG = """
[ca]
default_ca = house
[house]
database = index
new_certs_dir = .
serial = serial
certificate = authority.pem
private_key = authority.key
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
"""


class Authority:
    def __init__(self, folder):
        self.folder = folder
        for name, text in (("config", CONFIG), ("index", ""), ("serial", "01")):
            (folder / name).write_text(text)
        self._openssl("req", "-x509", *self._key("authority"), "-subj", "/CN=Authority", "-out", self.path)

    @property
    def path(self):
        return str(self.folder / "authority.pem")

    def certificate(self, name, begins="20200101000000Z", ends="20491231000000Z"):
        """The files of a certificate for the site of that name and of its key."""
        asked = ("-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-out", "asked")
        self._openssl("req", "-new", *self._key("site"), *asked)
        times = ("-startdate", begins, "-enddate", ends)
        self._openssl(
            "ca", "-batch", "-notext", "-config", "config", *times, "-in", "asked", "-out", "site.pem"
        )
        return str(self.folder / "site.pem"), str(self.folder / "site.key")

    def trust(self):
        """What trusts this authority and no other."""
        return ssl.create_default_context(cafile=self.path)

    def _key(self, name):
        kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        return (*kind, "-keyout", f"{name}.key")

    def _openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    if shutil.which("openssl") is None:
        pytest.skip("certificates are made with openssl")
    return Authority(tmp_path_factory.mktemp("authority"))
