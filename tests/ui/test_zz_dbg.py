from tests.ui.test_lesion_page import *
from tests.ui.conftest import *
from PySide6.QtWidgets import QApplication
from PySide6.QtGui import QShortcut, QAction
def test_dbg(clinic, place, page):
    print("active", QApplication.activeWindow(), "focus", QApplication.focusWidget(), page.strip.hasFocus(), page.strip.currentIndex().row(), page.strip.isVisible())
    QTest.keyClick(page.strip, Qt.Key.Key_Return)
    print("after", place.currentWidget(), QApplication.focusWidget())
    for s in clinic.window.findChildren(QShortcut): print(s.key().toString(), s.parent(), s.context(), s.isEnabled())
    assert 0
