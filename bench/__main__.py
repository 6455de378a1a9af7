"""`make bench`: a few figures of this machine, in one table. Reads the record, changes nothing.

Client and server share the cores, and so do the built-in PostgreSQL and everything else that runs:
the figures are for comparing one state of the code with the next on the same quiet machine.
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main():
    import django

    django.setup()
    from django.core.management import call_command

    from bench import measures

    if not measures.there_is_a_record():
        sys.exit("There is no record to measure yet: `make run` once, then again `make bench`.")
    # A page without its collected files is an error page, and fast for the wrong reason.
    call_command("prepare", "--files")
    print(f"{'what':<44}{'figure':>12}  {'unit':<12}p50 / p99")
    for row in measures.all_of_them():
        print(f"{row.what:<44}{row.figure:>12,.1f}  {row.unit:<12}{row.latency}", flush=True)


if __name__ == "__main__":
    from config.embedded import EmbeddedError, Hold, Server
    from config.environment import database_is_embedded

    held = None
    try:
        held = Hold(Server()).take() if database_is_embedded() else None
        main()
    except EmbeddedError as refused:
        sys.exit(str(refused))
    finally:
        if held:
            held.let_go()
