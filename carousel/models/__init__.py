from carousel.models.clubs import Club, ClubAlias
from carousel.models.coaches import Coach, CoachAlias
from carousel.models.ledger import Arrangement, ClaimSubject, Decision, Direction, StintEntry
from carousel.models.record import Basis, Rumour, RumourEvidence, Stint, StintEvidence, Vacancy

__all__ = [
    "Arrangement",
    "Basis",
    "ClaimSubject",
    "Club",
    "ClubAlias",
    "Coach",
    "CoachAlias",
    "Decision",
    "Direction",
    "Rumour",
    "RumourEvidence",
    "Stint",
    "StintEntry",
    "StintEvidence",
    "Vacancy",
]
