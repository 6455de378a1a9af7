from carousel.models.changes import Change, ChangeCoach
from carousel.models.clubs import Club, ClubAlias
from carousel.models.coaches import Coach, CoachAlias
from carousel.models.competitions import Competition, CompetitionAlias, Participation, Season
from carousel.models.deliveries import Delivery
from carousel.models.desk import DeskKeys, DeskView, Snooze, Waiting
from carousel.models.editors import DeskMail, Opinion, Presence
from carousel.models.ledger import Arrangement, Batch, ClaimSubject, Decision, Direction, StintEntry
from carousel.models.likelihood import LikelihoodFit
from carousel.models.merges import Merge
from carousel.models.record import Basis, Rumour, RumourEvidence, Stint, StintEvidence, Vacancy
from carousel.models.reports import ErrorReport
from carousel.models.voices import RumourVoice
from carousel.models.ways_in import ApiToken, TakenFile

__all__ = [
    "ApiToken",
    "Arrangement",
    "Basis",
    "Batch",
    "Change",
    "ChangeCoach",
    "ClaimSubject",
    "Club",
    "ClubAlias",
    "Coach",
    "CoachAlias",
    "Competition",
    "CompetitionAlias",
    "Decision",
    "Delivery",
    "DeskKeys",
    "DeskMail",
    "DeskView",
    "Direction",
    "ErrorReport",
    "LikelihoodFit",
    "Merge",
    "Opinion",
    "Participation",
    "Presence",
    "Rumour",
    "RumourEvidence",
    "RumourVoice",
    "Season",
    "Snooze",
    "Stint",
    "StintEntry",
    "StintEvidence",
    "TakenFile",
    "Vacancy",
    "Waiting",
]
