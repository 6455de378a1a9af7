"""The record as a pure function of the ledger.

``ledger`` and ``facts`` are the values that go in and come out; ``compute`` goes
from the one to the other. Nothing here imports Django, opens a file or reads a clock.
"""
