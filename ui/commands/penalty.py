"""`app.py penalty OFFENCE_ID [FACT=VALUE ...]`: the lawful range of a fine on the facts, as JSON."""

import argparse
import sys

from procedures.answer import write_json
from procedures.catalogue import shipped_catalogue
from procedures.penalties import penalty, read_facts, same_act
from procedures.penalties.output import as_json, same_act_as_json
from ui.clock import today
from ui.commands.running import DONE, CallError, progress


def run(asked: argparse.Namespace) -> int:
    """One range, or with `--same-act` the comparison of two or more; exit status 3 where the catalogue can't say."""
    told = [*asked.given, *(asked.same_act or ())]
    ids = [each for each in told if "=" not in each]
    together = asked.same_act is not None
    facts, problems = read_facts([each for each in told if "=" in each], today())
    catalogue = shipped_catalogue()
    wrong = [f"没有编号为“{each}”的案由，编号见案由库" for each in ids if catalogue.offence(each) is None]
    wrong += [*_count(ids, together), *(f"{each}；{each.remedy}" for each in problems)]
    if wrong:
        raise CallError(wrong)
    found = (
        same_act_as_json(same_act(catalogue, ids, facts)) if together else as_json(penalty(catalogue, ids[0], facts))
    )
    progress(f"案由库所据文本截至{catalogue.texts_as_of}，行为日在其后的先核对条文此后有没有修改")
    sys.stdout.write(write_json(found) + "\n")
    return DONE


def _count(ids: list[str], together: bool) -> list[str]:
    if len(set(ids)) < len(ids):
        return ["同一案由写了两次"]
    if together:
        return [] if len(ids) > 1 else ["--same-act 比较同一行为所违反的两个以上案由，再写一个案由编号"]
    return [] if len(ids) == 1 else ["写一个案由编号；同一行为违反两条以上的加 --same-act"]
