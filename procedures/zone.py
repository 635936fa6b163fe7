"""Chinese time: legal days never move with the zone a computer is set to."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "中国标准时间")


def local_day(moment: datetime) -> date:
    """The day in China at an aware instant."""
    return moment.astimezone(CHINA).date()
