"""The tables, by noun. Invariants and small predicates only; no queries, no commits."""

from readify.db import Base
from readify.models.audit import AuditEntry
from readify.models.book import Book
from readify.models.calendar import ClassCalendar
from readify.models.campaign import OWN, CampaignDates, LibraryCampaign, LibraryCampaignDays, OwnCampaign
from readify.models.challenge import BingoCard, BingoTask, ReadingPlan
from readify.models.class_life import (
    ChallengeItem,
    ChallengeKind,
    ClassChallenge,
    ClassWays,
    ReadingTime,
    TickedBy,
    ValleyPair,
)
from readify.models.community import CommunityGoal, CommunityScope, SchoolLibrary
from readify.models.contest import Contest, ContestRound, ContestSchool, ContestSession, Criterion
from readify.models.contest_hall import AudienceCode, Clap, ContestEvent
from readify.models.contest_kinds import (
    Answer,
    BookRule,
    ContestState,
    Deciding,
    EntryRule,
    Level,
    SessionState,
)
from readify.models.contest_people import TAKES_PART, Entrant, EntrantState, Juror
from readify.models.contest_scores import Ballot, Decision, Outcome, Scorecard, ScoreTouch, SessionResult
from readify.models.desk import DeskAction, DeskKind
from readify.models.ledger import EntryKind, LedgerEntry, Receipt
from readify.models.library import Branch, Library, LibraryStaff, LibraryStory
from readify.models.lookup import BookLookup, LookupState
from readify.models.passport import (
    ParentMail,
    Passport,
    PassportKey,
    PassportOrigin,
    PassportStamp,
    Team,
    TeamMember,
)
from readify.models.people import (
    Account,
    Card,
    PasswordReset,
    Reader,
    Role,
    SignIn,
    SignInKind,
)
from readify.models.progress import Award, Goal, GoalScope, GoalShare, Mark, ReaderDay, ReaderTally
from readify.models.school import Band, Classroom, ClassroomTeacher, Pause, School, SchoolHolidayDates, Terms
from readify.models.shelf import BookTip, ReaderBook, ShelfState
from readify.models.staff import (
    LinkedIdentity,
    Passkey,
    PasskeyChallenge,
    SchoolAdministrator,
    SubstituteCode,
)
from readify.models.teaching import BookPick, ClassReading, Praise, PupilNote, ShownSentences, WeekStep
from readify.models.thanks import Draw, DrawTicket, HandOut
from readify.models.trail import GuestClaim, Scan, Spot, Trail, TrailLibrary, TrailStage

__all__ = [
    "OWN",
    "TAKES_PART",
    "Account",
    "Answer",
    "AudienceCode",
    "AuditEntry",
    "Award",
    "Ballot",
    "Band",
    "Base",
    "BingoCard",
    "BingoTask",
    "Book",
    "BookLookup",
    "BookPick",
    "BookRule",
    "BookTip",
    "Branch",
    "CampaignDates",
    "Card",
    "ChallengeItem",
    "ChallengeKind",
    "Clap",
    "ClassCalendar",
    "ClassChallenge",
    "ClassReading",
    "ClassWays",
    "Classroom",
    "ClassroomTeacher",
    "CommunityGoal",
    "CommunityScope",
    "Contest",
    "ContestEvent",
    "ContestRound",
    "ContestSchool",
    "ContestSession",
    "ContestState",
    "Criterion",
    "Deciding",
    "Decision",
    "DeskAction",
    "DeskKind",
    "Draw",
    "DrawTicket",
    "Entrant",
    "EntrantState",
    "EntryKind",
    "EntryRule",
    "Goal",
    "GoalScope",
    "GoalShare",
    "GuestClaim",
    "HandOut",
    "Juror",
    "LedgerEntry",
    "Level",
    "Library",
    "LibraryCampaign",
    "LibraryCampaignDays",
    "LibraryStaff",
    "LibraryStory",
    "LinkedIdentity",
    "LookupState",
    "Mark",
    "Outcome",
    "OwnCampaign",
    "ParentMail",
    "Passkey",
    "PasskeyChallenge",
    "Passport",
    "PassportKey",
    "PassportOrigin",
    "PassportStamp",
    "PasswordReset",
    "Pause",
    "Praise",
    "PupilNote",
    "Reader",
    "ReaderBook",
    "ReaderDay",
    "ReaderTally",
    "ReadingPlan",
    "ReadingTime",
    "Receipt",
    "Role",
    "Scan",
    "School",
    "SchoolAdministrator",
    "SchoolHolidayDates",
    "SchoolLibrary",
    "ScoreTouch",
    "Scorecard",
    "SessionResult",
    "SessionState",
    "ShelfState",
    "ShownSentences",
    "SignIn",
    "SignInKind",
    "Spot",
    "SubstituteCode",
    "Team",
    "TeamMember",
    "Terms",
    "TickedBy",
    "Trail",
    "TrailLibrary",
    "TrailStage",
    "ValleyPair",
    "WeekStep",
]
