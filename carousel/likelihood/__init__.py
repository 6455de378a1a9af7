"""How likely it is that a coach gets, or loses, a post that is talked of.

Pure: facts of the record and counts in, parts that add up to the number out. It imports no
Django, opens no file and reads no clock. ``truth`` says what counts as right, ``history``
counts it, ``cases`` gathers what is known of one candidacy on a day, ``parts`` weighs it,
``boards`` sets the candidates of a seat against each other, ``movement`` says how far each has
moved of late, ``fitting`` learns the weights from what became of earlier rumours, ``scoring``
says how well the numbers hold, and ``simulator`` invents seasons in which the truth is known.
docs/decisions/0011-likelihood.md has the reasons.
"""
