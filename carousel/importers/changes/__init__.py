"""Tables of managerial changes as encyclopaedias print them: seven columns, one line a change.

``dates``, ``people`` and ``manners`` read one cell each, ``seasons`` the heading, ``parsing`` the
file; ``knowing`` finds the clubs and coaches meant, ``entering`` writes the ledger. Every line is
read right or refused with its reason.
"""
