"""What is special to the general procedure (普通程序): when a case has taken it, what ends it, what its steps ask.

The step table is `resources/law/national/general.toml`; its predicates stand here, one module for each part of a case.
"""

from procedures.general import execution, investigation, notice
from procedures.general.endings import ending_of, takes_general

SECTION = "general"

__all__ = ["SECTION", "ending_of", "execution", "investigation", "notice", "takes_general"]
