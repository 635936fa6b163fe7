"""The names under which the pages of a case keep what is typed; light, for places that only tell drafts apart."""

ACT, PLAN, PAPER = "act/", "plan/", "paper/"
FILING = "filing/"
