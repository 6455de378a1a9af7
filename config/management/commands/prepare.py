import errno
import hashlib
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from config import queue


class Command(BaseCommand):
    help = "Bring database, queue, reference data, translations and static files up to date; repeat at will."

    def add_arguments(self, parser):
        parser.add_argument("--no-samples", action="store_true", help="do not load the sample articles")
        parser.add_argument(
            "--files", action="store_true", help="only translations and static files, no database"
        )

        parser.add_argument(
            "--greeting", type=Path, help="make the first accounts; how to sign in goes to this file"
        )

    def handle(self, *args, no_samples, files, greeting, **options):
        try:
            self.prepare_files()
            if not files:
                self.prepare_database(with_samples=not no_samples)
            if greeting:
                with open(greeting, "w") as said:
                    call_command("sign_in", stdout=said)
        except (OSError, DatabaseError) as failure:
            if not is_full_disk(failure):
                raise
            raise CommandError("The disk is full.", returncode=errno.ENOSPC) from None

    def prepare_files(self):
        call_command("compile_catalogues", stdout=self.stdout)
        collect_static()

    def prepare_database(self, *, with_samples):
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        if queue.is_in_database():
            queue.install(connection)
        # The rules of the record may be newer than its rows.
        call_command("rebuild", stdout=self.stdout)
        self.stdout.write(f"Reference data: {last_line_of('load_reference')}")
        if with_samples:
            call_command("load_samples", stdout=self.stdout)


def is_full_disk(failure):
    return getattr(failure, "errno", None) == errno.ENOSPC or "No space left on device" in str(failure)


def last_line_of(command):
    """The command has run; the sum that it ends with, without the thousand rows before."""
    said = StringIO()
    call_command(command, stdout=said)
    return (said.getvalue().strip().splitlines() or [""])[-1]


def collect_static():
    """The hashed files are there; skipped when nothing changed, because compressing takes seconds."""
    stamp = settings.STATIC_ROOT / ".sources"
    state = state_of_sources()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)


def state_of_sources():
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = storage.get_modified_time(path).timestamp(), storage.size(path)
            digest.update(f"{path}\0{found}\n".encode())
    return digest.hexdigest()
