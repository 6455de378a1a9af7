"""`make bench`: a few figures of this machine, in one table. Reads the record, changes nothing.

With `--reading` only the rows of the reading, which need no record; with `--peer` spaCy is first
installed into an environment of its own, to stand beside it.

Client and server share the cores, and so do the built-in PostgreSQL and everything else that runs:
the figures are for comparing one state of the code with the next on the same quiet machine.
"""

import argparse
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
LINE = "{what:<48}{figure:>10}  {unit:<12}{note}"


def options_of():
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument(
        "--reading", action="store_true", help="only the reading of articles; needs no record"
    )
    parser.add_argument(
        "--taking-in", type=int, metavar="N", help="only N articles taken in, in a database of their own"
    )
    parser.add_argument("--peer", action="store_true", help="install spaCy into .venv-bench first")
    return parser.parse_args()


def show(rows):
    for row in rows:
        figure = f"{row.figure:,.{1 if row.figure >= 10 else 2}f}" if row.unit else "-"
        print(LINE.format(what=row.what, figure=figure, unit=row.unit, note=row.note), flush=True)


def main(options):
    if options.peer:
        reading.install_peer()
    print(LINE.format(what="what", figure="figure", unit="unit", note="p50 / p99, or what it is made of"))
    if options.taking_in:
        return articles_taken_in(options.taking_in)
    show(reading.all_of_them())
    if not options.reading:
        of_the_site()


def articles_taken_in(number):
    import django

    django.setup()
    from bench import taking_in

    show(taking_in.all_of_them(number))


def of_the_site():
    import django

    django.setup()
    from django.core.management import call_command

    from bench import intake, measures

    if not measures.there_is_a_record():
        sys.exit("There is no record to measure yet: `make run` once, then again `make bench`.")
    # A page without its collected files is an error page, and fast for the wrong reason.
    call_command("prepare", "--files")
    show(measures.all_of_them())
    show(intake.all_of_them())


if __name__ == "__main__":
    from bench import reading
    from config.embedded import EmbeddedError, Hold, Server
    from config.environment import database_is_embedded

    options, held = options_of(), None
    try:
        if database_is_embedded() and not options.reading:
            held = Hold(Server()).take()
        main(options)
    except EmbeddedError as refused:
        sys.exit(str(refused))
    finally:
        if held:
            held.let_go()
