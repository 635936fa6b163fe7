"""What storage can refuse or fail at, in words an officer can act on."""


class StorageError(Exception):
    """A file or database that can't be used: which one, why, what to do next. Nothing has been stored."""

    def __init__(self, file: str, reason: str, remedy: str) -> None:
        super().__init__(f"{file}：{reason}。{remedy}")
        self.file, self.reason, self.remedy = file, reason, remedy


class StaleError(Exception):
    """The stream has moved on since it was read; nothing has been stored."""

    def __init__(self, stream: str, seen: int, current: int) -> None:
        super().__init__(
            f"本案已有新的记载（打开时到第 {seen} 条，现在到第 {current} 条），刚才的操作没有保存。"
            "请先刷新，核对后再保存。"
        )
        self.stream, self.seen, self.current = stream, seen, current
