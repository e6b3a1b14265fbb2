"""Everything that the user can do, once each: text, shortcut, icon and menu."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from desktop.ui.icons import icon
from desktop.ui.models.help_subjects import HELP

PRINT = "print"
"""Object name of the action that prints, by which a menu finds its keys."""


@dataclass(frozen=True, eq=False)
class Actions:
    """The window's actions, in the order of the menus."""

    open_images: QAction
    open_folder: QAction
    try_sample: QAction
    print_report: QAction
    quit: QAction
    undo: QAction
    paste: QAction
    copy_text: QAction
    copy_image: QAction
    zoom_in: QAction
    zoom_out: QAction
    fit: QAction
    actual_size: QAction
    heatmap: QAction
    more_opaque: QAction
    less_opaque: QAction
    previous_image: QAction
    next_image: QAction
    go_assess: QAction
    go_patients: QAction
    go_unfiled: QAction
    go_settings: QAction
    full_screen: QAction
    cancel: QAction
    resume: QAction
    clear: QAction
    find_patient: QAction
    new_patient: QAction
    file_under: QAction
    file_queue: QAction
    open_vault: QAction
    lock: QAction
    help: QAction
    shortcuts: QAction
    about: QAction

    def __iter__(self) -> Iterator[QAction]:
        """Go through all actions."""
        return (getattr(self, field.name) for field in fields(self))

    def refresh_icons(self) -> None:
        """Paint the icons in the colours of now."""
        for action in self:
            action.setIcon(icon(action.objectName()))


def build_actions(window: QWidget) -> Actions:
    """Make the actions; the window connects them."""

    def action(icon_name: str, text: str, shortcut: str | QKeySequence.StandardKey, tip: str) -> QAction:
        made = QAction(text, window)
        made.setObjectName(icon_name)
        made.setStatusTip(tip)
        set_keys(made, QKeySequence(shortcut))
        window.addAction(made)  # Works in full screen, too, and while a menu bar belongs to the system.
        return made

    key = QKeySequence.StandardKey
    actions = Actions(
        open_images=action("open", _tr("&Open…"), key.Open, _tr("Open images")),
        open_folder=action("folder", _tr("Open &folder…"), "Ctrl+Shift+O", _tr("Open all images of a folder")),
        try_sample=action("sample", _tr("Try a &sample"), "Ctrl+T", _tr("Assess a synthetic sample image")),
        print_report=action(PRINT, _tr("&Print…"), key.Print, _tr("Print a report of what is on show")),
        quit=action("quit", _tr("&Quit"), "Ctrl+Q", _tr("Close Lentigo")),
        undo=action("undo", _tr("&Undo"), key.Undo, _tr("Undo what the message above the page tells of")),
        paste=action("paste", _tr("&Paste"), key.Paste, _tr("Assess the picture on the clipboard")),
        copy_text=action("copy", _tr("&Copy as text"), "Ctrl+Shift+C", _tr("Copy the assessment on show as text")),
        copy_image=action(
            "copy", _tr("Copy as &image"), "Ctrl+Shift+I", _tr("Copy the assessment on show, with its photograph")
        ),
        zoom_in=action("zoom-in", _tr("Zoom &in"), "Ctrl++", _tr("Show the image larger")),
        zoom_out=action("zoom-out", _tr("Zoom &out"), "Ctrl+-", _tr("Show the image smaller")),
        fit=action("fit", _tr("&Fit"), "Ctrl+0", _tr("Show the whole image")),
        actual_size=action("actual-size", _tr("&Actual size"), "Ctrl+1", _tr("One pixel of the image a pixel here")),
        heatmap=action("heatmap", _tr("&Heatmap"), "Ctrl+H", _tr("Show where the network found its evidence")),
        more_opaque=action("opacity-more", _tr("&More opaque heatmap"), "Ctrl+]", _tr("Make the heatmap more opaque")),
        less_opaque=action("opacity-less", _tr("&Less opaque heatmap"), "Ctrl+[", _tr("Make the heatmap less opaque")),
        previous_image=action("previous", _tr("&Previous image"), "PgUp", _tr("Show the image before this")),
        next_image=action("next", _tr("&Next image"), "PgDown", _tr("Show the image after this")),
        go_assess=action("assess", _tr("&Assess"), "Alt+1", _tr("Assess images")),
        go_patients=action("patients", _tr("&Patients"), "Alt+2", _tr("Find patients and see their images")),
        go_unfiled=action("unfiled", _tr("U&nfiled"), "Alt+3", _tr("See the images that wait for their patient")),
        go_settings=action("settings", _tr("&Settings"), "Ctrl+,", _tr("Locking, backup, accounts")),
        full_screen=action("full-screen", _tr("F&ull screen"), "F11", _tr("Fill the screen, or stop filling it")),
        cancel=action("cancel", _tr("&Cancel"), "Esc", _tr("Assess no more of the waiting images")),
        resume=action("again", _tr("&Assess the cancelled"), "Ctrl+R", _tr("Assess the cancelled images after all")),
        clear=action("clear", _tr("C&lear queue"), "Ctrl+Shift+Del", _tr("Take all images off the queue")),
        find_patient=action("find", _tr("F&ind a patient"), key.Find, _tr("Find a patient")),
        new_patient=action("new-patient", _tr("&New patient…"), key.New, _tr("Make a new patient")),
        file_under=action("file-under", _tr("&File under…"), key.Save, _tr("File this image under a patient's lesion")),
        file_queue=action(
            "file-all", _tr("File the whole &queue…"), "Ctrl+Shift+S", _tr("File all assessed images under one lesion")
        ),
        open_vault=action("vault", _tr("&Open a vault…"), "Ctrl+Shift+V", _tr("Create a vault or open one")),
        lock=action("lock", _tr("&Lock"), "Ctrl+L", _tr("Lock the vault and cover everything")),
        help=action(HELP, _tr("&Help"), "F1", _tr("Read about what is on show")),
        shortcuts=action("keyboard", _tr("&Keyboard shortcuts"), "Shift+F1", _tr("List the keyboard shortcuts")),
        about=action("about", _tr("&About Lentigo"), "Ctrl+F1", _tr("Version, bundle and intended use")),
    )
    for toggle in (actions.heatmap, actions.full_screen):
        toggle.setCheckable(True)
    places = QActionGroup(window)
    for place in (actions.go_assess, actions.go_patients, actions.go_unfiled, actions.go_settings):
        place.setCheckable(True)
        places.addAction(place)
    actions.go_assess.setChecked(True)
    actions.quit.setMenuRole(QAction.MenuRole.QuitRole)
    actions.about.setMenuRole(QAction.MenuRole.AboutRole)
    actions.refresh_icons()
    return actions


def set_keys(action: QAction, keys: QKeySequence) -> None:
    """Give an action its shortcut, or none, and tell it where the pointer rests."""
    action.setShortcut(keys)
    native, meaning = keys.toString(QKeySequence.SequenceFormat.NativeText), action.statusTip()
    action.setToolTip(f"{meaning} ({native})" if native else meaning)


def fill_menu_bar(menu_bar: QMenuBar, actions: Actions) -> None:
    """Give every action its place in a menu; None is a line."""
    for title, entries in {
        _tr("&File"): (
            actions.open_images,
            actions.open_folder,
            actions.try_sample,
            None,
            actions.print_report,
            None,
            actions.quit,
        ),
        _tr("&Edit"): (actions.undo, None, actions.paste, None, actions.copy_text, actions.copy_image),
        _tr("&View"): (
            actions.zoom_in,
            actions.zoom_out,
            actions.fit,
            actions.actual_size,
            None,
            actions.heatmap,
            actions.more_opaque,
            actions.less_opaque,
            None,
            actions.previous_image,
            actions.next_image,
            None,
            actions.go_assess,
            actions.go_patients,
            actions.go_unfiled,
            actions.go_settings,
            None,
            actions.full_screen,
        ),
        _tr("&Queue"): (actions.cancel, actions.resume, actions.clear),
        _tr("V&ault"): (
            actions.find_patient,
            actions.new_patient,
            None,
            actions.file_under,
            actions.file_queue,
            None,
            actions.open_vault,
            actions.lock,
        ),
        _tr("&Help"): (actions.help, None, actions.shortcuts, actions.about),
    }.items():
        menu = menu_bar.addMenu(title)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(entry)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
