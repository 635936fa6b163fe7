"""Discretion (裁量): tables by region and day, circumstances, several breaches, transfer; it never decides."""

from procedures.discretion.breaches import Breach, breaches, time_barred, who_of
from procedures.discretion.entries import Discretion, Profile, Row, Table
from procedures.discretion.factors import Factor, NoPenalty, factors, no_penalty_grounds
from procedures.discretion.grading import Departure, Graded, departures, graded_rows
from procedures.discretion.judging import Bounds, Judged, bounds_of, judged_fines, same_act_of
from procedures.discretion.sheet import Part, Sheet, discretion_sheet
from procedures.discretion.told import HandRange, hand_range, told_value
from procedures.discretion.transfer import TransferQuestion, transfer_question

__all__ = [
    "Bounds",
    "Breach",
    "Departure",
    "Discretion",
    "Factor",
    "Graded",
    "HandRange",
    "Judged",
    "NoPenalty",
    "Part",
    "Profile",
    "Row",
    "Sheet",
    "Table",
    "TransferQuestion",
    "bounds_of",
    "breaches",
    "departures",
    "discretion_sheet",
    "factors",
    "graded_rows",
    "hand_range",
    "judged_fines",
    "no_penalty_grounds",
    "same_act_of",
    "time_barred",
    "told_value",
    "transfer_question",
    "who_of",
]
