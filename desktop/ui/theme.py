"""Colours and style: light or dark, as the user or the system says."""

from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.core.locations import resources_dir

_MIDDLE_LIGHTNESS = 128

GRID_PX = 8
"""Every distance is a multiple or a half of this."""


@dataclass(frozen=True)
class Colours:
    """A theme's colours as ``#rrggbb``. Text on its ground has a contrast of at least 4.5 to 1 (WCAG 2.2, AA).

    ``accent`` is the one colour that is not grey; ``notice`` is the ground of messages in the page; ``warning`` marks
    what was typed wrong, always beside words that say so.
    """

    window: str
    base: str
    alternate: str
    text: str
    secondary: str
    disabled: str
    button: str
    hover: str
    pressed: str
    border: str
    strong_border: str
    accent: str
    accent_hover: str
    on_accent: str
    notice: str
    notice_border: str
    warning: str


LIGHT = Colours(
    window="#f3f4f4",
    base="#ffffff",
    alternate="#e9ebeb",
    text="#1a1e1f",
    secondary="#555d5e",
    disabled="#8d9495",
    button="#ffffff",
    hover="#eaeeee",
    pressed="#dde2e2",
    border="#d0d5d5",
    strong_border="#848c8d",
    accent="#0b6e6e",
    accent_hover="#095c5c",
    on_accent="#ffffff",
    notice="#e2f0ef",
    notice_border="#8fbdbb",
    warning="#a5301f",
)
DARK = Colours(
    window="#1f2324",
    base="#171a1b",
    alternate="#262b2c",
    text="#e8ebeb",
    secondary="#a7afb0",
    disabled="#6f7778",
    button="#2b3132",
    hover="#343b3c",
    pressed="#3e4647",
    border="#3a4142",
    strong_border="#7d8687",
    accent="#4fc3bd",
    accent_hover="#6fd3cd",
    on_accent="#08201f",
    notice="#1d3837",
    notice_border="#3a6a68",
    warning="#f0917f",
)


class Theme(QObject):
    """Dresses the application; follows the system from light to dark and back unless one is preferred."""

    changed = Signal()
    """The colours are others now; whoever holds pictures in the old ones makes them anew."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._sheet = (resources_dir() / "styles" / "lentigo.qss").read_text(encoding="utf-8")
        self._colours: Colours | None = None
        application.setStyle("Fusion")
        self._preferred = Qt.ColorScheme.Unknown
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self.use(hints.colorScheme())

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return self._colours or LIGHT

    def prefer(self, name: str) -> None:
        """Be ``light`` or ``dark`` whatever the system says, or (``system``) as it says."""
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        preferred = schemes.get(name, Qt.ColorScheme.Unknown)
        if preferred is self._preferred:
            return
        self._preferred = preferred
        hints = self._application.styleHints()
        hints.setColorScheme(preferred)  # For the frame and the dialogs, which are the system's.
        self._follow(hints.colorScheme())

    def _follow(self, of_system: Qt.ColorScheme) -> None:
        self.use(of_system if self._preferred is Qt.ColorScheme.Unknown else self._preferred)

    def use(self, scheme: Qt.ColorScheme) -> None:
        """Take the colours of a scheme; an unknown one counts as light."""
        colours = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        if colours == self._colours:
            return
        self._colours = colours
        self._application.setPalette(_palette(colours))
        # PySide's stubs want bytes for the class, PySide wants text.
        self._application.setPalette(_menu_palette(colours), "QMenu")  # type: ignore[arg-type]
        self._application.setStyleSheet(_filled(self._sheet, colours))
        self.changed.emit()


def colours_of(palette: QPalette) -> Colours:
    """Return the colours that a palette was made of, those too that no role of a palette stands for."""
    # Not by equality: in a list, Qt has the style sheet's ground in place of the window's.
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < _MIDDLE_LIGHTNESS else LIGHT


def _filled(sheet: str, colours: Colours) -> str:
    # Longest names first: @accent is the beginning of @accent_hover.
    for name, value in sorted(asdict(colours).items(), key=lambda item: -len(item[0])):
        sheet = sheet.replace(f"@{name}", value)
    ending = "dark" if colours is DARK else "light"
    for name in ("tick", "chevron", "up"):
        sheet = sheet.replace(f"@{name}", (resources_dir() / "icons" / f"{name}-{ending}.svg").as_posix())
    return sheet


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for group_role, value in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.base,
        role.AlternateBase: colours.alternate,
        role.Text: colours.text,
        role.PlaceholderText: colours.secondary,
        role.Button: colours.button,
        role.ButtonText: colours.text,
        role.BrightText: colours.on_accent,
        role.Light: colours.hover,
        role.Midlight: colours.hover,
        role.Mid: colours.border,
        role.Dark: colours.strong_border,
        role.Shadow: colours.border,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.base,
        role.ToolTipText: colours.text,
    }.items():
        palette.setColor(group_role, QColor(value))
    for text_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, text_role, QColor(colours.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.strong_border))
    return palette


def _menu_palette(colours: Colours) -> QPalette:
    """Mark a menu's chosen entry with a colour on which its icon, painted in the text's colour, can be seen."""
    palette = _palette(colours)
    palette.setColor(QPalette.ColorRole.Highlight, QColor(colours.pressed))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colours.text))
    return palette
