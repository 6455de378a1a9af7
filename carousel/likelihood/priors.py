"""The numbers that stand until the record knows better; docs/decisions/0011 has their reasons."""

from __future__ import annotations

# Of a hundred rumours that have come so far, how many end with the post got (or lost).
GETS_THE_POST = {
    "linked": 0.05,
    "candidate": 0.12,
    "favourite": 0.28,
    "talks": 0.38,
    "agreed": 0.75,
    "imminent": 0.85,
    "pressure": 0.25,
    "expected": 0.70,
}
# Of a hundred reports at a stage, how many are right about it, whoever gets the post.
IS_TRUE = {
    "linked": 0.50,
    "candidate": 0.50,
    "favourite": 0.50,
    "talks": 0.55,
    "agreed": 0.70,
    "imminent": 0.80,
    "pressure": 0.50,
    "expected": 0.70,
}
# A prior counts as much as so many rumours that have been resolved.
WORTH_OF_PRIOR = 20
# From so many resolved rumours on, the weights are fitted to what became of them.
ENOUGH = 100

# What one unit of each part moves the odds by, as a logarithm. "level" moves all rumours alike.
WEIGHTS = {
    "level": 0.0,
    "stage": 1.0,
    "sources": 0.8,
    "outlets": 0.7,
    "seat": 0.5,
    "denials": 0.8,
    "age": 1.0,
}
# A weight strays from these as if so many rumours had spoken for them.
WORTH_OF_WEIGHTS = 8.0

# A denial weighs half as much after so many days; after a hundred and twenty it is forgotten.
DENIAL_HALF_LIFE = 30
DENIALS_KEPT = 120
MOST_DENIALS = 2
