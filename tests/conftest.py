"""What all tests share: Qt draws offscreen, and a Qt warning fails the test in which it is given."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The offscreen platform says this of fixed sizes, popups and the like; it concerns no user.
HARMLESS = "This plugin does not support"


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest-qt pass over what only the offscreen platform says."""
    if config.pluginmanager.hasplugin("pytest-qt"):
        config.addinivalue_line("qt_log_ignore", HARMLESS)
