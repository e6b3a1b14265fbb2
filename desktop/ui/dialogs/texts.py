"""Long texts that more than one dialog shows."""

from PySide6.QtCore import QCoreApplication


def research_use_statement() -> str:
    """Return what the program is for and what it is not."""
    return QCoreApplication.translate(
        "Statement",
        "Research and education software. Not a medical device. Not cleared or CE-marked.\n\n"
        "Do not use for diagnosis, triage or treatment decisions.\n\n"
        "Outputs are statistics of a network trained on HAM10000.",
    )
