"""What stands beside a setting that the practice's IT has fixed."""

from PySide6.QtCore import QCoreApplication


def fixed_text() -> str:
    """Say that it cannot be changed here, and who can."""
    return QCoreApplication.translate("FixedSetting", "Fixed by your practice's IT.")
