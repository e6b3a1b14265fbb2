<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Lentigo</source>
        <translation>Über Lentigo</translation>
    </message>
    <message>
        <source>Lentigo {version}</source>
        <translation>Lentigo {version}</translation>
    </message>
    <message>
        <source>Offline dermoscopy workstation. Licence: Apache-2.0.</source>
        <translation>Offline-Arbeitsplatz für die Auflichtmikroskopie. Lizenz: Apache-2.0.</translation>
    </message>
    <message>
        <source>About the bundle</source>
        <translation>Über das Bundle</translation>
    </message>
    <message>
        <source>&amp;Licences…</source>
        <translation>&amp;Lizenzen…</translation>
    </message>
    <message>
        <source>Of Lentigo and of all libraries in it</source>
        <translation>Von Lentigo und von allen Bibliotheken darin</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Bundle</translation>
    </message>
    <message>
        <source>None is open.</source>
        <translation>Es ist keines geöffnet.</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>Rechengenauigkeit</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>Zweckbestimmung</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>Licence of the weights</source>
        <translation>Lizenz der Gewichte</translation>
    </message>
    <message>
        <source>Knows</source>
        <translation>Kennt</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>On {count} photographs ({set}), with 95 % intervals:</source>
        <translation>An {count} Aufnahmen ({set}), mit 95-%-Intervallen:</translation>
    </message>
</context>
<context>
    <name>AccountDialog</name>
    <message>
        <source>New account</source>
        <translation>Neues Konto</translation>
    </message>
    <message>
        <source>&amp;Make the account</source>
        <translation>Konto anle&amp;gen</translation>
    </message>
    <message>
        <source>Clinician</source>
        <translation>Ärztin/Arzt</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator/in</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rolle</translation>
    </message>
    <message>
        <source>Only administrators manage accounts, erase patients and read the audit trail.</source>
        <translation>Nur Administratoren verwalten Konten, löschen Patienten und lesen das Protokoll.</translation>
    </message>
</context>
<context>
    <name>AccountsCard</name>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Who may unlock the vault. Archived accounts stay as the authors of what they did.</source>
        <translation>Wer den Tresor entsperren darf. Archivierte Konten bleiben als Urheber dessen erhalten, was sie getan haben.</translation>
    </message>
    <message>
        <source>&amp;New account…</source>
        <translation>&amp;Neues Konto…</translation>
    </message>
    <message>
        <source>New passphrase…</source>
        <translation>Neue Passphrase…</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Renew the recovery &amp;key…</source>
        <translation>Wiederherstellungsschlüsse&amp;l erneuern…</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>Administrator/in</translation>
    </message>
    <message>
        <source>clinician</source>
        <translation>Ärztin/Arzt</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>The passphrase has been changed.</source>
        <translation>Die Passphrase wurde geändert.</translation>
    </message>
    <message>
        <source>Archive the account of {name}?</source>
        <translation>Das Konto von {name} archivieren?</translation>
    </message>
    <message>
        <source>It can unlock the vault no more, and not be brought back. What it did stays in its name.</source>
        <translation>Es kann den Tresor nicht mehr entsperren und nicht zurückgeholt werden. Was damit getan wurde, bleibt unter seinem Namen.</translation>
    </message>
    <message>
        <source>Renew the recovery key?</source>
        <translation>Den Wiederherstellungsschlüssel erneuern?</translation>
    </message>
    <message>
        <source>The old print will open nothing any more. The new key is shown once: have a printer or paper ready.</source>
        <translation>Der alte Ausdruck öffnet dann nichts mehr. Der neue Schlüssel wird nur einmal gezeigt: Halten Sie Drucker oder Papier bereit.</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Erneuern</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;About Lentigo</source>
        <translation>Ü&amp;ber Lentigo</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>Origina&amp;lgröße</translation>
    </message>
    <message>
        <source>&amp;Assess</source>
        <translation>&amp;Auswerten</translation>
    </message>
    <message>
        <source>&amp;Assess the cancelled</source>
        <translation>Abgebrochene aus&amp;werten</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Ab&amp;brechen</translation>
    </message>
    <message>
        <source>&amp;Copy as text</source>
        <translation>Als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;File under…</source>
        <translation>&amp;Zuordnen…</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>Ein&amp;passen</translation>
    </message>
    <message>
        <source>&amp;Heatmap</source>
        <translation>&amp;Heatmap</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Less opaque heatmap</source>
        <translation>Heatmap d&amp;urchsichtiger</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>S&amp;perren</translation>
    </message>
    <message>
        <source>&amp;More opaque heatmap</source>
        <translation>Heatmap d&amp;eckender</translation>
    </message>
    <message>
        <source>&amp;New patient…</source>
        <translation>&amp;Neuer Patient…</translation>
    </message>
    <message>
        <source>&amp;Next image</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>&amp;Open a vault…</source>
        <translation>Tresor ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Patients</source>
        <translation>Pa&amp;tienten</translation>
    </message>
    <message>
        <source>&amp;Previous image</source>
        <translation>&amp;Voriges Bild</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken…</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>&amp;Warteschlange</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Be&amp;enden</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>Ein&amp;stellungen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Assess a synthetic sample image</source>
        <translation>Ein künstliches Beispielbild auswerten</translation>
    </message>
    <message>
        <source>Assess images</source>
        <translation>Bilder auswerten</translation>
    </message>
    <message>
        <source>Assess no more of the waiting images</source>
        <translation>Keine weiteren wartenden Bilder auswerten</translation>
    </message>
    <message>
        <source>Assess the cancelled images after all</source>
        <translation>Die abgebrochenen Bilder doch auswerten</translation>
    </message>
    <message>
        <source>Assess the picture on the clipboard</source>
        <translation>Das Bild in der Zwischenablage auswerten</translation>
    </message>
    <message>
        <source>C&amp;lear queue</source>
        <translation>Warteschlange &amp;leeren</translation>
    </message>
    <message>
        <source>Close Lentigo</source>
        <translation>Lentigo beenden</translation>
    </message>
    <message>
        <source>Copy as &amp;image</source>
        <translation>Als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy the assessment on show as text</source>
        <translation>Die gezeigte Auswertung als Text kopieren</translation>
    </message>
    <message>
        <source>Copy the assessment on show, with its photograph</source>
        <translation>Die gezeigte Auswertung mit ihrer Aufnahme kopieren</translation>
    </message>
    <message>
        <source>Create a vault or open one</source>
        <translation>Einen Tresor anlegen oder öffnen</translation>
    </message>
    <message>
        <source>F&amp;ind a patient</source>
        <translation>Patienten &amp;suchen</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>Voll&amp;bild</translation>
    </message>
    <message>
        <source>File all assessed images under one lesion</source>
        <translation>Alle ausgewerteten Bilder einer Läsion zuordnen</translation>
    </message>
    <message>
        <source>File the whole &amp;queue…</source>
        <translation>&amp;Ganze Warteschlange zuordnen…</translation>
    </message>
    <message>
        <source>File this image under a patient&apos;s lesion</source>
        <translation>Dieses Bild der Läsion eines Patienten zuordnen</translation>
    </message>
    <message>
        <source>Fill the screen, or stop filling it</source>
        <translation>Vollbild ein- oder ausschalten</translation>
    </message>
    <message>
        <source>Find a patient</source>
        <translation>Einen Patienten suchen</translation>
    </message>
    <message>
        <source>Find patients and see their images</source>
        <translation>Patienten suchen und ihre Bilder ansehen</translation>
    </message>
    <message>
        <source>List the keyboard shortcuts</source>
        <translation>Die Tastenkürzel auflisten</translation>
    </message>
    <message>
        <source>Lock the vault and cover everything</source>
        <translation>Den Tresor sperren und alles verdecken</translation>
    </message>
    <message>
        <source>Locking, backup, accounts</source>
        <translation>Sperre, Sicherung, Konten</translation>
    </message>
    <message>
        <source>Make a new patient</source>
        <translation>Einen neuen Patienten anlegen</translation>
    </message>
    <message>
        <source>Make the heatmap less opaque</source>
        <translation>Die Heatmap durchsichtiger machen</translation>
    </message>
    <message>
        <source>Make the heatmap more opaque</source>
        <translation>Die Heatmap deckender machen</translation>
    </message>
    <message>
        <source>One pixel of the image a pixel here</source>
        <translation>Ein Pixel des Bildes ist hier ein Pixel</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open all images of a folder</source>
        <translation>Alle Bilder eines Ordners öffnen</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Print a report of what is on show</source>
        <translation>Einen Bericht über das Gezeigte drucken</translation>
    </message>
    <message>
        <source>Read about what is on show</source>
        <translation>Über das Gezeigte nachlesen</translation>
    </message>
    <message>
        <source>See the images that wait for their patient</source>
        <translation>Die Bilder ansehen, die auf ihren Patienten warten</translation>
    </message>
    <message>
        <source>Show the image after this</source>
        <translation>Das nächste Bild zeigen</translation>
    </message>
    <message>
        <source>Show the image before this</source>
        <translation>Das vorige Bild zeigen</translation>
    </message>
    <message>
        <source>Show the image larger</source>
        <translation>Das Bild größer zeigen</translation>
    </message>
    <message>
        <source>Show the image smaller</source>
        <translation>Das Bild kleiner zeigen</translation>
    </message>
    <message>
        <source>Show the whole image</source>
        <translation>Das ganze Bild zeigen</translation>
    </message>
    <message>
        <source>Show where the network found its evidence</source>
        <translation>Zeigen, worauf sich das Netz stützt</translation>
    </message>
    <message>
        <source>Take all images off the queue</source>
        <translation>Alle Bilder aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Try a &amp;sample</source>
        <translation>&amp;Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>U&amp;nfiled</source>
        <translation>E&amp;ingang</translation>
    </message>
    <message>
        <source>Undo what the message above the page tells of</source>
        <translation>Rückgängig machen, wovon die Meldung über der Seite spricht</translation>
    </message>
    <message>
        <source>V&amp;ault</source>
        <translation>&amp;Tresor</translation>
    </message>
    <message>
        <source>Version, bundle and intended use</source>
        <translation>Version, Bundle und Zweckbestimmung</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
</context>
<context>
    <name>AgainCard</name>
    <message>
        <source>Assess everything again</source>
        <translation>Alles erneut auswerten</translation>
    </message>
    <message>
        <source>Assess everything a&amp;gain</source>
        <translation>Alles ern&amp;eut auswerten</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>Adds the answer of the bundle in use to each image in the vault that it has not assessed; earlier answers stay. You can go on working, and go on with this another day: what is done is not done twice.</source>
        <translation>Fügt jedem Bild im Tresor, das das verwendete Bundle noch nicht ausgewertet hat, dessen Antwort hinzu; frühere Antworten bleiben. Sie können weiterarbeiten und dies an einem anderen Tag fortsetzen: Erledigtes wird nicht zweimal getan.</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortfahren</translation>
    </message>
    <message>
        <source>Looking which images there are to assess…</source>
        <translation>Es wird nachgesehen, welche Bilder auszuwerten sind…</translation>
    </message>
    <message>
        <source>Assessing image {number} of {of}…</source>
        <translation>Bild {number} von {of} wird ausgewertet…</translation>
    </message>
</context>
<context>
    <name>AlignmentBar</name>
    <message>
        <source>Align b&amp;y hand</source>
        <translation>V&amp;on Hand ausrichten</translation>
    </message>
    <message>
        <source>&amp;Nudge</source>
        <translation>Fe&amp;injustieren</translation>
    </message>
    <message>
        <source>Move the newer photograph by the arrow keys (Shift: farther), turn it by , and . size it by + and -</source>
        <translation>Verschieben Sie die neuere Aufnahme mit den Pfeiltasten (Umschalt: weiter), drehen Sie sie mit , und . und ändern Sie ihre Größe mit + und -</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>Zurückset&amp;zen</translation>
    </message>
    <message>
        <source>Aligning the newer photograph to the older…</source>
        <translation>Die neuere Aufnahme wird an der älteren ausgerichtet…</translation>
    </message>
    <message>
        <source>Not aligned: the two photographs resemble each other too little ({found}; {least} is needed). Nothing is compared. You can align them by hand.</source>
        <translation>Nicht ausgerichtet: Die zwei Aufnahmen ähneln einander zu wenig ({found}; nötig ist {least}). Nichts wird verglichen. Sie können sie von Hand ausrichten.</translation>
    </message>
    <message>
        <source>Newer photograph turned by {turn}°, magnified {factor}×.</source>
        <translation>Neuere Aufnahme um {turn}° gedreht, {factor}× vergrößert.</translation>
    </message>
    <message>
        <source>Aligned; resemblance {before} before, {after} after.</source>
        <translation>Ausgerichtet; Ähnlichkeit vorher {before}, nachher {after}.</translation>
    </message>
    <message>
        <source>Aligned by hand.</source>
        <translation>Von Hand ausgerichtet.</translation>
    </message>
    <message>
        <source>The magnification is estimated from the pictures, so a lesion that has grown may look as before. Measure a ruler in both photographs to keep true sizes.</source>
        <translation>Die Vergrößerung ist aus den Bildern geschätzt; eine gewachsene Läsion kann daher aussehen wie zuvor. Messen Sie in beiden Aufnahmen ein Lineal, um wahre Größen zu behalten.</translation>
    </message>
    <message>
        <source>Move the newer photograph left (Left)</source>
        <translation>Die neuere Aufnahme nach links schieben (Links)</translation>
    </message>
    <message>
        <source>Move the newer photograph right (Right)</source>
        <translation>Die neuere Aufnahme nach rechts schieben (Rechts)</translation>
    </message>
    <message>
        <source>Move the newer photograph up (Up)</source>
        <translation>Die neuere Aufnahme nach oben schieben (Oben)</translation>
    </message>
    <message>
        <source>Move the newer photograph down (Down)</source>
        <translation>Die neuere Aufnahme nach unten schieben (Unten)</translation>
    </message>
    <message>
        <source>Turn the newer photograph left (,)</source>
        <translation>Die neuere Aufnahme nach links drehen (,)</translation>
    </message>
    <message>
        <source>Turn the newer photograph right (.)</source>
        <translation>Die neuere Aufnahme nach rechts drehen (.)</translation>
    </message>
    <message>
        <source>Make the newer photograph smaller (-)</source>
        <translation>Die neuere Aufnahme verkleinern (-)</translation>
    </message>
    <message>
        <source>Make the newer photograph larger (+)</source>
        <translation>Die neuere Aufnahme vergrößern (+)</translation>
    </message>
</context>
<context>
    <name>AppearanceCard</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Takes effect when Lentigo starts again.</source>
        <translation>Gilt ab dem nächsten Start von Lentigo.</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
</context>
<context>
    <name>AssessPage</name>
    <message>
        <source>Not assessed</source>
        <translation>Nicht ausgewertet</translation>
    </message>
    <message>
        <source>This image was cancelled before it was assessed.</source>
        <translation>Die Auswertung dieses Bildes wurde vorher abgebrochen.</translation>
    </message>
    <message>
        <source>Choose Queue › Assess the cancelled to assess it after all.</source>
        <translation>Wählen Sie Warteschlange › Abgebrochene auswerten, um es doch auszuwerten.</translation>
    </message>
</context>
<context>
    <name>AssessmentPanel</name>
    <message>
        <source>Assessment</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation>Nicht ausgewertet</translation>
    </message>
    <message>
        <source>No chances are shown: they would mean nothing here. Try another photograph of the lesion.</source>
        <translation>Es werden keine Wahrscheinlichkeiten gezeigt: Sie hätten hier keine Bedeutung. Versuchen Sie eine andere Aufnahme der Läsion.</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Try the file in another program. If it opens there, save it as JPEG or PNG and use that.</source>
        <translation>Öffnen Sie die Datei versuchsweise in einem anderen Programm. Gelingt es dort, speichern Sie sie als JPEG oder PNG und verwenden Sie diese Datei.</translation>
    </message>
    <message>
        <source>Assessing…</source>
        <translation>Wird ausgewertet…</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Chance of each label</source>
        <translation>Wahrscheinlichkeit jeder Klasse</translation>
    </message>
    <message>
        <source>Relative to how common each is, {label} stands out most.</source>
        <translation>Gemessen an der jeweiligen Häufigkeit sticht {label} am meisten hervor.</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation>Gesichert</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Conclusions</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>Examinations</source>
        <translation>Untersuchungen</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>Zugeordnet</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images copied</source>
        <translation>Kopierte Bilder</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>Läsion</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>Läsionen</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Passphrase changed</source>
        <translation>Passphrase geändert</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Recovery key renewed</source>
        <translation>Wiederherstellungsschlüssel erneuert</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>Repariert</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>Entsperrt</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>Vault created</source>
        <translation>Tresor angelegt</translation>
    </message>
</context>
<context>
    <name>AuditDetails</name>
    <message>
        <source>Administrator</source>
        <translation>Administrator/in</translation>
    </message>
    <message>
        <source>Body site</source>
        <translation>Lokalisation</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Clinician</source>
        <translation>Ärztin/Arzt</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>Folder of the backup</source>
        <translation>Ordner der Sicherung</translation>
    </message>
    <message>
        <source>Given names</source>
        <translation>Vornamen</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Patienten-ID</translation>
    </message>
    <message>
        <source>Immersion</source>
        <translation>Immersion</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>Läsion</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Look again on</source>
        <translation>Kontrolle am</translation>
    </message>
    <message>
        <source>Magnification</source>
        <translation>Vergrößerung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation>Arbeitspunkt</translation>
    </message>
    <message>
        <source>Pin on the body map</source>
        <translation>Nadel im Körperschema</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Skin type</source>
        <translation>Hauttyp</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Taken on</source>
        <translation>Aufgenommen am</translation>
    </message>
    <message>
        <source>Wrong passphrases before: {count}</source>
        <translation>Falsche Passphrasen davor: {count}</translation>
    </message>
    <message>
        <source>after: {choice}</source>
        <translation>nachher: {choice}</translation>
    </message>
    <message>
        <source>as a PDF</source>
        <translation>als PDF</translation>
    </message>
    <message>
        <source>as a table (CSV)</source>
        <translation>als Tabelle (CSV)</translation>
    </message>
    <message>
        <source>before: {choice}</source>
        <translation>vorher: {choice}</translation>
    </message>
    <message>
        <source>by the practice&apos;s policy</source>
        <translation>durch die Richtlinie der Praxis</translation>
    </message>
    <message>
        <source>for research</source>
        <translation>für die Forschung</translation>
    </message>
    <message>
        <source>from the backup of {moment}</source>
        <translation>aus der Sicherung vom {moment}</translation>
    </message>
    <message>
        <source>no point</source>
        <translation>kein Punkt</translation>
    </message>
    <message>
        <source>practice patient</source>
        <translation>Übungspatient</translation>
    </message>
    <message>
        <source>prevalence as measured</source>
        <translation>Prävalenz wie gemessen</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>gedruckt</translation>
    </message>
    <message>
        <source>sensitivity {number} %</source>
        <translation>Sensitivität {number} %</translation>
    </message>
    <message>
        <source>to the clipboard</source>
        <translation>in die Zwischenablage</translation>
    </message>
    <message>
        <source>was under lesion {id}</source>
        <translation>war unter Läsion {id}</translation>
    </message>
    <message>
        <source>{number} of 1,000 malignant</source>
        <translation>{number} von 1.000 maligne</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>E&amp;xport as CSV…</source>
        <translation>Als &amp;CSV exportieren…</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>The audit trail has been written.</source>
        <translation>Das Protokoll wurde geschrieben.</translation>
    </message>
    <message>
        <source>‹ &amp;Settings</source>
        <translation>‹ Ein&amp;stellungen</translation>
    </message>
    <message>
        <source>Whe&amp;n</source>
        <translation>Wa&amp;nn</translation>
    </message>
    <message>
        <source>&amp;Who</source>
        <translation>We&amp;r</translation>
    </message>
    <message>
        <source>Wha&amp;t</source>
        <translation>&amp;Vorgang</translation>
    </message>
    <message>
        <source>&amp;Of what</source>
        <translation>&amp;Gegenstand</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>{count} events</source>
        <translation>{count} Ereignisse</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Ereignis</translation>
    </message>
    <message>
        <source>Export the audit trail</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message>
        <source>Lentigo audit trail.csv</source>
        <translation>Lentigo-Protokoll.csv</translation>
    </message>
</context>
<context>
    <name>AuditTableModel</name>
    <message>
        <source>Recovery key</source>
        <translation>Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>BackupCard</name>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Progress of the backup</source>
        <translation>Fortschritt der Sicherung</translation>
    </message>
    <message>
        <source>&amp;Back up now</source>
        <translation>Jetzt si&amp;chern</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>&amp;Rehearse…</source>
        <translation>P&amp;robe…</translation>
    </message>
    <message>
        <source>See whether the backup can be restored</source>
        <translation>Prüfen, ob sich die Sicherung wiederherstellen lässt</translation>
    </message>
    <message>
        <source>A backup is being made. You can go on working.</source>
        <translation>Eine Sicherung läuft. Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>No folder has been chosen, so there is no backup. Choose one on another drive: a copy is then made each day by itself, encrypted like the vault.</source>
        <translation>Es ist kein Ordner gewählt, daher gibt es keine Sicherung. Wählen Sie einen auf einem anderen Laufwerk: Dann entsteht jeden Tag von selbst eine Kopie, verschlüsselt wie der Tresor.</translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation>Ordner: {folder}</translation>
    </message>
    <message>
        <source>No backup has succeeded yet.</source>
        <translation>Bisher ist keine Sicherung gelungen.</translation>
    </message>
    <message>
        <source>Last backup: {moment}, {count} images.</source>
        <translation>Letzte Sicherung: {moment}, {count} Bilder.</translation>
    </message>
    <message>
        <source>{count} of them could not be read: check the vault below.</source>
        <translation>{count} davon waren nicht lesbar: Prüfen Sie unten den Tresor.</translation>
    </message>
    <message>
        <source>{patients} patients, {examinations} examinations, {images} images.</source>
        <translation>{patients} Patienten, {examinations} Untersuchungen, {images} Bilder.</translation>
    </message>
    <message>
        <source>Rehearsal: the backup of {moment} is damaged. Check the vault below, then back up anew.</source>
        <translation>Probe: Die Sicherung vom {moment} ist beschädigt. Prüfen Sie unten den Tresor und sichern Sie dann neu.</translation>
    </message>
    <message>
        <source>Rehearsal: the backup of {moment} is whole and can be restored.</source>
        <translation>Probe: Die Sicherung vom {moment} ist vollständig und lässt sich wiederherstellen.</translation>
    </message>
    <message>
        <source>Folder for the backup</source>
        <translation>Ordner für die Sicherung</translation>
    </message>
</context>
<context>
    <name>BodyMap</name>
    <message>
        <source>At or above the operating point</source>
        <translation>Am oder über dem Arbeitspunkt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Rückseite</translation>
    </message>
    <message>
        <source>Back of the head</source>
        <translation>Hinterkopf</translation>
    </message>
    <message>
        <source>Back of the left foot</source>
        <translation>Linker Fußrücken</translation>
    </message>
    <message>
        <source>Back of the left hand</source>
        <translation>Linker Handrücken</translation>
    </message>
    <message>
        <source>Back of the right foot</source>
        <translation>Rechter Fußrücken</translation>
    </message>
    <message>
        <source>Back of the right hand</source>
        <translation>Rechter Handrücken</translation>
    </message>
    <message>
        <source>Below the operating point</source>
        <translation>Unter dem Arbeitspunkt</translation>
    </message>
    <message>
        <source>Concluded</source>
        <translation>Mit Befund</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Feet</source>
        <translation>Füße</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Vorderseite</translation>
    </message>
    <message>
        <source>Hands</source>
        <translation>Hände</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Left palm</source>
        <translation>Linke Handfläche</translation>
    </message>
    <message>
        <source>Left side</source>
        <translation>Linke Seite</translation>
    </message>
    <message>
        <source>Left sole</source>
        <translation>Linke Fußsohle</translation>
    </message>
    <message>
        <source>No operating point applies</source>
        <translation>Kein Arbeitspunkt anwendbar</translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation>Nicht ausgewertet</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Right palm</source>
        <translation>Rechte Handfläche</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>Rechte Seite</translation>
    </message>
    <message>
        <source>Right sole</source>
        <translation>Rechte Fußsohle</translation>
    </message>
    <message>
        <source>{view} ({count})</source>
        <translation>{view} ({count})</translation>
    </message>
    <message>
        <source>Body map: {view}</source>
        <translation>Körperschema: {view}</translation>
    </message>
    <message>
        <source>That is beside the skin. Put the pin on the skin, or press Esc to take it back.</source>
        <translation>Das ist neben der Haut. Setzen Sie die Nadel auf die Haut oder drücken Sie Esc, um sie zurückzunehmen.</translation>
    </message>
</context>
<context>
    <name>BodyMapCanvas</name>
    <message>
        <source>Arrow keys go from pin to pin, Enter opens. Space picks a pin up, arrow keys move it, Space puts it down, Escape takes it back. N puts a new pin down.</source>
        <translation>Pfeiltasten gehen von Nadel zu Nadel, die Eingabetaste öffnet. Die Leertaste hebt eine Nadel auf, Pfeiltasten verschieben sie, die Leertaste setzt sie ab, Esc nimmt sie zurück. N setzt eine neue Nadel.</translation>
    </message>
    <message>
        <source>Body map, {view}</source>
        <translation>Körperschema, {view}</translation>
    </message>
    <message>
        <source>1 pin</source>
        <translation>1 Nadel</translation>
    </message>
    <message>
        <source>{count} pins</source>
        <translation>{count} Nadeln</translation>
    </message>
    <message>
        <source>beside the skin</source>
        <translation>neben der Haut</translation>
    </message>
    <message>
        <source>In hand, over: {place}</source>
        <translation>Aufgehoben, über: {place}</translation>
    </message>
    <message>
        <source>Pin {number}: {words}</source>
        <translation>Nadel {number}: {words}</translation>
    </message>
</context>
<context>
    <name>BodyMapLegend</name>
    <message>
        <source>At or above the operating point ({percent})</source>
        <translation>Am oder über dem Arbeitspunkt ({percent})</translation>
    </message>
</context>
<context>
    <name>BodySite</name>
    <message>
        <source>Anterior triangle of neck</source>
        <translation>Vorderes Halsdreieck</translation>
    </message>
    <message>
        <source>Cornea</source>
        <translation>Hornhaut des Auges</translation>
    </message>
    <message>
        <source>Eyelash</source>
        <translation>Wimper</translation>
    </message>
    <message>
        <source>Female external urethral orifice</source>
        <translation>Weibliche äußere Harnröhrenöffnung</translation>
    </message>
    <message>
        <source>Frenulum of labia minora</source>
        <translation>Frenulum der kleinen Schamlippen</translation>
    </message>
    <message>
        <source>Groin skin crease</source>
        <translation>Leistenfalte</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>Haar</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>Iris</translation>
    </message>
    <message>
        <source>Male external urethral orifice</source>
        <translation>Männliche äußere Harnröhrenöffnung</translation>
    </message>
    <message>
        <source>Mucosa of dorsum of oral part of tongue</source>
        <translation>Schleimhaut des Zungenrückens, oraler Teil</translation>
    </message>
    <message>
        <source>Mucosa of dorsum of pharyngeal part of tongue</source>
        <translation>Schleimhaut des Zungenrückens, pharyngealer Teil</translation>
    </message>
    <message>
        <source>Mucosa of floor of mouth</source>
        <translation>Schleimhaut des Mundbodens</translation>
    </message>
    <message>
        <source>Mucosa of lower lip</source>
        <translation>Schleimhaut der Unterlippe</translation>
    </message>
    <message>
        <source>Mucosa of mandibular gingiva</source>
        <translation>Gingiva des Unterkiefers</translation>
    </message>
    <message>
        <source>Mucosa of maxillary gingiva</source>
        <translation>Gingiva des Oberkiefers</translation>
    </message>
    <message>
        <source>Mucosa of oral segment of hard palate</source>
        <translation>Schleimhaut des harten Gaumens</translation>
    </message>
    <message>
        <source>Mucosa of palatoglossal arch</source>
        <translation>Schleimhaut des vorderen Gaumenbogens</translation>
    </message>
    <message>
        <source>Mucosa of pharynx</source>
        <translation>Schleimhaut des Rachens</translation>
    </message>
    <message>
        <source>Mucosa of posterior wall of oropharynx</source>
        <translation>Schleimhaut der Hinterwand des Oropharynx</translation>
    </message>
    <message>
        <source>Mucosa of tip of tongue</source>
        <translation>Schleimhaut der Zungenspitze</translation>
    </message>
    <message>
        <source>Mucosa of tongue</source>
        <translation>Schleimhaut der Zunge</translation>
    </message>
    <message>
        <source>Mucosa of upper lip</source>
        <translation>Schleimhaut der Oberlippe</translation>
    </message>
    <message>
        <source>Mucosa of uvula</source>
        <translation>Schleimhaut der Uvula</translation>
    </message>
    <message>
        <source>Nail unit of fifth toe</source>
        <translation>Nagelorgan der 5. Zehe</translation>
    </message>
    <message>
        <source>Nail unit of finger</source>
        <translation>Nagelorgan eines Fingers</translation>
    </message>
    <message>
        <source>Nail unit of fourth toe</source>
        <translation>Nagelorgan der 4. Zehe</translation>
    </message>
    <message>
        <source>Nail unit of great toe</source>
        <translation>Nagelorgan der Großzehe</translation>
    </message>
    <message>
        <source>Nail unit of index finger</source>
        <translation>Nagelorgan des Zeigefingers</translation>
    </message>
    <message>
        <source>Nail unit of little finger</source>
        <translation>Nagelorgan des Kleinfingers</translation>
    </message>
    <message>
        <source>Nail unit of middle finger</source>
        <translation>Nagelorgan des Mittelfingers</translation>
    </message>
    <message>
        <source>Nail unit of ring finger</source>
        <translation>Nagelorgan des Ringfingers</translation>
    </message>
    <message>
        <source>Nail unit of second toe</source>
        <translation>Nagelorgan der 2. Zehe</translation>
    </message>
    <message>
        <source>Nail unit of third toe</source>
        <translation>Nagelorgan der 3. Zehe</translation>
    </message>
    <message>
        <source>Nail unit of thumb</source>
        <translation>Nagelorgan des Daumens</translation>
    </message>
    <message>
        <source>Nail unit of toe</source>
        <translation>Nagelorgan einer Zehe</translation>
    </message>
    <message>
        <source>Oral mucosa</source>
        <translation>Mundschleimhaut</translation>
    </message>
    <message>
        <source>Posterior commissure of labium majorum</source>
        <translation>Hintere Kommissur der großen Schamlippen</translation>
    </message>
    <message>
        <source>Retina</source>
        <translation>Netzhaut</translation>
    </message>
    <message>
        <source>Sclera</source>
        <translation>Lederhaut des Auges</translation>
    </message>
    <message>
        <source>Skin</source>
        <translation>Haut</translation>
    </message>
    <message>
        <source>Skin of abdomen</source>
        <translation>Haut des Bauches</translation>
    </message>
    <message>
        <source>Skin of ala nasi</source>
        <translation>Haut des Nasenflügels</translation>
    </message>
    <message>
        <source>Skin of antecubital fossa</source>
        <translation>Haut der Ellenbeuge</translation>
    </message>
    <message>
        <source>Skin of anterior helix of ear</source>
        <translation>Haut der vorderen Helix</translation>
    </message>
    <message>
        <source>Skin of anterior portion of neck</source>
        <translation>Haut des vorderen Halses</translation>
    </message>
    <message>
        <source>Skin of anterior surface of forearm</source>
        <translation>Haut der Unterarmvorderseite</translation>
    </message>
    <message>
        <source>Skin of anterior surface of knee</source>
        <translation>Haut der Knievorderseite</translation>
    </message>
    <message>
        <source>Skin of anterior surface of lower leg</source>
        <translation>Haut der Unterschenkelvorderseite</translation>
    </message>
    <message>
        <source>Skin of anterior surface of thigh</source>
        <translation>Haut der Oberschenkelvorderseite</translation>
    </message>
    <message>
        <source>Skin of anterior surface of thorax</source>
        <translation>Haut der Brustvorderseite</translation>
    </message>
    <message>
        <source>Skin of anterior surface of upper arm</source>
        <translation>Haut der Oberarmvorderseite</translation>
    </message>
    <message>
        <source>Skin of anterior trunk</source>
        <translation>Haut der Rumpfvorderseite</translation>
    </message>
    <message>
        <source>Skin of antitragus</source>
        <translation>Haut des Antitragus</translation>
    </message>
    <message>
        <source>Skin of anus</source>
        <translation>Haut des Anus</translation>
    </message>
    <message>
        <source>Skin of areola</source>
        <translation>Haut des Warzenhofs</translation>
    </message>
    <message>
        <source>Skin of axilla</source>
        <translation>Haut der Achselhöhle</translation>
    </message>
    <message>
        <source>Skin of back</source>
        <translation>Haut des Rückens</translation>
    </message>
    <message>
        <source>Skin of back of trunk</source>
        <translation>Haut der Rumpfrückseite</translation>
    </message>
    <message>
        <source>Skin of back of upper thoracic region</source>
        <translation>Haut des oberen Brustrückens</translation>
    </message>
    <message>
        <source>Skin of buttock</source>
        <translation>Haut des Gesäßes</translation>
    </message>
    <message>
        <source>Skin of caruncle of eye</source>
        <translation>Haut der Tränenkarunkel</translation>
    </message>
    <message>
        <source>Skin of cavity of concha</source>
        <translation>Haut des Cavum conchae</translation>
    </message>
    <message>
        <source>Skin of cheek</source>
        <translation>Haut der Wange</translation>
    </message>
    <message>
        <source>Skin of chin</source>
        <translation>Haut des Kinns</translation>
    </message>
    <message>
        <source>Skin of clitoris</source>
        <translation>Haut der Klitoris</translation>
    </message>
    <message>
        <source>Skin of crus of helix</source>
        <translation>Haut des Helixfußes</translation>
    </message>
    <message>
        <source>Skin of digit of hand</source>
        <translation>Haut eines Fingers</translation>
    </message>
    <message>
        <source>Skin of dorsal area of wrist</source>
        <translation>Haut der Handgelenkstreckseite</translation>
    </message>
    <message>
        <source>Skin of dorsal part of fifth toe</source>
        <translation>Haut des Rückens der 5. Zehe</translation>
    </message>
    <message>
        <source>Skin of dorsal part of fourth toe</source>
        <translation>Haut des Rückens der 4. Zehe</translation>
    </message>
    <message>
        <source>Skin of dorsal part of great toe</source>
        <translation>Haut des Rückens der Großzehe</translation>
    </message>
    <message>
        <source>Skin of dorsal part of index finger</source>
        <translation>Haut der Zeigefingerstreckseite</translation>
    </message>
    <message>
        <source>Skin of dorsal part of little finger</source>
        <translation>Haut der Kleinfingerstreckseite</translation>
    </message>
    <message>
        <source>Skin of dorsal part of middle finger</source>
        <translation>Haut der Mittelfingerstreckseite</translation>
    </message>
    <message>
        <source>Skin of dorsal part of ring finger</source>
        <translation>Haut der Ringfingerstreckseite</translation>
    </message>
    <message>
        <source>Skin of dorsal part of second toe</source>
        <translation>Haut des Rückens der 2. Zehe</translation>
    </message>
    <message>
        <source>Skin of dorsal part of third toe</source>
        <translation>Haut des Rückens der 3. Zehe</translation>
    </message>
    <message>
        <source>Skin of dorsal part of thumb</source>
        <translation>Haut der Daumenstreckseite</translation>
    </message>
    <message>
        <source>Skin of dorsum of nose</source>
        <translation>Haut des Nasenrückens</translation>
    </message>
    <message>
        <source>Skin of ear</source>
        <translation>Haut des Ohres</translation>
    </message>
    <message>
        <source>Skin of ear lobule</source>
        <translation>Haut des Ohrläppchens</translation>
    </message>
    <message>
        <source>Skin of epigastric area</source>
        <translation>Haut des Epigastriums</translation>
    </message>
    <message>
        <source>Skin of external auditory canal</source>
        <translation>Haut des äußeren Gehörgangs</translation>
    </message>
    <message>
        <source>Skin of external genitalia</source>
        <translation>Haut des äußeren Genitales</translation>
    </message>
    <message>
        <source>Skin of eye region</source>
        <translation>Haut der Augenregion</translation>
    </message>
    <message>
        <source>Skin of eyebrow</source>
        <translation>Haut der Augenbraue</translation>
    </message>
    <message>
        <source>Skin of face</source>
        <translation>Haut des Gesichts</translation>
    </message>
    <message>
        <source>Skin of foot</source>
        <translation>Haut des Fußes</translation>
    </message>
    <message>
        <source>Skin of forehead</source>
        <translation>Haut der Stirn</translation>
    </message>
    <message>
        <source>Skin of glans penis</source>
        <translation>Haut der Glans penis</translation>
    </message>
    <message>
        <source>Skin of gluteal fold</source>
        <translation>Haut der Gesäßfalte</translation>
    </message>
    <message>
        <source>Skin of hand</source>
        <translation>Haut der Hand</translation>
    </message>
    <message>
        <source>Skin of head</source>
        <translation>Haut des Kopfes</translation>
    </message>
    <message>
        <source>Skin of heel</source>
        <translation>Haut der Ferse</translation>
    </message>
    <message>
        <source>Skin of helix of ear</source>
        <translation>Haut der Helix</translation>
    </message>
    <message>
        <source>Skin of hypogastric region</source>
        <translation>Haut des Hypogastriums</translation>
    </message>
    <message>
        <source>Skin of hypothenar region of palm</source>
        <translation>Haut des Kleinfingerballens</translation>
    </message>
    <message>
        <source>Skin of inferior helix of ear</source>
        <translation>Haut der unteren Helix</translation>
    </message>
    <message>
        <source>Skin of inferior posterior surface of the pinna</source>
        <translation>Haut der unteren Ohrmuschelrückseite</translation>
    </message>
    <message>
        <source>Skin of infraalar groove</source>
        <translation>Haut der Furche unter dem Nasenflügel</translation>
    </message>
    <message>
        <source>Skin of infraclavicular region</source>
        <translation>Haut der Infraklavikularregion</translation>
    </message>
    <message>
        <source>Skin of inguinal region</source>
        <translation>Haut der Leiste</translation>
    </message>
    <message>
        <source>Skin of intertragal incisure</source>
        <translation>Haut der Incisura intertragica</translation>
    </message>
    <message>
        <source>Skin of jawline</source>
        <translation>Haut der Unterkieferkante</translation>
    </message>
    <message>
        <source>Skin of labium</source>
        <translation>Haut der Schamlippe</translation>
    </message>
    <message>
        <source>Skin of labium majus</source>
        <translation>Haut der großen Schamlippe</translation>
    </message>
    <message>
        <source>Skin of labium minus</source>
        <translation>Haut der kleinen Schamlippe</translation>
    </message>
    <message>
        <source>Skin of lateral aspect of ankle</source>
        <translation>Haut des Außenknöchels</translation>
    </message>
    <message>
        <source>Skin of lateral border of sole of foot</source>
        <translation>Haut des äußeren Fußsohlenrandes</translation>
    </message>
    <message>
        <source>Skin of lateral canthus</source>
        <translation>Haut des äußeren Augenwinkels</translation>
    </message>
    <message>
        <source>Skin of lateral part of dorsum of foot</source>
        <translation>Haut des äußeren Fußrückens</translation>
    </message>
    <message>
        <source>Skin of lateral part of heel</source>
        <translation>Haut der äußeren Ferse</translation>
    </message>
    <message>
        <source>Skin of lateral portion of neck</source>
        <translation>Haut des seitlichen Halses</translation>
    </message>
    <message>
        <source>Skin of lip</source>
        <translation>Haut der Lippe</translation>
    </message>
    <message>
        <source>Skin of lower abdomen</source>
        <translation>Haut des Unterbauches</translation>
    </message>
    <message>
        <source>Skin of lower antihelix of ear</source>
        <translation>Haut der unteren Anthelix</translation>
    </message>
    <message>
        <source>Skin of lower back</source>
        <translation>Haut des unteren Rückens</translation>
    </message>
    <message>
        <source>Skin of lower chest wall</source>
        <translation>Haut der unteren Brustwand</translation>
    </message>
    <message>
        <source>Skin of lower extremity</source>
        <translation>Haut der unteren Extremität</translation>
    </message>
    <message>
        <source>Skin of lower eyelid</source>
        <translation>Haut des Unterlids</translation>
    </message>
    <message>
        <source>Skin of lower eyelid margin</source>
        <translation>Haut des Unterlidrandes</translation>
    </message>
    <message>
        <source>Skin of lower inner quadrant of breast</source>
        <translation>Haut des unteren inneren Quadranten der Brust</translation>
    </message>
    <message>
        <source>Skin of lower lip</source>
        <translation>Haut der Unterlippe</translation>
    </message>
    <message>
        <source>Skin of lower outer quadrant of breast</source>
        <translation>Haut des unteren äußeren Quadranten der Brust</translation>
    </message>
    <message>
        <source>Skin of lower paraspinal region</source>
        <translation>Haut der unteren Paraspinalregion</translation>
    </message>
    <message>
        <source>Skin of medial aspect of ankle</source>
        <translation>Haut des Innenknöchels</translation>
    </message>
    <message>
        <source>Skin of medial border of sole of foot</source>
        <translation>Haut des inneren Fußsohlenrandes</translation>
    </message>
    <message>
        <source>Skin of medial canthus</source>
        <translation>Haut des inneren Augenwinkels</translation>
    </message>
    <message>
        <source>Skin of medial part of dorsum of foot</source>
        <translation>Haut des inneren Fußrückens</translation>
    </message>
    <message>
        <source>Skin of medial part of heel</source>
        <translation>Haut der inneren Ferse</translation>
    </message>
    <message>
        <source>Skin of medial surface of thigh</source>
        <translation>Haut der Oberschenkelinnenseite</translation>
    </message>
    <message>
        <source>Skin of mid back</source>
        <translation>Haut des mittleren Rückens</translation>
    </message>
    <message>
        <source>Skin of mid paraspinal region</source>
        <translation>Haut der mittleren Paraspinalregion</translation>
    </message>
    <message>
        <source>Skin of nasolabial fold</source>
        <translation>Haut der Nasolabialfalte</translation>
    </message>
    <message>
        <source>Skin of neck</source>
        <translation>Haut des Halses</translation>
    </message>
    <message>
        <source>Skin of nipple</source>
        <translation>Haut der Brustwarze</translation>
    </message>
    <message>
        <source>Skin of nose</source>
        <translation>Haut der Nase</translation>
    </message>
    <message>
        <source>Skin of nuchal region</source>
        <translation>Haut des Nackens</translation>
    </message>
    <message>
        <source>Skin of occipital region</source>
        <translation>Haut des Hinterkopfes</translation>
    </message>
    <message>
        <source>Skin of palm of hand</source>
        <translation>Haut der Handfläche</translation>
    </message>
    <message>
        <source>Skin of palmar area of wrist</source>
        <translation>Haut der Handgelenkbeugeseite</translation>
    </message>
    <message>
        <source>Skin of palmar part of index finger</source>
        <translation>Haut der Zeigefingerbeugeseite</translation>
    </message>
    <message>
        <source>Skin of palmar part of little finger</source>
        <translation>Haut der Kleinfingerbeugeseite</translation>
    </message>
    <message>
        <source>Skin of palmar part of middle finger</source>
        <translation>Haut der Mittelfingerbeugeseite</translation>
    </message>
    <message>
        <source>Skin of palmar part of ring finger</source>
        <translation>Haut der Ringfingerbeugeseite</translation>
    </message>
    <message>
        <source>Skin of palmar part of thumb</source>
        <translation>Haut der Daumenbeugeseite</translation>
    </message>
    <message>
        <source>Skin of paranasal cheek</source>
        <translation>Haut der paranasalen Wange</translation>
    </message>
    <message>
        <source>Skin of paraspinal area of the neck</source>
        <translation>Haut der Paraspinalregion des Halses</translation>
    </message>
    <message>
        <source>Skin of paraspinal area of the superior back</source>
        <translation>Haut der Paraspinalregion des oberen Rückens</translation>
    </message>
    <message>
        <source>Skin of parietal region</source>
        <translation>Haut der Scheitelregion</translation>
    </message>
    <message>
        <source>Skin of part of dorsal surface of hand</source>
        <translation>Haut des Handrückens (Teil)</translation>
    </message>
    <message>
        <source>Skin of penis</source>
        <translation>Haut des Penis</translation>
    </message>
    <message>
        <source>Skin of perineum</source>
        <translation>Haut des Damms</translation>
    </message>
    <message>
        <source>Skin of perioral region of face</source>
        <translation>Haut der Perioralregion</translation>
    </message>
    <message>
        <source>Skin of philtrum</source>
        <translation>Haut des Philtrums</translation>
    </message>
    <message>
        <source>Skin of plantar part of fifth toe</source>
        <translation>Haut der Sohlenseite der 5. Zehe</translation>
    </message>
    <message>
        <source>Skin of plantar part of fourth toe</source>
        <translation>Haut der Sohlenseite der 4. Zehe</translation>
    </message>
    <message>
        <source>Skin of plantar part of great toe</source>
        <translation>Haut der Sohlenseite der Großzehe</translation>
    </message>
    <message>
        <source>Skin of plantar part of second toe</source>
        <translation>Haut der Sohlenseite der 2. Zehe</translation>
    </message>
    <message>
        <source>Skin of plantar part of third toe</source>
        <translation>Haut der Sohlenseite der 3. Zehe</translation>
    </message>
    <message>
        <source>Skin of popliteal fossa</source>
        <translation>Haut der Kniekehle</translation>
    </message>
    <message>
        <source>Skin of postauricular region</source>
        <translation>Haut der Retroaurikularregion</translation>
    </message>
    <message>
        <source>Skin of posterior helix of ear</source>
        <translation>Haut der hinteren Helix</translation>
    </message>
    <message>
        <source>Skin of posterior lobule of the ear</source>
        <translation>Haut der Ohrläppchenrückseite</translation>
    </message>
    <message>
        <source>Skin of posterior surface of elbow</source>
        <translation>Haut der Ellenbogenrückseite</translation>
    </message>
    <message>
        <source>Skin of posterior surface of forearm</source>
        <translation>Haut der Unterarmrückseite</translation>
    </message>
    <message>
        <source>Skin of posterior surface of lower leg</source>
        <translation>Haut der Wade</translation>
    </message>
    <message>
        <source>Skin of posterior surface of thigh</source>
        <translation>Haut der Oberschenkelrückseite</translation>
    </message>
    <message>
        <source>Skin of posterior surface of thorax</source>
        <translation>Haut der Brustkorbrückseite</translation>
    </message>
    <message>
        <source>Skin of posterior surface of upper arm</source>
        <translation>Haut der Oberarmrückseite</translation>
    </message>
    <message>
        <source>Skin of preauricular region</source>
        <translation>Haut der Präaurikularregion</translation>
    </message>
    <message>
        <source>Skin of prepuce of clitoris</source>
        <translation>Haut der Klitorisvorhaut</translation>
    </message>
    <message>
        <source>Skin of root of penis</source>
        <translation>Haut der Peniswurzel</translation>
    </message>
    <message>
        <source>Skin of scalp</source>
        <translation>Haut der Kopfschwarte</translation>
    </message>
    <message>
        <source>Skin of scrotum</source>
        <translation>Haut des Skrotums</translation>
    </message>
    <message>
        <source>Skin of shaft of penis</source>
        <translation>Haut des Penisschafts</translation>
    </message>
    <message>
        <source>Skin of side of nose</source>
        <translation>Haut der Nasenseite</translation>
    </message>
    <message>
        <source>Skin of sole of forefoot</source>
        <translation>Haut der Vorfußsohle</translation>
    </message>
    <message>
        <source>Skin of submental area</source>
        <translation>Haut der Submentalregion</translation>
    </message>
    <message>
        <source>Skin of superior antihelix of ear</source>
        <translation>Haut der Anthelix, kranialer Teil</translation>
    </message>
    <message>
        <source>Skin of superior posterior helix of ear</source>
        <translation>Haut der hinteren oberen Helix</translation>
    </message>
    <message>
        <source>Skin of superior posterior surface of the pinna</source>
        <translation>Haut der oberen Ohrmuschelrückseite</translation>
    </message>
    <message>
        <source>Skin of supraclavicular region of neck</source>
        <translation>Haut der Supraklavikularregion</translation>
    </message>
    <message>
        <source>Skin of temporal region</source>
        <translation>Haut der Schläfe</translation>
    </message>
    <message>
        <source>Skin of thenar region of palm</source>
        <translation>Haut des Daumenballens</translation>
    </message>
    <message>
        <source>Skin of tip of nose</source>
        <translation>Haut der Nasenspitze</translation>
    </message>
    <message>
        <source>Skin of toe</source>
        <translation>Haut einer Zehe</translation>
    </message>
    <message>
        <source>Skin of tragus</source>
        <translation>Haut des Tragus</translation>
    </message>
    <message>
        <source>Skin of umbilicus</source>
        <translation>Haut des Nabels</translation>
    </message>
    <message>
        <source>Skin of upper abdomen</source>
        <translation>Haut des Oberbauches</translation>
    </message>
    <message>
        <source>Skin of upper antihelix of ear</source>
        <translation>Haut der oberen Anthelix</translation>
    </message>
    <message>
        <source>Skin of upper extremity</source>
        <translation>Haut der oberen Extremität</translation>
    </message>
    <message>
        <source>Skin of upper eyelid</source>
        <translation>Haut des Oberlids</translation>
    </message>
    <message>
        <source>Skin of upper eyelid margin</source>
        <translation>Haut des Oberlidrandes</translation>
    </message>
    <message>
        <source>Skin of upper inner quadrant of breast</source>
        <translation>Haut des oberen inneren Quadranten der Brust</translation>
    </message>
    <message>
        <source>Skin of upper lip</source>
        <translation>Haut der Oberlippe</translation>
    </message>
    <message>
        <source>Skin of upper outer quadrant of left breast</source>
        <translation>Haut des oberen äußeren Quadranten der linken Brust</translation>
    </message>
    <message>
        <source>Skin of upper paraspinal region</source>
        <translation>Haut der oberen Paraspinalregion</translation>
    </message>
    <message>
        <source>Skin of upper trunk</source>
        <translation>Haut des oberen Rumpfes</translation>
    </message>
    <message>
        <source>Skin of vermilion proper of lower lip</source>
        <translation>Lippenrot der Unterlippe</translation>
    </message>
    <message>
        <source>Skin of vermilion proper of upper lip</source>
        <translation>Lippenrot der Oberlippe</translation>
    </message>
    <message>
        <source>Skin of vertex of scalp</source>
        <translation>Haut des Scheitels</translation>
    </message>
    <message>
        <source>Sternal skin</source>
        <translation>Haut über dem Brustbein</translation>
    </message>
    <message>
        <source>Submandibular triangle</source>
        <translation>Unterkieferdreieck</translation>
    </message>
    <message>
        <source>Tooth</source>
        <translation>Zahn</translation>
    </message>
    <message>
        <source>Vaginal introitus</source>
        <translation>Scheideneingang</translation>
    </message>
    <message>
        <source>Vulval vestibule</source>
        <translation>Scheidenvorhof</translation>
    </message>
</context>
<context>
    <name>BugReporter</name>
    <message>
        <source>Something went wrong inside Lentigo ({kind}). This is our mistake; the log has the details. You can go on, but start Lentigo again if anything looks odd.</source>
        <translation>In Lentigo ist etwas schiefgegangen ({kind}). Das ist unser Fehler; die Einzelheiten stehen in der Protokolldatei. Sie können weiterarbeiten, aber starten Sie Lentigo neu, wenn etwas seltsam aussieht.</translation>
    </message>
</context>
<context>
    <name>Bundle</name>
    <message>
        <source>Actinic keratosis / Bowen&apos;s disease</source>
        <translation>Aktinische Keratose / Morbus Bowen</translation>
    </message>
    <message>
        <source>Basal cell carcinoma</source>
        <translation>Basalzellkarzinom</translation>
    </message>
    <message>
        <source>Benign keratosis</source>
        <translation>Benigne Keratose</translation>
    </message>
    <message>
        <source>Dermatofibroma</source>
        <translation>Dermatofibrom</translation>
    </message>
    <message>
        <source>ECE of malignant</source>
        <translation>ECE der Malignität</translation>
    </message>
    <message>
        <source>ECE of probabilities</source>
        <translation>ECE der Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>Melanocytic naevus</source>
        <translation>Melanozytärer Nävus</translation>
    </message>
    <message>
        <source>Melanoma</source>
        <translation>Melanom</translation>
    </message>
    <message>
        <source>Research and education. Not a medical device. Not cleared or CE-marked. Do not use for diagnosis, triage or treatment decisions. Outputs are statistics of a network trained on HAM10000.</source>
        <translation>Forschung und Lehre. Kein Medizinprodukt. Nicht zugelassen, ohne CE-Kennzeichnung. Nicht für Diagnose, Triage oder Therapieentscheidungen verwenden. Die Ausgaben sind Statistiken eines mit HAM10000 trainierten Netzes.</translation>
    </message>
    <message>
        <source>Vascular lesion</source>
        <translation>Vaskuläre Läsion</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>balanced accuracy</source>
        <translation>ausgewogene Genauigkeit</translation>
    </message>
    <message>
        <source>lesion-grouped test part of HAM10000</source>
        <translation>nach Läsionen getrennter Testteil von HAM10000</translation>
    </message>
    <message>
        <source>lesion-grouped validation part of HAM10000</source>
        <translation>nach Läsionen getrennter Validierungsteil von HAM10000</translation>
    </message>
    <message>
        <source>malignant AUC</source>
        <translation>AUC für Malignität</translation>
    </message>
    <message>
        <source>melanoma AUC</source>
        <translation>AUC für Melanom</translation>
    </message>
    <message>
        <source>melanoma sensitivity at 80 % specificity</source>
        <translation>Sensitivität für Melanom bei 80 % Spezifität</translation>
    </message>
    <message>
        <source>share refused as out of scope</source>
        <translation>Anteil außerhalb des Anwendungsbereichs</translation>
    </message>
    <message>
        <source>test photographs of HAM10000</source>
        <translation>Testaufnahmen von HAM10000</translation>
    </message>
    <message>
        <source>top-2 accuracy</source>
        <translation>Genauigkeit der ersten zwei</translation>
    </message>
</context>
<context>
    <name>CaptureAdvice</name>
    <message>
        <source>Advice on the photograph</source>
        <translation>Hinweise zur Aufnahme</translation>
    </message>
    <message>
        <source>Looks little like the photographs the network was trained on; a close-up without a dermatoscope, perhaps. Use a photograph taken through a dermatoscope, and do not rely on these numbers.</source>
        <translation>Ähnelt den Aufnahmen, mit denen das Netz trainiert wurde, nur wenig; vielleicht eine Nahaufnahme ohne Dermatoskop. Verwenden Sie eine Aufnahme durch das Dermatoskop und verlassen Sie sich nicht auf diese Zahlen.</translation>
    </message>
    <message>
        <source>Slightly blurred. Refocus if you can.</source>
        <translation>Etwas unscharf. Stellen Sie nach Möglichkeit neu scharf.</translation>
    </message>
    <message>
        <source>The lesion seems to reach beyond the edge. Take it whole, with some skin around it, if you can.</source>
        <translation>Die Läsion scheint über den Rand zu reichen. Nehmen Sie sie nach Möglichkeit ganz auf, mit etwas Haut ringsum.</translation>
    </message>
    <message>
        <source>Much hair lies over the picture. Part or trim it, or press it flat with gel.</source>
        <translation>Viele Haare liegen über dem Bild. Scheiteln oder kürzen Sie sie oder drücken Sie sie mit Gel flach.</translation>
    </message>
    <message>
        <source>Bright spots, perhaps reflections. Use polarised light, or press air bubbles out from under the glass.</source>
        <translation>Helle Flecken, vielleicht Reflexe. Verwenden Sie polarisiertes Licht oder drücken Sie Luftblasen unter dem Glas heraus.</translation>
    </message>
    <message>
        <source>There seems to be ink or a blue ruler in the picture. Take one without it, or wipe it off, if you can.</source>
        <translation>Im Bild scheint Tinte oder ein blaues Lineal zu sein. Machen Sie nach Möglichkeit eine Aufnahme ohne oder wischen Sie sie ab.</translation>
    </message>
    <message>
        <source>The lesion is small in the picture. Go nearer or zoom in until it fills a third of the width.</source>
        <translation>Die Läsion ist im Bild klein. Gehen Sie näher heran oder zoomen Sie, bis sie ein Drittel der Breite füllt.</translation>
    </message>
    <message>
        <source>Dark round corners take up part of the picture. Zoom in until they are gone, or crop them off.</source>
        <translation>Dunkle runde Ecken nehmen einen Teil des Bildes ein. Zoomen Sie, bis sie verschwinden, oder schneiden Sie sie ab.</translation>
    </message>
    <message>
        <source>Rather dark. Use more light or a longer exposure if you can.</source>
        <translation>Recht dunkel. Verwenden Sie nach Möglichkeit mehr Licht oder eine längere Belichtung.</translation>
    </message>
    <message>
        <source>Parts are washed out. Use less light or avoid reflections if you can.</source>
        <translation>Teile sind überbelichtet. Verwenden Sie nach Möglichkeit weniger Licht oder vermeiden Sie Reflexe.</translation>
    </message>
    <message>
        <source>Few pixels. Use the original photograph, not a thumbnail or a screenshot.</source>
        <translation>Wenige Pixel. Verwenden Sie die Originalaufnahme, kein Vorschaubild und keinen Bildschirmausschnitt.</translation>
    </message>
    <message>
        <source>Even bars lie along the edges. Crop them off if you can.</source>
        <translation>An den Rändern liegen gleichmäßige Balken. Schneiden Sie sie nach Möglichkeit ab.</translation>
    </message>
    <message>
        <source>The file holds several pictures; only the first was used. Save another as a file of its own to use it.</source>
        <translation>Die Datei enthält mehrere Bilder; nur das erste wurde verwendet. Speichern Sie ein anderes als eigene Datei, um es zu verwenden.</translation>
    </message>
    <message>
        <source>The colour profile cannot be read, so colours may be off. Export the photograph as sRGB if you can.</source>
        <translation>Das Farbprofil ist nicht lesbar, Farben können daher abweichen. Exportieren Sie die Aufnahme nach Möglichkeit als sRGB.</translation>
    </message>
</context>
<context>
    <name>CaptureForm</name>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Polarised</source>
        <translation>Polarisiert</translation>
    </message>
    <message>
        <source>Not polarised</source>
        <translation>Nicht polarisiert</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>No contact</source>
        <translation>Ohne Kontakt</translation>
    </message>
    <message>
        <source>Times, such as 10</source>
        <translation>x-fach, etwa 10</translation>
    </message>
    <message>
        <source>Take&amp;n on</source>
        <translation>Aufge&amp;nommen am</translation>
    </message>
    <message>
        <source>&amp;Magnification</source>
        <translation>&amp;Vergrößerung</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>Li&amp;cht</translation>
    </message>
    <message>
        <source>C&amp;ontact</source>
        <translation>&amp;Kontakt</translation>
    </message>
    <message>
        <source>&amp;Immersion</source>
        <translation>&amp;Immersion</translation>
    </message>
    <message>
        <source>Type a number like 10.</source>
        <translation>Geben Sie eine Zahl wie 10 ein.</translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message>
        <source>Check the vault</source>
        <translation>Tresor prüfen</translation>
    </message>
    <message>
        <source>&amp;Check now</source>
        <translation>&amp;Jetzt prüfen</translation>
    </message>
    <message>
        <source>Reads everything: the database, the audit trail and each image. You can go on working meanwhile.</source>
        <translation>Liest alles: die Datenbank, das Protokoll und jedes Bild. Sie können währenddessen weiterarbeiten.</translation>
    </message>
    <message>
        <source>Checking the database and the audit trail…</source>
        <translation>Datenbank und Protokoll werden geprüft…</translation>
    </message>
    <message>
        <source>The check was stopped before it was done.</source>
        <translation>Die Prüfung wurde vor dem Ende angehalten.</translation>
    </message>
    <message>
        <source>Checking image {done} of {of}…</source>
        <translation>Bild {done} von {of} wird geprüft…</translation>
    </message>
    <message>
        <source>Database, audit trail and {count} images are as they were written.</source>
        <translation>Datenbank, Protokoll und {count} Bilder sind so, wie sie geschrieben wurden.</translation>
    </message>
    <message>
        <source>Something is damaged. Restore the vault from a backup made before.</source>
        <translation>Etwas ist beschädigt. Stellen Sie den Tresor aus einer früheren Sicherung wieder her.</translation>
    </message>
</context>
<context>
    <name>ClosingGuard</name>
    <message>
        <source>Lentigo closes as soon as everything is filed.</source>
        <translation>Lentigo schließt, sobald alles abgelegt ist.</translation>
    </message>
    <message>
        <source>Close without keeping {count} images?</source>
        <translation>Schließen, ohne {count} Bilder zu behalten?</translation>
    </message>
    <message>
        <source>They were assessed but are not in the vault. Unlock it, or make room, to keep them.</source>
        <translation>Sie wurden ausgewertet, liegen aber nicht im Tresor. Um sie zu behalten, entsperren Sie ihn oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>‹ &amp;Lesion</source>
        <translation>‹ &amp;Läsion</translation>
    </message>
    <message>
        <source>&amp;Side by side</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>S&amp;wipe</source>
        <translation>&amp;Schieben</translation>
    </message>
    <message>
        <source>&amp;Blink</source>
        <translation>Blin&amp;ken</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>&amp;Unterschied</translation>
    </message>
    <message>
        <source>The difference is being computed…</source>
        <translation>Der Unterschied wird berechnet…</translation>
    </message>
    <message>
        <source>{mark} Two bundles computed these numbers: they cannot be compared.</source>
        <translation>{mark} Diese Zahlen stammen von zwei Bundles: Sie sind nicht vergleichbar.</translation>
    </message>
    <message>
        <source>The scale of a photograph is not known yet, so its lengths are in pixels. Show it large, choose “Measure” and draw along its ruler.</source>
        <translation>Der Maßstab einer Aufnahme ist noch nicht bekannt, daher sind ihre Längen in Pixel angegeben. Zeigen Sie sie groß, wählen Sie „Messen“ und ziehen Sie eine Linie am Lineal entlang.</translation>
    </message>
    <message>
        <source>As they lie here, a millimetre is not as long in both images, so lengths are in pixels. Align them, or measure side by side.</source>
        <translation>So, wie die Bilder hier übereinander liegen, ist ein Millimeter nicht in beiden gleich lang, daher sind Längen in Pixel angegeben. Richten Sie sie aus oder messen Sie nebeneinander.</translation>
    </message>
    <message>
        <source>The images lie over each other as they are, not aligned.</source>
        <translation>Die Bilder liegen übereinander, wie sie sind, nicht ausgerichtet.</translation>
    </message>
    <message>
        <source>The image of {day} cannot be shown. {reason}</source>
        <translation>Das Bild vom {day} kann nicht gezeigt werden. {reason}</translation>
    </message>
    <message>
        <source>&amp;Pause (Space)</source>
        <translation>&amp;Pause (Leertaste)</translation>
    </message>
    <message>
        <source>S&amp;tart blinking (Space)</source>
        <translation>Blinken sta&amp;rten (Leertaste)</translation>
    </message>
    <message>
        <source>On show: {day}</source>
        <translation>Gezeigt: {day}</translation>
    </message>
</context>
<context>
    <name>CompareToolbar</name>
    <message>
        <source>Show the whole images (0)</source>
        <translation>Die ganzen Bilder zeigen (0)</translation>
    </message>
    <message>
        <source>Show the images smaller (-)</source>
        <translation>Die Bilder kleiner zeigen (-)</translation>
    </message>
    <message>
        <source>Show the images larger (+)</source>
        <translation>Die Bilder größer zeigen (+)</translation>
    </message>
    <message>
        <source>Measure a length</source>
        <translation>Eine Länge messen</translation>
    </message>
    <message>
        <source>Divider, in percent from the left</source>
        <translation>Trennlinie, in Prozent von links</translation>
    </message>
    <message>
        <source>Ali&amp;gn</source>
        <translation>Ausri&amp;chten</translation>
    </message>
    <message>
        <source>Shift, turn and size the newer photograph so that it lies on the older</source>
        <translation>Die neuere Aufnahme so verschieben, drehen und skalieren, dass sie auf der älteren liegt</translation>
    </message>
</context>
<context>
    <name>ConclusionDialog</name>
    <message>
        <source>Record a conclusion</source>
        <translation>Befund erfassen</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Erfassen</translation>
    </message>
    <message>
        <source>Optional, such as D22.5</source>
        <translation>Freiwillig, etwa D22.5</translation>
    </message>
    <message>
        <source>&amp;Diagnosis</source>
        <translation>&amp;Diagnose</translation>
    </message>
    <message>
        <source>In your own words.</source>
        <translation>In Ihren eigenen Worten.</translation>
    </message>
    <message>
        <source>D&amp;ate</source>
        <translation>Da&amp;tum</translation>
    </message>
    <message>
        <source>&amp;ICD-10</source>
        <translation>&amp;ICD-10</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>Nicht entschieden</translation>
    </message>
    <message>
        <source>Benign</source>
        <translation>Benigne</translation>
    </message>
    <message>
        <source>Malignant</source>
        <translation>Maligne</translation>
    </message>
    <message>
        <source>&amp;Finding</source>
        <translation>Di&amp;gnität</translation>
    </message>
    <message>
        <source>Where it differs from the prediction, a list tells.</source>
        <translation>Wo er von der Vorhersage abweicht, zeigt eine Liste.</translation>
    </message>
    <message>
        <source>&amp;Based on</source>
        <translation>&amp;Beruht auf</translation>
    </message>
    <message>
        <source>A conclusion stays as it is recorded. Another one can be added beside it.</source>
        <translation>Ein Befund bleibt, wie er erfasst wurde. Daneben kann ein weiterer hinzukommen.</translation>
    </message>
    <message>
        <source>Say what you decided.</source>
        <translation>Geben Sie an, wie Sie entschieden haben.</translation>
    </message>
    <message>
        <source>Type a past date like 24/12/2025.</source>
        <translation>Geben Sie ein vergangenes Datum wie 24.12.2025 ein.</translation>
    </message>
    <message>
        <source>Codes look like C43.5; or leave it empty.</source>
        <translation>Codes sehen aus wie C43.5; oder lassen Sie das Feld leer.</translation>
    </message>
</context>
<context>
    <name>CreateVaultPage</name>
    <message>
        <source>Create a vault</source>
        <translation>Tresor anlegen</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Auswählen…</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>A new or empty folder on this computer&apos;s own drive.</source>
        <translation>Ein neuer oder leerer Ordner auf dem eigenen Laufwerk dieses Computers.</translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>Ihr &amp;Name</translation>
    </message>
    <message>
        <source>The first account is an administrator&apos;s.</source>
        <translation>Das erste Konto hat Administratorrechte.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Zu&amp;rück</translation>
    </message>
    <message>
        <source>&amp;Create the vault</source>
        <translation>&amp;Tresor anlegen</translation>
    </message>
    <message>
        <source>Making the vault…</source>
        <translation>Der Tresor wird angelegt…</translation>
    </message>
    <message>
        <source>Lentigo vault</source>
        <translation>Lentigo-Tresor</translation>
    </message>
    <message>
        <source>Folder for the vault</source>
        <translation>Ordner für den Tresor</translation>
    </message>
</context>
<context>
    <name>DateEdit</name>
    <message>
        <source>day/month/year</source>
        <translation>Tag.Monat.Jahr</translation>
    </message>
    <message>
        <source>Type a date like 24/12/{year}.</source>
        <translation>Geben Sie ein Datum wie 24.12.{year} ein.</translation>
    </message>
    <message>
        <source>Type a past date like 24/12/1961.</source>
        <translation>Geben Sie ein vergangenes Datum wie 24.12.1961 ein.</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>{vault} · watched folder not found</source>
        <translation>{vault} · überwachter Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>No vault: nothing is kept</source>
        <translation>Kein Tresor: Nichts wird behalten</translation>
    </message>
    <message>
        <source>Vault: being opened</source>
        <translation>Tresor: wird geöffnet</translation>
    </message>
    <message>
        <source>Vault: locked</source>
        <translation>Tresor: gesperrt</translation>
    </message>
    <message>
        <source>Vault: open, backup under way</source>
        <translation>Tresor: offen, Sicherung läuft</translation>
    </message>
    <message>
        <source>Vault: open, no backup</source>
        <translation>Tresor: offen, keine Sicherung</translation>
    </message>
    <message>
        <source>Vault: open, backup today</source>
        <translation>Tresor: offen, heute gesichert</translation>
    </message>
    <message>
        <source>Vault: open, backup {date}</source>
        <translation>Tresor: offen, gesichert am {date}</translation>
    </message>
    <message>
        <source>{count} of the images in the window have not been kept in the vault yet. Wait for them, or unlock it first, so that they are not lost.</source>
        <translation>{count} der Bilder im Fenster liegen noch nicht im Tresor. Warten Sie auf sie oder entsperren Sie ihn zuerst, damit sie nicht verloren gehen.</translation>
    </message>
    <message>
        <source>1 image put away.</source>
        <translation>1 Bild weggelegt.</translation>
    </message>
    <message>
        <source>{count} images put away.</source>
        <translation>{count} Bilder weggelegt.</translation>
    </message>
</context>
<context>
    <name>DifferenceLegend</name>
    <message>
        <source>Darker now</source>
        <translation>Jetzt dunkler</translation>
    </message>
    <message>
        <source>Lighter now</source>
        <translation>Jetzt heller</translation>
    </message>
    <message>
        <source>Grey: no change. Differences of exposure and shading between the photographs are taken out.</source>
        <translation>Grau: keine Veränderung. Unterschiede der Belichtung und Schattierung zwischen den Aufnahmen sind herausgerechnet.</translation>
    </message>
    <message>
        <source>Legend: orange is darker in the newer photograph, blue is lighter, grey is no change.</source>
        <translation>Legende: Orange ist in der neueren Aufnahme dunkler, Blau heller, Grau unverändert.</translation>
    </message>
</context>
<context>
    <name>DifferingPage</name>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Patienten-ID</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>Läsion</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Examinations where prediction and conclusion differ</source>
        <translation>Untersuchungen, bei denen Vorhersage und Befund verschieden sind</translation>
    </message>
    <message>
        <source>One says malignant and the other does not. A prediction counts as malignant from {threshold} on, where the bundle finds {found} of the malignant lesions.</source>
        <translation>Eines sagt maligne, das andere nicht. Eine Vorhersage zählt ab {threshold} als maligne; dort findet das Bundle {found} der malignen Läsionen.</translation>
    </message>
    <message>
        <source>The {count} newest. There are more.</source>
        <translation>Die {count} neuesten. Es gibt mehr.</translation>
    </message>
    <message>
        <source>Nothing can be compared</source>
        <translation>Nichts lässt sich vergleichen</translation>
    </message>
    <message>
        <source>The bundle does not tell from which chance on a prediction counts as malignant.</source>
        <translation>Das Bundle sagt nicht, ab welcher Wahrscheinlichkeit eine Vorhersage als maligne zählt.</translation>
    </message>
    <message>
        <source>No conclusion differs from its prediction</source>
        <translation>Kein Befund weicht von seiner Vorhersage ab</translation>
    </message>
    <message>
        <source>Conclusions with a finding, benign or malignant, are compared with what this bundle predicted for the same image.</source>
        <translation>Befunde mit Angabe der Dignität, benigne oder maligne, werden mit dem verglichen, was dieses Bundle für dasselbe Bild vorhergesagt hat.</translation>
    </message>
</context>
<context>
    <name>DuePage</name>
    <message>
        <source>Show the coming {count} days, &amp;too</source>
        <translation>&amp;Auch die kommenden {count} Tage zeigen</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Patienten-ID</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>Läsion</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>Fällig am</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Lesions whose follow-up is due</source>
        <translation>Läsionen, deren Kontrolle fällig ist</translation>
    </message>
    <message>
        <source>No follow-up is due</source>
        <translation>Keine Kontrolle ist fällig</translation>
    </message>
    <message>
        <source>A lesion appears here on the day that is set in its form as the next follow-up.</source>
        <translation>Eine Läsion erscheint hier an dem Tag, der in ihrem Formular als nächste Kontrolle eingetragen ist.</translation>
    </message>
    <message>
        <source>The {count} longest overdue. There are more.</source>
        <translation>Die {count} am längsten überfälligen. Es gibt mehr.</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>1 second</source>
        <translation>1 Sekunde</translation>
    </message>
    <message>
        <source>{count} seconds</source>
        <translation>{count} Sekunden</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} Minuten</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Drop dermoscopic images or folders here.</source>
        <translation>Legen Sie dermatoskopische Bilder oder Ordner hier ab.</translation>
    </message>
    <message>
        <source>JPEG, PNG, TIFF, BMP, WebP and HEIC. Nothing leaves this computer.</source>
        <translation>JPEG, PNG, TIFF, BMP, WebP und HEIC. Nichts verlässt diesen Computer.</translation>
    </message>
</context>
<context>
    <name>ErasePatientDialog</name>
    <message>
        <source>Erase patient</source>
        <translation>Patienten löschen</translation>
    </message>
    <message>
        <source>&amp;Erase for good</source>
        <translation>&amp;Endgültig löschen</translation>
    </message>
    <message>
        <source>This destroys all that the vault keeps of {name}: lesions, images, assessments and conclusions. It cannot be undone. Backups made before still hold the patient.

To put a patient away and keep everything, archive them instead.</source>
        <translation>Das vernichtet alles, was der Tresor von {name} aufbewahrt: Läsionen, Bilder, Auswertungen und Befunde. Es lässt sich nicht rückgängig machen. Frühere Sicherungen enthalten den Patienten weiterhin.

Um einen Patienten wegzulegen und alles zu behalten, archivieren Sie ihn stattdessen.</translation>
    </message>
    <message>
        <source>Type the &amp;identifier {identifier} to go on</source>
        <translation>Geben Sie die &amp;Patienten-ID {identifier} ein, um fortzufahren</translation>
    </message>
</context>
<context>
    <name>EverythingAgain</name>
    <message>
        <source>Stopped; images assessed until then: {count}. Begin again to go on with the others.</source>
        <translation>Angehalten; bis dahin ausgewertete Bilder: {count}. Beginnen Sie erneut, um mit den anderen fortzufahren.</translation>
    </message>
    <message>
        <source>Nothing to do: the bundle in use has assessed all images already.</source>
        <translation>Nichts zu tun: Das verwendete Bundle hat schon alle Bilder ausgewertet.</translation>
    </message>
    <message>
        <source>Assessing everything again ended when the vault was locked. What was done is kept.</source>
        <translation>Die erneute Auswertung endete, als der Tresor gesperrt wurde. Was getan war, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
</context>
<context>
    <name>EvidenceLegend</name>
    <message>
        <source>Colours of the heatmap, from violet for less to yellow for more evidence</source>
        <translation>Farben der Heatmap, von Violett für weniger bis Gelb für mehr Hinweise</translation>
    </message>
</context>
<context>
    <name>ExaminationPage</name>
    <message>
        <source>‹ &amp;Patient</source>
        <translation>‹ &amp;Patient</translation>
    </message>
    <message>
        <source>Record a &amp;conclusion…</source>
        <translation>Be&amp;fund erfassen…</translation>
    </message>
    <message>
        <source>Back to &amp;Unfiled</source>
        <translation>&amp;Zurück in den Eingang</translation>
    </message>
    <message>
        <source>Take the image from under this lesion, to file it under another</source>
        <translation>Das Bild von dieser Läsion lösen, um es einer anderen zuzuordnen</translation>
    </message>
    <message>
        <source>Assessments and conclusions</source>
        <translation>Auswertungen und Befunde</translation>
    </message>
    <message>
        <source>Conclusions</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>Assessments</source>
        <translation>Auswertungen</translation>
    </message>
    <message>
        <source>Not assessed.</source>
        <translation>Nicht ausgewertet.</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Imported {moment} by {who}.</source>
        <translation>Importiert am {moment} von {who}.</translation>
    </message>
    <message>
        <source>Nothing is known of how it was taken.</source>
        <translation>Über die Aufnahme ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Recorded {moment} by {who}.</source>
        <translation>Erfasst am {moment} von {who}.</translation>
    </message>
    <message>
        <source>Chance of malignancy {percent}</source>
        <translation>Malignitätswahrscheinlichkeit {percent}</translation>
    </message>
    <message>
        <source>The sum of those marked {mark}.</source>
        <translation>Die Summe der mit {mark} markierten.</translation>
    </message>
    <message>
        <source>{bundle}, {moment}, Lentigo {version}</source>
        <translation>{bundle}, {moment}, Lentigo {version}</translation>
    </message>
    <message>
        <source>the recovery key</source>
        <translation>dem Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>The image cannot be shown</source>
        <translation>Das Bild kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Take over the scale of {day}</source>
        <translation>Maßstab vom {day} übernehmen</translation>
    </message>
    <message>
        <source>The scale of the photograph is kept.</source>
        <translation>Der Maßstab der Aufnahme ist gespeichert.</translation>
    </message>
    <message>
        <source>The scale of the photograph is forgotten.</source>
        <translation>Der Maßstab der Aufnahme ist gelöscht.</translation>
    </message>
</context>
<context>
    <name>ExaminationPicture</name>
    <message>
        <source>Show the whole image (0)</source>
        <translation>Das ganze Bild zeigen (0)</translation>
    </message>
    <message>
        <source>One pixel of the image a pixel here (1)</source>
        <translation>Ein Pixel des Bildes ist hier ein Pixel (1)</translation>
    </message>
    <message>
        <source>Show the image smaller (-)</source>
        <translation>Das Bild kleiner zeigen (-)</translation>
    </message>
    <message>
        <source>Show the image larger (+)</source>
        <translation>Das Bild größer zeigen (+)</translation>
    </message>
    <message>
        <source>Measure a length, or set the scale</source>
        <translation>Eine Länge messen oder den Maßstab festlegen</translation>
    </message>
</context>
<context>
    <name>FileBar</name>
    <message>
        <source>Filed</source>
        <translation>Zugeordnet</translation>
    </message>
    <message>
        <source>Nothing is kept without a vault.</source>
        <translation>Ohne Tresor wird nichts behalten.</translation>
    </message>
</context>
<context>
    <name>FileUnderDialog</name>
    <message>
        <source>File under…</source>
        <translation>Zuordnen…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>Zu&amp;ordnen</translation>
    </message>
    <message>
        <source>&amp;File all</source>
        <translation>Alle zu&amp;ordnen</translation>
    </message>
    <message>
        <source>File “{name}”</source>
        <translation>„{name}“ zuordnen</translation>
    </message>
    <message>
        <source>File {count} images</source>
        <translation>{count} Bilder zuordnen</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>Läsionen</translation>
    </message>
    <message>
        <source>Choose a patient first: find one, or make a new one.</source>
        <translation>Wählen Sie zuerst einen Patienten: Suchen Sie ihn oder legen Sie ihn neu an.</translation>
    </message>
    <message>
        <source>New &amp;patient…</source>
        <translation>Neuer &amp;Patient…</translation>
    </message>
    <message>
        <source>Ne&amp;w lesion…</source>
        <translation>Neue &amp;Läsion…</translation>
    </message>
    <message>
        <source>Each keeps its own date, as far as its file tells.</source>
        <translation>Jedes behält sein eigenes Datum, soweit die Datei es nennt.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>The images seem to be of different patients. File them one by one, or look twice.</source>
        <translation>Die Bilder scheinen von verschiedenen Patienten zu sein. Ordnen Sie sie einzeln zu oder sehen Sie genau hin.</translation>
    </message>
    <message>
        <source>{count} of the {all} images may be of {name} ({identifier}), by their files. The others do not say whose they are: look whether they belong together.</source>
        <translation>{count} der {all} Bilder sind nach ihren Dateien vielleicht von {name} ({identifier}). Die anderen sagen nicht, von wem sie sind: Sehen Sie nach, ob sie zusammengehören.</translation>
    </message>
    <message>
        <source>Suggested: {name} ({identifier}), from the file name. Is it right?</source>
        <translation>Vorschlag: {name} ({identifier}), aus dem Dateinamen. Stimmt das?</translation>
    </message>
    <message>
        <source>Suggested: {name} ({identifier}), from what is written in the file. Is it right?</source>
        <translation>Vorschlag: {name} ({identifier}), aus den Angaben in der Datei. Stimmt das?</translation>
    </message>
    <message>
        <source>Filed under l&amp;ast: {name} ({identifier})</source>
        <translation>&amp;Zuletzt zugeordnet: {name} ({identifier})</translation>
    </message>
    <message>
        <source>Lesions of {name} ({identifier})</source>
        <translation>Läsionen von {name} ({identifier})</translation>
    </message>
    <message>
        <source>{done} of {count} are filed. The vault was locked before the others were.</source>
        <translation>{done} von {count} sind zugeordnet. Bevor die anderen an der Reihe waren, wurde der Tresor gesperrt.</translation>
    </message>
    <message>
        <source>{done} of {count} filed…</source>
        <translation>{done} von {count} zugeordnet…</translation>
    </message>
    <message>
        <source>{done} of {count} are filed. {reason}</source>
        <translation>{done} von {count} sind zugeordnet. {reason}</translation>
    </message>
</context>
<context>
    <name>FilingCommands</name>
    <message>
        <source>All images of the queue are filed already.</source>
        <translation>Alle Bilder der Warteschlange sind bereits zugeordnet.</translation>
    </message>
</context>
<context>
    <name>FilingDesk</name>
    <message>
        <source>Filed.</source>
        <translation>Zugeordnet.</translation>
    </message>
    <message>
        <source>This image lay under this lesion already.</source>
        <translation>Dieses Bild lag schon bei dieser Läsion.</translation>
    </message>
    <message>
        <source>{count} images filed.</source>
        <translation>{count} Bilder zugeordnet.</translation>
    </message>
    <message>
        <source>1 image filed.</source>
        <translation>1 Bild zugeordnet.</translation>
    </message>
    <message>
        <source>Already under this lesion: {count}.</source>
        <translation>Schon bei dieser Läsion: {count}.</translation>
    </message>
    <message>
        <source>Under another lesion, and left there: {count}.</source>
        <translation>Bei einer anderen Läsion und dort belassen: {count}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>FixedSetting</name>
    <message>
        <source>Fixed by your practice&apos;s IT.</source>
        <translation>Von der IT Ihrer Praxis festgelegt.</translation>
    </message>
</context>
<context>
    <name>FolderOwner</name>
    <message>
        <source>backup</source>
        <translation>der Sicherung</translation>
    </message>
    <message>
        <source>vault</source>
        <translation>des Tresors</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Research and education only, not a medical device</source>
        <translation>Nur für Forschung und Lehre, kein Medizinprodukt</translation>
    </message>
    <message>
        <source>Opening the bundle…</source>
        <translation>Das Bundle wird geöffnet…</translation>
    </message>
    <message>
        <source>Bundle {name}, SHA-256 {hash}</source>
        <translation>Bundle {name}, SHA-256 {hash}</translation>
    </message>
    <message>
        <source>No bundle</source>
        <translation>Kein Bundle</translation>
    </message>
    <message>
        <source>{assessed} of {total} assessed</source>
        <translation>{assessed} von {total} ausgewertet</translation>
    </message>
    <message>
        <source>{count} out of scope</source>
        <translation>{count} außerhalb</translation>
    </message>
    <message>
        <source>{count} unreadable</source>
        <translation>{count} unlesbar</translation>
    </message>
    <message>
        <source>{count} cancelled</source>
        <translation>{count} abgebrochen</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
</context>
<context>
    <name>HeatmapControls</name>
    <message>
        <source>&amp;Heatmap</source>
        <translation>&amp;Heatmap</translation>
    </message>
    <message>
        <source>Show where the network finds evidence for the chosen label</source>
        <translation>Zeigen, worauf sich das Netz für die gewählte Klasse stützt</translation>
    </message>
    <message>
        <source>Opacity of the heatmap, in percent</source>
        <translation>Deckkraft der Heatmap, in Prozent</translation>
    </message>
    <message>
        <source>Opacity of the heatmap</source>
        <translation>Deckkraft der Heatmap</translation>
    </message>
    <message>
        <source>less</source>
        <translation>weniger</translation>
    </message>
    <message>
        <source>more evidence for {label}</source>
        <translation>mehr Hinweise: {label}</translation>
    </message>
    <message>
        <source>more evidence</source>
        <translation>mehr Hinweise</translation>
    </message>
    <message>
        <source>Relative to the strongest place in this photograph: not to be compared with another.</source>
        <translation>Bezogen auf die stärkste Stelle dieser Aufnahme: nicht mit einer anderen vergleichbar.</translation>
    </message>
    <message>
        <source>{percent}&#xa0;%</source>
        <translation>{percent}&#xa0;%</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Lentigo: help</source>
        <translation>Lentigo: Hilfe</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>Die Seite</translation>
    </message>
    <message>
        <source>Find in this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Find the next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>“{text}” is not in this page.</source>
        <translation>„{text}“ kommt auf dieser Seite nicht vor.</translation>
    </message>
    <message>
        <source>{address} is not part of the help. Lentigo opens no connections.</source>
        <translation>{address} gehört nicht zur Hilfe. Lentigo öffnet keine Verbindungen.</translation>
    </message>
</context>
<context>
    <name>ImageDialogs</name>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Open all images of a folder</source>
        <translation>Alle Bilder eines Ordners öffnen</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Bilder öffnen</translation>
    </message>
</context>
<context>
    <name>ImagePane</name>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>{name} wird geöffnet…</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} Pixel</translation>
    </message>
    <message>
        <source>Check the file with another program, export it anew as JPEG or PNG, and drop it here again.</source>
        <translation>Prüfen Sie die Datei mit einem anderen Programm, exportieren Sie sie neu als JPEG oder PNG und legen Sie sie hier erneut ab.</translation>
    </message>
</context>
<context>
    <name>ImageToolbar</name>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>No photograph</source>
        <translation>Keine Aufnahme</translation>
    </message>
    <message>
        <source>Photograph, {width} by {height} pixels, shown at {percent} percent</source>
        <translation>Aufnahme, {width} mal {height} Pixel, gezeigt mit {percent} Prozent</translation>
    </message>
    <message>
        <source>With the heatmap over it.</source>
        <translation>Mit der Heatmap darüber.</translation>
    </message>
</context>
<context>
    <name>ImportPatientDialog</name>
    <message>
        <source>Import a patient</source>
        <translation>Patienten importieren</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>What the vault does not hold yet is added; what it holds stays as it is. All of the file is taken over, or nothing.</source>
        <translation>Was der Tresor noch nicht enthält, kommt hinzu; was er enthält, bleibt, wie es ist. Die Datei wird ganz übernommen oder gar nicht.</translation>
    </message>
    <message>
        <source>I&amp;dentifier here</source>
        <translation>&amp;Patienten-ID hier</translation>
    </message>
    <message>
        <source>For a patient who is new here. Leave it empty to keep the one in the file.</source>
        <translation>Für einen Patienten, der hier neu ist. Lassen Sie das Feld leer, um die aus der Datei zu behalten.</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Die Datei wird gelesen…</translation>
    </message>
    <message>
        <source>Taking over image {done} of {of}…</source>
        <translation>Bild {done} von {of} wird übernommen…</translation>
    </message>
</context>
<context>
    <name>ImportWork</name>
    <message>
        <source>There are no images in the folder “{name}”.</source>
        <translation>Im Ordner „{name}“ sind keine Bilder.</translation>
    </message>
    <message>
        <source>There are no images in these folders.</source>
        <translation>In diesen Ordnern sind keine Bilder.</translation>
    </message>
    <message>
        <source>Lentigo reads JPEG, PNG, TIFF, BMP, WebP, HEIC and GIF files.</source>
        <translation>Lentigo liest Dateien in JPEG, PNG, TIFF, BMP, WebP, HEIC und GIF.</translation>
    </message>
</context>
<context>
    <name>Importer</name>
    <message>
        <source>Pasted picture {number}</source>
        <translation>Eingefügtes Bild {number}</translation>
    </message>
    <message>
        <source>There is no image in this.</source>
        <translation>Darin ist kein Bild.</translation>
    </message>
    <message>
        <source>There is no image in this. Copy a picture or image files, or open them with File › Open.</source>
        <translation>Darin ist kein Bild. Kopieren Sie ein Bild oder Bilddateien oder öffnen Sie sie mit Datei › Öffnen.</translation>
    </message>
    <message>
        <source>This is only the address of a picture, and Lentigo does not use the network. Copy the picture itself, or save it and open the file.</source>
        <translation>Das ist nur die Adresse eines Bildes, und Lentigo nutzt kein Netzwerk. Kopieren Sie das Bild selbst oder speichern Sie es und öffnen Sie die Datei.</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>The samples are missing. Reinstall Lentigo to get them back.</source>
        <translation>Die Beispiele fehlen. Installieren Sie Lentigo neu, um sie zurückzubekommen.</translation>
    </message>
    <message>
        <source>Nothing was assessed. {reason}</source>
        <translation>Nichts wurde ausgewertet. {reason}</translation>
    </message>
</context>
<context>
    <name>ItemState</name>
    <message>
        <source>Filed</source>
        <translation>Zugeordnet</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Being assessed</source>
        <translation>Wird ausgewertet</translation>
    </message>
    <message>
        <source>Assessed</source>
        <translation>Ausgewertet</translation>
    </message>
    <message>
        <source>Out of scope</source>
        <translation>Außerhalb</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>KnownError</name>
    <message>
        <source>A backup of this vault is being made just now. Wait until it is whole.</source>
        <translation>Von diesem Tresor wird gerade eine Sicherung erstellt. Warten Sie, bis sie fertig ist.</translation>
    </message>
    <message>
        <source>A newer Lentigo wrote this file. Install the newest version to import it.</source>
        <translation>Diese Datei stammt von einem neueren Lentigo. Installieren Sie die neueste Version, um sie zu importieren.</translation>
    </message>
    <message>
        <source>A recovery key has no “{character}” in it. Compare what you typed with the print.</source>
        <translation>In einem Wiederherstellungsschlüssel kommt „{character}“ nicht vor. Vergleichen Sie Ihre Eingabe mit dem Ausdruck.</translation>
    </message>
    <message>
        <source>A recovery key has {right} letters and digits, not {typed}. Compare what you typed with the print.</source>
        <translation>Ein Wiederherstellungsschlüssel hat {right} Buchstaben und Ziffern, nicht {typed}. Vergleichen Sie Ihre Eingabe mit dem Ausdruck.</translation>
    </message>
    <message>
        <source>An image in the file is not the one that it tells of. Nothing was taken over.</source>
        <translation>Ein Bild in der Datei ist nicht das, das sie nennt. Nichts wurde übernommen.</translation>
    </message>
    <message>
        <source>Another patient has this identifier. Open that patient, or correct the identifier.</source>
        <translation>Ein anderer Patient hat diese Patienten-ID. Öffnen Sie jenen Patienten oder berichtigen Sie die ID.</translation>
    </message>
    <message>
        <source>Another patient in the vault has the identifier that the file gives. Import this one under another identifier, or correct the other one first.</source>
        <translation>Ein anderer Patient im Tresor hat die Patienten-ID aus der Datei. Importieren Sie diesen unter einer anderen ID oder berichtigen Sie zuerst den anderen.</translation>
    </message>
    <message>
        <source>Another program is using the vault&apos;s database, so {what}. Try again in a minute.</source>
        <translation>Ein anderes Programm benutzt die Datenbank des Tresors; {what}. Versuchen Sie es in einer Minute noch einmal.</translation>
    </message>
    <message>
        <source>Give the account a name.</source>
        <translation>Geben Sie dem Konto einen Namen.</translation>
    </message>
    <message>
        <source>No bundle is installed. Reinstall Lentigo, or start it with --bundle and the folder of a bundle.</source>
        <translation>Es ist kein Bundle installiert. Installieren Sie Lentigo neu oder starten Sie es mit --bundle und dem Ordner eines Bundles.</translation>
    </message>
    <message>
        <source>No folder has been chosen for backups. Ask an administrator to choose one.</source>
        <translation>Für Sicherungen ist kein Ordner gewählt. Bitten Sie eine Administratorin oder einen Administrator, einen zu wählen.</translation>
    </message>
    <message>
        <source>Only an administrator may do this. Ask one to unlock the vault and do it.</source>
        <translation>Das dürfen nur Administratoren. Bitten Sie jemanden mit diesen Rechten, den Tresor zu entsperren und es zu tun.</translation>
    </message>
    <message>
        <source>Only an administrator may replace a vault by its backup. Ask one to do it, or choose another folder.</source>
        <translation>Nur Administratoren dürfen einen Tresor durch seine Sicherung ersetzen. Bitten Sie jemanden mit diesen Rechten darum oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The account or the passphrase is not right.</source>
        <translation>Das Konto oder die Passphrase stimmt nicht.</translation>
    </message>
    <message>
        <source>The account or the passphrase is not right. It is the one that was right when the backup was made.</source>
        <translation>Das Konto oder die Passphrase stimmt nicht. Es gilt die, die beim Erstellen der Sicherung galt.</translation>
    </message>
    <message>
        <source>The audit trail was not written: {reason}. Choose another place.</source>
        <translation>Das Protokoll wurde nicht geschrieben: {reason}. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>The backup was stopped before it was whole. The one from before is as it was; the next goes on from here.</source>
        <translation>Die Sicherung wurde angehalten, bevor sie vollständig war. Die vorige ist unverändert; die nächste macht hier weiter.</translation>
    </message>
    <message>
        <source>The bundle has no graph {name}; it has {names}.</source>
        <translation>Das Bundle hat keinen Graphen {name}; es hat {names}.</translation>
    </message>
    <message>
        <source>The bundle has no {name}. Reinstall Lentigo or get the bundle again.</source>
        <translation>Dem Bundle fehlt {name}. Installieren Sie Lentigo neu oder beschaffen Sie das Bundle erneut.</translation>
    </message>
    <message>
        <source>The bundle is refused: its network does not answer here as it did in training (difference {difference:.1e}). Reinstall Lentigo or get the bundle again.</source>
        <translation>Das Bundle wird abgelehnt: Sein Netz antwortet hier anders als im Training (Abweichung {difference:.1e}). Installieren Sie Lentigo neu oder beschaffen Sie das Bundle erneut.</translation>
    </message>
    <message>
        <source>The bundle is refused: pictures are prepared otherwise here than they were in training (by {levels:.1f} grey levels). Reinstall Lentigo.</source>
        <translation>Das Bundle wird abgelehnt: Bilder werden hier anders aufbereitet als im Training (um {levels:.1f} Graustufen). Installieren Sie Lentigo neu.</translation>
    </message>
    <message>
        <source>The bundle was made for a newer Lentigo (its format is {theirs}; this program reads {ours}). Update Lentigo, or choose an older bundle.</source>
        <translation>Das Bundle ist für ein neueres Lentigo (sein Format ist {theirs}; dieses Programm liest {ours}). Aktualisieren Sie Lentigo oder wählen Sie ein älteres Bundle.</translation>
    </message>
    <message>
        <source>The bundle&apos;s file {name} cannot be read: {why}. Reinstall Lentigo or get the bundle again.</source>
        <translation>Die Datei {name} des Bundles ist nicht lesbar: {why}. Installieren Sie Lentigo neu oder beschaffen Sie das Bundle erneut.</translation>
    </message>
    <message>
        <source>The bundle&apos;s file {name} has been altered or damaged: its hash is wrong. Reinstall Lentigo or get the bundle again.</source>
        <translation>Die Datei {name} des Bundles wurde verändert oder beschädigt: Ihre Prüfsumme stimmt nicht. Installieren Sie Lentigo neu oder beschaffen Sie das Bundle erneut.</translation>
    </message>
    <message>
        <source>The bundle&apos;s manifest does not name {names}. Reinstall Lentigo or get the bundle again.</source>
        <translation>Das Manifest des Bundles nennt {names} nicht. Installieren Sie Lentigo neu oder beschaffen Sie das Bundle erneut.</translation>
    </message>
    <message>
        <source>The bundle&apos;s manifest is malformed: format_version should be like &apos;1.0&apos;.</source>
        <translation>Das Manifest des Bundles ist fehlerhaft: format_version sollte wie &apos;1.0&apos; aussehen.</translation>
    </message>
    <message>
        <source>The bundle&apos;s manifest is malformed: it names a file outside the bundle.</source>
        <translation>Das Manifest des Bundles ist fehlerhaft: Es nennt eine Datei außerhalb des Bundles.</translation>
    </message>
    <message>
        <source>The bundle&apos;s manifest is malformed: {why}.</source>
        <translation>Das Manifest des Bundles ist fehlerhaft: {why}.</translation>
    </message>
    <message>
        <source>The bundle&apos;s manifest is not readable JSON.</source>
        <translation>Das Manifest des Bundles ist kein lesbares JSON.</translation>
    </message>
    <message>
        <source>The bundle&apos;s network cannot be loaded: it is damaged or needs a newer Lentigo. Reinstall Lentigo or get the bundle again.</source>
        <translation>Das Netz des Bundles kann nicht geladen werden: Es ist beschädigt oder braucht ein neueres Lentigo. Installieren Sie Lentigo neu oder beschaffen Sie das Bundle erneut.</translation>
    </message>
    <message>
        <source>The bundle&apos;s network cannot be run. Get the bundle again.</source>
        <translation>Das Netz des Bundles kann nicht ausgeführt werden. Beschaffen Sie das Bundle erneut.</translation>
    </message>
    <message>
        <source>The bundle&apos;s network does not have the inputs and outputs that its manifest names.</source>
        <translation>Das Netz des Bundles hat nicht die Ein- und Ausgänge, die sein Manifest nennt.</translation>
    </message>
    <message>
        <source>The bundle&apos;s out-of-scope statistics cannot be read.</source>
        <translation>Die Statistik des Bundles zum Anwendungsbereich ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The bundle&apos;s out-of-scope statistics do not fit together.</source>
        <translation>Die Statistik des Bundles zum Anwendungsbereich passt nicht zusammen.</translation>
    </message>
    <message>
        <source>The bundle&apos;s probe cannot be read.</source>
        <translation>Die Probe des Bundles ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The bundle&apos;s probe does not fit its network.</source>
        <translation>Die Probe des Bundles passt nicht zu seinem Netz.</translation>
    </message>
    <message>
        <source>The bundle&apos;s probe holds a picture that cannot be read.</source>
        <translation>Die Probe des Bundles enthält ein unlesbares Bild.</translation>
    </message>
    <message>
        <source>The bundle&apos;s probe is empty or does not fit together.</source>
        <translation>Die Probe des Bundles ist leer oder passt nicht zusammen.</translation>
    </message>
    <message>
        <source>The disk is full, so {what}. Make room and try again; what was filed before is safe.</source>
        <translation>Das Laufwerk ist voll; {what}. Schaffen Sie Platz und versuchen Sie es noch einmal; was schon zugeordnet war, ist sicher.</translation>
    </message>
    <message>
        <source>The examinations cannot be written: {why}. Nothing was kept.</source>
        <translation>Die Untersuchungen können nicht geschrieben werden: {why}. Nichts wurde behalten.</translation>
    </message>
    <message>
        <source>The file cannot be read: {why}.</source>
        <translation>Die Datei ist nicht lesbar: {why}.</translation>
    </message>
    <message>
        <source>The file contradicts the vault: something in it belongs to another patient here. Nothing was imported.</source>
        <translation>Die Datei widerspricht dem Tresor: Etwas darin gehört hier zu einem anderen Patienten. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>The file has changed since it was assessed. Drop it here again.</source>
        <translation>Die Datei hat sich seit der Auswertung geändert. Legen Sie sie hier erneut ab.</translation>
    </message>
    <message>
        <source>The file holds a name that leads out of its folder. It was not opened.</source>
        <translation>Die Datei enthält einen Namen, der aus ihrem Ordner hinausführt. Sie wurde nicht geöffnet.</translation>
    </message>
    <message>
        <source>The file holds something larger than it says. It was not opened.</source>
        <translation>Die Datei enthält etwas, das größer ist als angegeben. Sie wurde nicht geöffnet.</translation>
    </message>
    <message>
        <source>The file holds two files of one name. It was not opened.</source>
        <translation>Die Datei enthält zwei Dateien gleichen Namens. Sie wurde nicht geöffnet.</translation>
    </message>
    <message>
        <source>The file is cut into far more pieces than a photograph needs.</source>
        <translation>Die Datei ist in weit mehr Teile zerstückelt, als ein Foto braucht.</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete.</source>
        <translation>Die Datei ist beschädigt oder unvollständig.</translation>
    </message>
    <message>
        <source>The file is damaged: its structure makes no sense.</source>
        <translation>Die Datei ist beschädigt: Ihr Aufbau ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is not there (any more).</source>
        <translation>Die Datei ist nicht (mehr) da.</translation>
    </message>
    <message>
        <source>The file is packed in a way that Lentigo does not read. Unpack it and pack it anew.</source>
        <translation>Die Datei ist auf eine Weise gepackt, die Lentigo nicht liest. Entpacken Sie sie und packen Sie sie neu.</translation>
    </message>
    <message>
        <source>The file is too large ({size} MB; at most {most} MB).</source>
        <translation>Die Datei ist zu groß ({size} MB; höchstens {most} MB).</translation>
    </message>
    <message>
        <source>The file makes its reader go through the picture far more often than a photograph needs.</source>
        <translation>Die Datei lässt das Bild weit öfter durchgehen, als ein Foto es braucht.</translation>
    </message>
    <message>
        <source>The file unfolds to far more than a patient&apos;s images. It was not opened.</source>
        <translation>Die Datei wird entpackt weit größer als die Bilder eines Patienten. Sie wurde nicht geöffnet.</translation>
    </message>
    <message>
        <source>The image&apos;s file is damaged and is not shown. Restore it from a backup; all else about it is still here.</source>
        <translation>Die Datei des Bildes ist beschädigt und wird nicht gezeigt. Stellen Sie sie aus einer Sicherung wieder her; alles andere dazu ist noch da.</translation>
    </message>
    <message>
        <source>The image&apos;s file is missing from the vault. Restore it from a backup; all else about it is still here.</source>
        <translation>Die Datei des Bildes fehlt im Tresor. Stellen Sie sie aus einer Sicherung wieder her; alles andere dazu ist noch da.</translation>
    </message>
    <message>
        <source>The image&apos;s key is missing from the vault. Restore it from a backup.</source>
        <translation>Der Schlüssel des Bildes fehlt im Tresor. Stellen Sie ihn aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The patient&apos;s data cannot be written: {why}. Nothing was kept.</source>
        <translation>Die Daten des Patienten können nicht geschrieben werden: {why}. Nichts wurde behalten.</translation>
    </message>
    <message>
        <source>The photographs differ in size ({one} and {other} pixels), so the scale of one is not that of the other. Measure this one.</source>
        <translation>Die Aufnahmen sind verschieden groß ({one} und {other} Pixel), daher gilt der Maßstab der einen nicht für die andere. Messen Sie diese.</translation>
    </message>
    <message>
        <source>The settings could not be saved: {reason}.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>The vault&apos;s images cannot be read ({reason}), so the backup was not made. Check the vault&apos;s drive.</source>
        <translation>Die Bilder des Tresors sind nicht lesbar ({reason}), daher wurde keine Sicherung erstellt. Prüfen Sie das Laufwerk des Tresors.</translation>
    </message>
    <message>
        <source>The watched folder is not there or cannot be read.</source>
        <translation>Der überwachte Ordner ist nicht da oder nicht lesbar.</translation>
    </message>
    <message>
        <source>The {of}&apos;s drive reports an error ({reason}), so {what}. Try again; if it stays, check the drive.</source>
        <translation>Das Laufwerk {of} meldet einen Fehler ({reason}); {what}. Versuchen Sie es noch einmal; bleibt es dabei, prüfen Sie das Laufwerk.</translation>
    </message>
    <message>
        <source>The {of}&apos;s folder cannot be reached, so {what}. Connect its drive again, then try again.</source>
        <translation>Der Ordner {of} ist nicht erreichbar; {what}. Schließen Sie das Laufwerk wieder an und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The {of}&apos;s folder may not be written, so {what}. Ask whoever looks after this computer for permission.</source>
        <translation>In den Ordner {of} darf nicht geschrieben werden; {what}. Bitten Sie die für diesen Computer Zuständigen um die Berechtigung.</translation>
    </message>
    <message>
        <source>There is not room enough for the vault, which takes {needed_mb:.0f} MB. Choose a folder on another drive.</source>
        <translation>Der Platz reicht nicht für den Tresor, der {needed_mb:.0f} MB braucht. Wählen Sie einen Ordner auf einem anderen Laufwerk.</translation>
    </message>
    <message>
        <source>This image lies under another lesion already. To move it, open it there and choose “Back to Unfiled”.</source>
        <translation>Dieses Bild liegt schon bei einer anderen Läsion. Um es zu verschieben, öffnen Sie es dort und wählen Sie „Zurück in den Eingang“.</translation>
    </message>
    <message>
        <source>The picture holds values outside the range of a photograph.</source>
        <translation>Das Bild enthält Werte außerhalb des Bereichs einer Aufnahme.</translation>
    </message>
    <message>
        <source>The picture holds values that are not numbers.</source>
        <translation>Das Bild enthält Werte, die keine Zahlen sind.</translation>
    </message>
    <message>
        <source>The picture is too large (at most {most} megapixels).</source>
        <translation>Das Bild ist zu groß (höchstens {most} Megapixel).</translation>
    </message>
    <message>
        <source>The picture is too large ({width} × {height} pixels; at most {most} megapixels).</source>
        <translation>Das Bild ist zu groß ({width} × {height} Pixel; höchstens {most} Megapixel).</translation>
    </message>
    <message>
        <source>The recovery key has a typing error. Compare what you typed with the print.</source>
        <translation>Der Wiederherstellungsschlüssel enthält einen Tippfehler. Vergleichen Sie Ihre Eingabe mit dem Ausdruck.</translation>
    </message>
    <message>
        <source>The recovery key has no passphrase. Give an account a new one instead.</source>
        <translation>Der Wiederherstellungsschlüssel hat keine Passphrase. Geben Sie stattdessen einem Konto eine neue.</translation>
    </message>
    <message>
        <source>The vault and its backup cannot lie in each other. Choose a folder on another drive for the backup.</source>
        <translation>Tresor und Sicherung können nicht ineinander liegen. Wählen Sie für die Sicherung einen Ordner auf einem anderen Laufwerk.</translation>
    </message>
    <message>
        <source>The vault in this folder is not the one that the backup is of, and nothing was restored. Choose another folder.</source>
        <translation>Der Tresor in diesem Ordner ist nicht der, von dem die Sicherung stammt; nichts wurde wiederhergestellt. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it, then try again.</source>
        <translation>Der Tresor ist gesperrt. Entsperren Sie ihn und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The vault&apos;s database is damaged. Restore the vault from a backup.</source>
        <translation>Die Datenbank des Tresors ist beschädigt. Stellen Sie den Tresor aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The vault&apos;s database is missing or empty. Restore the vault from a backup.</source>
        <translation>Die Datenbank des Tresors fehlt oder ist leer. Stellen Sie den Tresor aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The vault&apos;s header is damaged, and so is its copy. Restore the vault from a backup.</source>
        <translation>Der Kopf des Tresors ist beschädigt, seine Kopie ebenso. Stellen Sie den Tresor aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>There is a file of this name already, and it is left as it is. Choose another name.</source>
        <translation>Es gibt schon eine Datei dieses Namens; sie bleibt, wie sie ist. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is a folder of this name already, and it is left as it is. Choose another name.</source>
        <translation>Es gibt schon einen Ordner dieses Namens; er bleibt, wie er ist. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is a vault in this folder already, and nothing was restored. Choose another folder, or say to replace it.</source>
        <translation>In diesem Ordner liegt schon ein Tresor; nichts wurde wiederhergestellt. Wählen Sie einen anderen Ordner oder geben Sie an, dass er ersetzt werden soll.</translation>
    </message>
    <message>
        <source>There is no finished backup in this folder. Choose the folder that was given when it was made.</source>
        <translation>In diesem Ordner liegt keine fertige Sicherung. Wählen Sie den Ordner, der beim Erstellen angegeben wurde.</translation>
    </message>
    <message>
        <source>There is no patient with this identifier in the vault. Type it exactly as it is kept.</source>
        <translation>Im Tresor gibt es keinen Patienten mit dieser Patienten-ID. Geben Sie sie genau so ein, wie sie gespeichert ist.</translation>
    </message>
    <message>
        <source>There is no such account in the vault.</source>
        <translation>Dieses Konto gibt es im Tresor nicht.</translation>
    </message>
    <message>
        <source>There is no such examination in the vault (any more).</source>
        <translation>Diese Untersuchung gibt es im Tresor nicht (mehr).</translation>
    </message>
    <message>
        <source>There is no such lesion in the vault (any more).</source>
        <translation>Diese Läsion gibt es im Tresor nicht (mehr).</translation>
    </message>
    <message>
        <source>There is no such patient in the vault (any more).</source>
        <translation>Diesen Patienten gibt es im Tresor nicht (mehr).</translation>
    </message>
    <message>
        <source>There is no such thing in the vault (any more).</source>
        <translation>Das gibt es im Tresor nicht (mehr).</translation>
    </message>
    <message>
        <source>There is no vault in this folder. Choose the folder that holds the file vault.json.</source>
        <translation>In diesem Ordner liegt kein Tresor. Wählen Sie den Ordner mit der Datei vault.json.</translation>
    </message>
    <message>
        <source>There is not enough memory to open this picture.</source>
        <translation>Der Arbeitsspeicher reicht nicht, um dieses Bild zu öffnen.</translation>
    </message>
    <message>
        <source>There is, or was, an account of this name. Choose another name.</source>
        <translation>Ein Konto dieses Namens gibt oder gab es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There were {count} wrong attempts. Try again in {duration}.</source>
        <translation>Es gab {count} Fehlversuche. Nächster Versuch in: {duration}.</translation>
    </message>
    <message>
        <source>This account has been archived. Make a new one.</source>
        <translation>Dieses Konto wurde archiviert. Legen Sie ein neues an.</translation>
    </message>
    <message>
        <source>This backup is damaged, and nothing was restored. {problems} Use another backup, or restore what is whole.</source>
        <translation>Diese Sicherung ist beschädigt, nichts wurde wiederhergestellt. {problems} Verwenden Sie eine andere Sicherung oder stellen Sie wieder her, was unbeschädigt ist.</translation>
    </message>
    <message>
        <source>This backup was made by a newer Lentigo. Install the newest version; nothing has been changed.</source>
        <translation>Diese Sicherung stammt von einem neueren Lentigo. Installieren Sie die neueste Version; nichts wurde verändert.</translation>
    </message>
    <message>
        <source>This computer has no key store that Lentigo can use, so no passphrase is remembered. Type it at each start, as before.</source>
        <translation>Dieser Computer hat keinen Schlüsselspeicher, den Lentigo nutzen kann; daher wird keine Passphrase gemerkt. Geben Sie sie wie bisher bei jedem Start ein.</translation>
    </message>
    <message>
        <source>This does not lie under the patient any more. Look for it where it is now, perhaps in Unfiled.</source>
        <translation>Das ist diesem Patienten nicht mehr zugeordnet. Sehen Sie nach, wo es jetzt liegt, vielleicht im Eingang.</translation>
    </message>
    <message>
        <source>This file is not a patient archive of Lentigo, or it is damaged. Nothing was taken over.</source>
        <translation>Diese Datei ist kein Patientenarchiv von Lentigo oder sie ist beschädigt. Nichts wurde übernommen.</translation>
    </message>
    <message>
        <source>This folder holds something else, and nothing was restored. Choose a new or an empty folder.</source>
        <translation>Dieser Ordner enthält etwas anderes; nichts wurde wiederhergestellt. Wählen Sie einen neuen oder leeren Ordner.</translation>
    </message>
    <message>
        <source>This folder holds something else. Choose a new or an empty folder for the backup.</source>
        <translation>Dieser Ordner enthält etwas anderes. Wählen Sie für die Sicherung einen neuen oder leeren Ordner.</translation>
    </message>
    <message>
        <source>This folder holds the backup of another vault. Choose a new or an empty folder for the backup.</source>
        <translation>Dieser Ordner enthält die Sicherung eines anderen Tresors. Wählen Sie für die Sicherung einen neuen oder leeren Ordner.</translation>
    </message>
    <message>
        <source>This folder is not empty. Choose a new or an empty one for the vault.</source>
        <translation>Dieser Ordner ist nicht leer. Wählen Sie für den Tresor einen neuen oder leeren.</translation>
    </message>
    <message>
        <source>This folder is on a network share, where two computers could damage the vault without noticing. Keep the vault in a folder of this computer&apos;s own drive, and choose the share for its backups.</source>
        <translation>Dieser Ordner liegt auf einer Netzwerkfreigabe, wo zwei Computer den Tresor unbemerkt beschädigen könnten. Legen Sie den Tresor in einen Ordner auf dem eigenen Laufwerk dieses Computers und wählen Sie die Freigabe für seine Sicherungen.</translation>
    </message>
    <message>
        <source>This image has been filed already.</source>
        <translation>Dieses Bild ist bereits zugeordnet.</translation>
    </message>
    <message>
        <source>This image is in the vault no longer: it was erased.</source>
        <translation>Dieses Bild ist nicht mehr im Tresor: Es wurde gelöscht.</translation>
    </message>
    <message>
        <source>This image is not filed under a lesion.</source>
        <translation>Dieses Bild ist keiner Läsion zugeordnet.</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>Das ist ein Ordner, keine Datei.</translation>
    </message>
    <message>
        <source>This is not a file.</source>
        <translation>Das ist keine Datei.</translation>
    </message>
    <message>
        <source>This is not a picture in a format that Lentigo reads.</source>
        <translation>Das ist kein Bild in einem Format, das Lentigo liest.</translation>
    </message>
    <message>
        <source>This is not the recovery key of this vault. It may be that of another, or have been renewed since.</source>
        <translation>Das ist nicht der Wiederherstellungsschlüssel dieses Tresors. Vielleicht gehört er zu einem anderen oder wurde seither erneuert.</translation>
    </message>
    <message>
        <source>This is the last administrator. Make another account an administrator&apos;s first.</source>
        <translation>Das ist das letzte Konto mit Administratorrechten. Legen Sie zuerst ein weiteres solches an.</translation>
    </message>
    <message>
        <source>This may not be read: permission is denied.</source>
        <translation>Das darf nicht gelesen werden: Die Berechtigung fehlt.</translation>
    </message>
    <message>
        <source>This passphrase could be guessed. {reasons}</source>
        <translation>Diese Passphrase ließe sich erraten. {reasons}</translation>
    </message>
    <message>
        <source>This vault is already open: another program. Close it there first.</source>
        <translation>Dieser Tresor ist bereits in einem anderen Programm geöffnet. Schließen Sie ihn zuerst dort.</translation>
    </message>
    <message>
        <source>This vault is already open: {user} on {computer} (process {process}, since {since}). Close it there first.</source>
        <translation>Dieser Tresor ist bereits geöffnet: {user} auf {computer} (Prozess {process}, seit {since}). Schließen Sie ihn zuerst dort.</translation>
    </message>
    <message>
        <source>This vault was last opened by an older Lentigo. Open it once in this one, then try again.</source>
        <translation>Dieser Tresor wurde zuletzt von einem älteren Lentigo geöffnet. Öffnen Sie ihn einmal in diesem und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>This vault was written by a newer Lentigo. Install the newest version to open it; nothing has been changed.</source>
        <translation>Dieser Tresor stammt von einem neueren Lentigo. Installieren Sie die neueste Version, um ihn zu öffnen; nichts wurde verändert.</translation>
    </message>
    <message>
        <source>This would lie in the vault&apos;s folder, where nothing readable may be. Choose another place.</source>
        <translation>Das läge im Ordner des Tresors, wo nichts Lesbares sein darf. Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>LabelRow</name>
    <message>
        <source>malignant</source>
        <translation>maligne</translation>
    </message>
    <message>
        <source>Choose it to see in the heatmap what speaks for it.</source>
        <translation>Wählen Sie sie, um in der Heatmap zu sehen, was für sie spricht.</translation>
    </message>
    <message>
        <source>Counted as malignant.</source>
        <translation>Zählt als maligne.</translation>
    </message>
</context>
<context>
    <name>LesionDialog</name>
    <message>
        <source>New lesion</source>
        <translation>Neue Läsion</translation>
    </message>
    <message>
        <source>Edit lesion</source>
        <translation>Läsion bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>None or not known</source>
        <translation>Keine oder nicht bekannt</translation>
    </message>
    <message>
        <source>&amp;Look again on</source>
        <translation>&amp;Kontrolle am</translation>
    </message>
    <message>
        <source>Empty if nothing is planned. It stays until you change it.</source>
        <translation>Leer, wenn nichts geplant ist. Bleibt, bis Sie es ändern.</translation>
    </message>
    <message>
        <source>&amp;Body site</source>
        <translation>&amp;Lokalisation</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>What tells it from this patient&apos;s others, such as “upper, beside the scar”.</source>
        <translation>Was sie von den anderen dieses Patienten unterscheidet, etwa „obere, neben der Narbe“.</translation>
    </message>
    <message>
        <source>New lesion of {name} ({identifier})</source>
        <translation>Neue Läsion von {name} ({identifier})</translation>
    </message>
    <message>
        <source>Click the skin where the lesion is; drag its pin to move it.</source>
        <translation>Klicken Sie auf die Haut, wo die Läsion ist; ziehen Sie ihre Nadel, um sie zu verschieben.</translation>
    </message>
    <message>
        <source>Ta&amp;ke off the map</source>
        <translation>Von der Ka&amp;rte nehmen</translation>
    </message>
    <message>
        <source>Si&amp;de</source>
        <translation>S&amp;eite</translation>
    </message>
    <message>
        <source>S&amp;tatus</source>
        <translation>S&amp;tatus</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>Noti&amp;zen</translation>
    </message>
    <message>
        <source>This lesion</source>
        <translation>Diese Läsion</translation>
    </message>
    <message>
        <source>Give it a body site or a name.</source>
        <translation>Geben Sie eine Lokalisation oder einen Namen an.</translation>
    </message>
</context>
<context>
    <name>LesionPage</name>
    <message>
        <source>‹ &amp;Patient</source>
        <translation>‹ &amp;Patient</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>Show &amp;large</source>
        <translation>&amp;Groß zeigen</translation>
    </message>
    <message>
        <source>E&amp;dit lesion…</source>
        <translation>&amp;Läsion bearbeiten…</translation>
    </message>
    <message>
        <source>Assess a&amp;gain</source>
        <translation>&amp;Erneut auswerten</translation>
    </message>
    <message>
        <source>The chosen images</source>
        <translation>Die gewählten Bilder</translation>
    </message>
    <message>
        <source>All images of this lesion</source>
        <translation>Alle Bilder dieser Läsion</translation>
    </message>
    <message>
        <source>Images of this lesion, newest first</source>
        <translation>Bilder dieser Läsion, die neuesten zuerst</translation>
    </message>
    <message>
        <source>No images of this lesion yet</source>
        <translation>Noch keine Bilder dieser Läsion</translation>
    </message>
    <message>
        <source>Drop an image anywhere on the window; then choose “File under…” beside it.</source>
        <translation>Legen Sie ein Bild irgendwo auf dem Fenster ab; wählen Sie dann daneben „Zuordnen…“.</translation>
    </message>
    <message>
        <source>Two dates are chosen: they can be compared.</source>
        <translation>Zwei Termine sind gewählt: Sie können verglichen werden.</translation>
    </message>
    <message>
        <source>To compare there must be a second image.</source>
        <translation>Zum Vergleichen braucht es ein zweites Bild.</translation>
    </message>
    <message>
        <source>Choose two dates to compare (now {count}): click, or press Space.</source>
        <translation>Wählen Sie zwei Termine zum Vergleichen (jetzt {count}): Klick oder Leertaste.</translation>
    </message>
    <message>
        <source>Nothing to do: {bundle}, the bundle in use, has assessed these images already.</source>
        <translation>Nichts zu tun: Das verwendete Bundle {bundle} hat diese Bilder schon ausgewertet.</translation>
    </message>
    <message>
        <source>Assessing again with {bundle}…</source>
        <translation>Erneute Auswertung mit {bundle}…</translation>
    </message>
</context>
<context>
    <name>LesionTrend</name>
    <message>
        <source>Chance of malignancy over time</source>
        <translation>Malignitätswahrscheinlichkeit im Verlauf</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>Wahrsch.</translation>
    </message>
    <message>
        <source>Of 100 such</source>
        <translation>Von 100</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Bundle</translation>
    </message>
    <message>
        <source>Chance of malignancy</source>
        <translation>Malignitätswahrscheinlichkeit</translation>
    </message>
    <message>
        <source>How many of 100 lesions with such a score were malignant (95 % interval)</source>
        <translation>Wie viele von 100 Läsionen mit einem solchen Wert maligne waren (95‑%‑Intervall)</translation>
    </message>
    <message>
        <source>Chance of malignancy over time, as a table</source>
        <translation>Malignitätswahrscheinlichkeit im Verlauf, als Tabelle</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>{share} ({low}–{high})</source>
        <translation>{share} ({low}–{high})</translation>
    </message>
    <message>
        <source>{mark} {bundle}, not comparable</source>
        <translation>{mark} {bundle}, nicht vergleichbar</translation>
    </message>
    <message>
        <source>No bundle has given a chance for an image of this lesion yet.</source>
        <translation>Noch kein Bundle hat für ein Bild dieser Läsion eine Wahrscheinlichkeit angegeben.</translation>
    </message>
    <message>
        <source>Upright bars, and “of 100 such”: how many of 100 lesions with such a score were malignant in the {set} (95 % interval).</source>
        <translation>Senkrechte Balken und „von 100“: wie viele von 100 Läsionen mit einem solchen Wert maligne waren ({set}; 95‑%‑Intervall).</translation>
    </message>
    <message>
        <source>Diamonds: computed by a bundle that is not the one in use.</source>
        <translation>Rauten: von einem anderen als dem verwendeten Bundle berechnet.</translation>
    </message>
    <message>
        <source>{mark}: the bundle changed; the numbers before and after cannot be compared. Assess the images again with the bundle in use to compare them.</source>
        <translation>{mark}: Das Bundle wechselte; die Zahlen davor und danach sind nicht vergleichbar. Werten Sie die Bilder mit dem verwendeten Bundle erneut aus, um sie zu vergleichen.</translation>
    </message>
</context>
<context>
    <name>LesionWords</name>
    <message>
        <source>1 image</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>Noch keine Bilder</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>due {date}</source>
        <translation>fällig {date}</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} Bilder</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Lentigo is made of these parts. Each licence is that of its authors, word for word.</source>
        <translation>Lentigo besteht aus diesen Teilen. Jede Lizenz ist die ihrer Autoren, im Wortlaut.</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>The text of this licence cannot be read. Reinstall Lentigo to have it back.</source>
        <translation>Der Text dieser Lizenz ist nicht lesbar. Installieren Sie Lentigo neu, um ihn wiederzubekommen.</translation>
    </message>
</context>
<context>
    <name>LockingCard</name>
    <message>
        <source>Locking</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source> minutes</source>
        <translation> Minuten</translation>
    </message>
    <message>
        <source>Lock when nobody has touched mouse or keyboard for</source>
        <translation>Sperren, wenn niemand Maus oder Tastatur berührt hat, nach</translation>
    </message>
    <message>
        <source>Change my &amp;passphrase…</source>
        <translation>Meine Pass&amp;phrase ändern…</translation>
    </message>
    <message>
        <source>F&amp;orget the remembered passphrase</source>
        <translation>Gemerkte Passphrase &amp;vergessen</translation>
    </message>
    <message>
        <source>The vault was opened with its recovery key.</source>
        <translation>Der Tresor wurde mit seinem Wiederherstellungsschlüssel geöffnet.</translation>
    </message>
    <message>
        <source>You are {name}.</source>
        <translation>Angemeldet: {name}.</translation>
    </message>
    <message>
        <source>Your passphrase has been changed.</source>
        <translation>Ihre Passphrase wurde geändert.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Opening the bundle…</source>
        <translation>Das Bundle wird geöffnet…</translation>
    </message>
    <message>
        <source>The bundle was made for a newer Lentigo, which may know more about it.</source>
        <translation>Das Bundle ist für ein neueres Lentigo, das vielleicht mehr darüber weiß.</translation>
    </message>
    <message>
        <source>Nothing can be assessed: the bundle was refused</source>
        <translation>Es kann nichts ausgewertet werden: Das Bundle wurde abgelehnt</translation>
    </message>
    <message>
        <source>Lentigo shows no numbers without a bundle that is exactly as it was made.</source>
        <translation>Lentigo zeigt keine Zahlen ohne ein Bundle, das genau so ist, wie es erstellt wurde.</translation>
    </message>
    <message>
        <source>1 image taken off the queue.</source>
        <translation>1 Bild aus der Warteschlange genommen.</translation>
    </message>
    <message>
        <source>{count} images taken off the queue.</source>
        <translation>{count} Bilder aus der Warteschlange genommen.</translation>
    </message>
</context>
<context>
    <name>MalignancySummary</name>
    <message>
        <source>Chance of malignancy</source>
        <translation>Malignitätswahrscheinlichkeit</translation>
    </message>
    <message>
        <source>The sum of those marked {mark} below: {titles}.</source>
        <translation>Die Summe der unten mit {mark} markierten: {titles}.</translation>
    </message>
    <message>
        <source>Operating point…</source>
        <translation>Arbeitspunkt…</translation>
    </message>
    <message>
        <source>Choose from which chance on a lesion counts as above the point.</source>
        <translation>Wählen, ab welcher Wahrscheinlichkeit eine Läsion als über dem Punkt gilt.</translation>
    </message>
    <message>
        <source>Chance of malignancy: {percent}</source>
        <translation>Malignitätswahrscheinlichkeit: {percent}</translation>
    </message>
    <message>
        <source>Above the operating point ({threshold}), at which the bundle finds {found} of malignant lesions.</source>
        <translation>Über dem Arbeitspunkt ({threshold}), an dem das Bundle {found} der malignen Läsionen findet.</translation>
    </message>
    <message>
        <source>Below the operating point ({threshold}), at which the bundle finds {found} of malignant lesions; the others lie below it, too.</source>
        <translation>Unter dem Arbeitspunkt ({threshold}), an dem das Bundle {found} der malignen Läsionen findet; auch die übrigen liegen darunter.</translation>
    </message>
    <message>
        <source>fewer than 1</source>
        <translation>weniger als 1</translation>
    </message>
    <message>
        <source>about {count}</source>
        <translation>etwa {count}</translation>
    </message>
    <message>
        <source>Of 100 lesions with such a score, {count} were malignant ({low}–{high}) in the {set}, where {overall} of 100 were malignant in all. Where malignant lesions are rarer or more common, expect fewer or more.</source>
        <translation>Von 100 Läsionen mit einem solchen Wert waren {count} maligne ({low}–{high}; {set}); dort waren insgesamt {overall} von 100 maligne. Wo maligne Läsionen seltener oder häufiger sind, ist mit weniger oder mehr zu rechnen.</translation>
    </message>
</context>
<context>
    <name>MeasuredView</name>
    <message>
        <source>{number} px</source>
        <translation>{number} px</translation>
    </message>
    <message>
        <source>Measuring: the line is {length} long.</source>
        <translation>Messung: Die Linie ist {length} lang.</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Do it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Die Meldung schließen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>MustNotMiss</name>
    <message>
        <source>fifth</source>
        <translation>fünfter</translation>
    </message>
    <message>
        <source>fourth</source>
        <translation>vierter</translation>
    </message>
    <message>
        <source>number {number}</source>
        <translation>{number}.</translation>
    </message>
    <message>
        <source>second</source>
        <translation>zweiter</translation>
    </message>
    <message>
        <source>seventh</source>
        <translation>siebter</translation>
    </message>
    <message>
        <source>sixth</source>
        <translation>sechster</translation>
    </message>
    <message>
        <source>third</source>
        <translation>dritter</translation>
    </message>
    <message>
        <source>{mark} {label} is {place}, {percent}. It is named from {threshold} on, where the bundle finds {found} of such lesions.</source>
        <translation>{mark} {label} steht an {place} Stelle, {percent}. Genannt ab {threshold}; dort findet das Bundle {found} solcher Läsionen.</translation>
    </message>
</context>
<context>
    <name>NewPassphrasePage</name>
    <message>
        <source>Set a new passphrase</source>
        <translation>Neue Passphrase festlegen</translation>
    </message>
    <message>
        <source>The recovery key has opened the vault. Give your account a new passphrase for the next time.</source>
        <translation>Der Wiederherstellungsschlüssel hat den Tresor geöffnet. Geben Sie Ihrem Konto eine neue Passphrase für das nächste Mal.</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>&amp;Konto</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>Spä&amp;ter</translation>
    </message>
    <message>
        <source>&amp;Set the passphrase</source>
        <translation>Passphrase &amp;festlegen</translation>
    </message>
</context>
<context>
    <name>OperatingPointCard</name>
    <message>
        <source>Operating point</source>
        <translation>Arbeitspunkt</translation>
    </message>
    <message>
        <source> of 1,000</source>
        <translation> von 1.000</translation>
    </message>
    <message>
        <source>Malignant among the lesions that &amp;you photograph</source>
        <translation>Maligne unter den Läsionen, die S&amp;ie aufnehmen</translation>
    </message>
    <message>
        <source>From your own records; 0 for as many as where the bundle was measured.</source>
        <translation>Aus Ihren eigenen Unterlagen; 0 für so viele wie dort, wo das Bundle gemessen wurde.</translation>
    </message>
    <message>
        <source>F&amp;ind at least</source>
        <translation>&amp;Mindestens finden</translation>
    </message>
    <message>
        <source>&amp;Work at this point</source>
        <translation>Mit diesem P&amp;unkt arbeiten</translation>
    </message>
    <message>
        <source>No operating point</source>
        <translation>Kein Arbeitspunkt</translation>
    </message>
    <message>
        <source>{percent} of malignant lesions</source>
        <translation>{percent} der malignen Läsionen</translation>
    </message>
    <message>
        <source>There is no bundle whose points could be chosen from.</source>
        <translation>Es gibt kein Bundle, aus dessen Punkten gewählt werden könnte.</translation>
    </message>
    <message>
        <source>The bundle in use has no operating points.</source>
        <translation>Das verwendete Bundle hat keine Arbeitspunkte.</translation>
    </message>
    <message>
        <source>A mark on the bar of the chance of malignancy. It changes no chance and is no diagnosis: it only says which lesions lie above it, and from which chance on a label that must not be missed is named when another one is first.</source>
        <translation>Eine Marke auf dem Balken der Malignitätswahrscheinlichkeit. Sie ändert keine Wahrscheinlichkeit und ist keine Diagnose: Sie sagt nur, welche Läsionen darüber liegen und ab welcher Wahrscheinlichkeit eine Klasse, die nicht übersehen werden darf, genannt wird, wenn eine andere vorn liegt.</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>As measured: {count} of 1,000</source>
        <translation>Wie gemessen: {count} von 1.000</translation>
    </message>
    <message>
        <source>Chance at the point</source>
        <translation>Wahrscheinlichkeit am Punkt</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensitivität</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>Spezifität</translation>
    </message>
    <message>
        <source>Malignant among those above (PPV)</source>
        <translation>Maligne unter denen darüber (PPV)</translation>
    </message>
    <message>
        <source>Not malignant among those below (NPV)</source>
        <translation>Nicht maligne unter denen darunter (NPV)</translation>
    </message>
    <message>
        <source>Lesions above for each malignant one</source>
        <translation>Läsionen darüber je maligner Läsion</translation>
    </message>
    <message>
        <source>Say how many are malignant among the lesions that you photograph.</source>
        <translation>Geben Sie an, wie viele der Läsionen, die Sie aufnehmen, maligne sind.</translation>
    </message>
    <message>
        <source>Of 1,000 lesions like yours, about {malignant} are malignant: {found} lie above the point and {missed} below it. Of the {benign} others, {above} lie above it, too. In brackets: 95 % intervals, as measured on {count} photographs of the {set}; other patients and cameras may differ more than that.</source>
        <translation>Von 1.000 Läsionen wie Ihren sind etwa {malignant} maligne: {found} liegen über dem Punkt und {missed} darunter. Von den {benign} übrigen liegen {above} ebenfalls darüber. In Klammern: 95-%-Intervalle, gemessen an {count} Aufnahmen ({set}); andere Patienten und Kameras können stärker abweichen.</translation>
    </message>
    <message>
        <source>This holds from now on, and is recorded in the audit trail.</source>
        <translation>Das gilt ab jetzt und wird im Protokoll festgehalten.</translation>
    </message>
    <message>
        <source>No vault is open: what you choose holds on this computer, but is recorded nowhere.</source>
        <translation>Kein Tresor ist offen: Ihre Wahl gilt auf diesem Computer, wird aber nirgends festgehalten.</translation>
    </message>
    <message>
        <source>{value}&#xa0;% ({low}–{high})</source>
        <translation>{value}&#xa0;% ({low}–{high})</translation>
    </message>
</context>
<context>
    <name>OutOfScope</name>
    <message>
        <source>The picture has no colour. Use a colour photograph taken through a dermatoscope.</source>
        <translation>Das Bild hat keine Farbe. Verwenden Sie eine Farbaufnahme durch ein Dermatoskop.</translation>
    </message>
    <message>
        <source>The picture is too narrow to be a photograph of a lesion ({width} × {height} pixels).</source>
        <translation>Das Bild ist zu schmal für die Aufnahme einer Läsion ({width} × {height} Pixel).</translation>
    </message>
    <message>
        <source>The picture is too small to assess ({width} × {height} pixels; at least {least} each way).</source>
        <translation>Das Bild ist zu klein, um es auszuwerten ({width} × {height} Pixel; mindestens {least} in jeder Richtung).</translation>
    </message>
    <message>
        <source>This does not look like a dermoscopic photograph. Use a photograph taken through a dermatoscope, with the lesion filling much of the picture.</source>
        <translation>Das sieht nicht nach einer dermatoskopischen Aufnahme aus. Verwenden Sie eine Aufnahme durch ein Dermatoskop, auf der die Läsion einen großen Teil des Bildes einnimmt.</translation>
    </message>
</context>
<context>
    <name>OverlayView</name>
    <message>
        <source>What has become lighter or darker from the older photograph to the newer one</source>
        <translation>Was von der älteren zur neueren Aufnahme heller oder dunkler geworden ist</translation>
    </message>
    <message>
        <source>The older photograph left of a divider at {percent} percent, the newer one right of it</source>
        <translation>Links einer Trennlinie bei {percent} Prozent die ältere Aufnahme, rechts davon die neuere</translation>
    </message>
    <message>
        <source>The newer of two photographs</source>
        <translation>Die neuere von zwei Aufnahmen</translation>
    </message>
    <message>
        <source>The older of two photographs</source>
        <translation>Die ältere von zwei Aufnahmen</translation>
    </message>
</context>
<context>
    <name>PassphraseAdvice</name>
    <message>
        <source>A word by itself is easy to guess.</source>
        <translation>Ein einzelnes Wort ist leicht zu erraten.</translation>
    </message>
    <message>
        <source>Add another word or two. Uncommon words are better.</source>
        <translation>Fügen Sie ein, zwei Wörter hinzu. Seltene Wörter sind besser.</translation>
    </message>
    <message>
        <source>All-uppercase is almost as easy to guess as all-lowercase.</source>
        <translation>Nur Großbuchstaben sind fast so leicht zu erraten wie nur Kleinbuchstaben.</translation>
    </message>
    <message>
        <source>Avoid dates and years that are associated with you.</source>
        <translation>Vermeiden Sie Daten und Jahre, die mit Ihnen zu tun haben.</translation>
    </message>
    <message>
        <source>Avoid recent years.</source>
        <translation>Vermeiden Sie Jahreszahlen der letzten Zeit.</translation>
    </message>
    <message>
        <source>Avoid repeated words and characters.</source>
        <translation>Vermeiden Sie wiederholte Wörter und Zeichen.</translation>
    </message>
    <message>
        <source>Avoid sequences.</source>
        <translation>Vermeiden Sie Folgen.</translation>
    </message>
    <message>
        <source>Avoid years that are associated with you.</source>
        <translation>Vermeiden Sie Jahre, die mit Ihnen zu tun haben.</translation>
    </message>
    <message>
        <source>Capitalization doesn&apos;t help very much.</source>
        <translation>Großschreibung hilft wenig.</translation>
    </message>
    <message>
        <source>Common names and surnames are easy to guess.</source>
        <translation>Verbreitete Vor- und Nachnamen sind leicht zu erraten.</translation>
    </message>
    <message>
        <source>Dates are often easy to guess.</source>
        <translation>Daten sind oft leicht zu erraten.</translation>
    </message>
    <message>
        <source>Names and surnames by themselves are easy to guess.</source>
        <translation>Vor- und Nachnamen allein sind leicht zu erraten.</translation>
    </message>
    <message>
        <source>No need for symbols, digits, or uppercase letters.</source>
        <translation>Sonderzeichen, Ziffern oder Großbuchstaben sind nicht nötig.</translation>
    </message>
    <message>
        <source>Predictable substitutions like &apos;@&apos; instead of &apos;a&apos; don&apos;t help very much.</source>
        <translation>Vorhersehbare Ersetzungen wie „@“ statt „a“ helfen wenig.</translation>
    </message>
    <message>
        <source>Recent years are easy to guess.</source>
        <translation>Jahreszahlen der letzten Zeit sind leicht zu erraten.</translation>
    </message>
    <message>
        <source>Repeats like &quot;aaa&quot; are easy to guess.</source>
        <translation>Wiederholungen wie „aaa“ sind leicht zu erraten.</translation>
    </message>
    <message>
        <source>Repeats like &quot;abcabcabc&quot; are only slightly harder to guess than &quot;abc&quot;.</source>
        <translation>Wiederholungen wie „abcabcabc“ sind nur wenig schwerer zu erraten als „abc“.</translation>
    </message>
    <message>
        <source>Reversed words aren&apos;t much harder to guess.</source>
        <translation>Rückwärts geschriebene Wörter sind kaum schwerer zu erraten.</translation>
    </message>
    <message>
        <source>Sequences like &quot;abc&quot; or &quot;6543&quot; are easy to guess.</source>
        <translation>Folgen wie „abc“ oder „6543“ sind leicht zu erraten.</translation>
    </message>
    <message>
        <source>Short keyboard patterns are easy to guess.</source>
        <translation>Kurze Tastaturmuster sind leicht zu erraten.</translation>
    </message>
    <message>
        <source>Straight rows of keys are easy to guess.</source>
        <translation>Gerade Tastenreihen sind leicht zu erraten.</translation>
    </message>
    <message>
        <source>This is a top-10 common password.</source>
        <translation>Das ist eines der 10 häufigsten Passwörter.</translation>
    </message>
    <message>
        <source>This is a top-100 common password.</source>
        <translation>Das ist eines der 100 häufigsten Passwörter.</translation>
    </message>
    <message>
        <source>This is a very common password.</source>
        <translation>Das ist ein sehr häufiges Passwort.</translation>
    </message>
    <message>
        <source>This is similar to a commonly used password.</source>
        <translation>Das ähnelt einem häufigen Passwort.</translation>
    </message>
    <message>
        <source>Use a few words, avoid common phrases.</source>
        <translation>Verwenden Sie einige Wörter, vermeiden Sie geläufige Wendungen.</translation>
    </message>
    <message>
        <source>Use a longer keyboard pattern with more turns.</source>
        <translation>Verwenden Sie ein längeres Tastaturmuster mit mehr Richtungswechseln.</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>Sie ist leer.</translation>
    </message>
    <message>
        <source>Use four or more words that do not belong together.</source>
        <translation>Verwenden Sie vier oder mehr Wörter, die nicht zusammengehören.</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Change my passphrase</source>
        <translation>Meine Passphrase ändern</translation>
    </message>
    <message>
        <source>New passphrase for {name}</source>
        <translation>Neue Passphrase für {name}</translation>
    </message>
    <message>
        <source>C&amp;hange</source>
        <translation>Än&amp;dern</translation>
    </message>
    <message>
        <source>&amp;Old passphrase</source>
        <translation>A&amp;lte Passphrase</translation>
    </message>
    <message>
        <source>The old passphrase is not right.</source>
        <translation>Die alte Passphrase stimmt nicht.</translation>
    </message>
</context>
<context>
    <name>PassphraseForm</name>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Four or more words that do not belong together do well.</source>
        <translation>Gut sind vier oder mehr Wörter, die nicht zusammengehören.</translation>
    </message>
    <message>
        <source>The &amp;same again</source>
        <translation>Noch &amp;einmal</translation>
    </message>
    <message>
        <source>Sho&amp;w what I type</source>
        <translation>Eingabe an&amp;zeigen</translation>
    </message>
    <message>
        <source>Guessed at once.</source>
        <translation>Sofort zu erraten.</translation>
    </message>
    <message>
        <source>Easily guessed.</source>
        <translation>Leicht zu erraten.</translation>
    </message>
    <message>
        <source>Could be guessed.</source>
        <translation>Ließe sich erraten.</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>Gut.</translation>
    </message>
    <message>
        <source>Very good.</source>
        <translation>Sehr gut.</translation>
    </message>
    <message>
        <source>This is not the same.</source>
        <translation>Das ist nicht dasselbe.</translation>
    </message>
</context>
<context>
    <name>PatientDialog</name>
    <message>
        <source>New patient</source>
        <translation>Neuer Patient</translation>
    </message>
    <message>
        <source>Edit patient</source>
        <translation>Patienten bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>&amp;Identifier</source>
        <translation>&amp;Patienten-ID</translation>
    </message>
    <message>
        <source>The clinic&apos;s own number for this patient.</source>
        <translation>Die Nummer, die Ihre Praxis für diesen Patienten führt.</translation>
    </message>
    <message>
        <source>&amp;Born</source>
        <translation>&amp;Geboren</translation>
    </message>
    <message>
        <source>&amp;Family name</source>
        <translation>&amp;Nachname</translation>
    </message>
    <message>
        <source>&amp;Given names</source>
        <translation>&amp;Vornamen</translation>
    </message>
    <message>
        <source>Se&amp;x</source>
        <translation>Gesch&amp;lecht</translation>
    </message>
    <message>
        <source>Skin &amp;type (Fitzpatrick)</source>
        <translation>Haut&amp;typ (Fitzpatrick)</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>Noti&amp;zen</translation>
    </message>
    <message>
        <source>Every patient needs an identifier.</source>
        <translation>Jeder Patient braucht eine Patienten-ID.</translation>
    </message>
    <message>
        <source>This identifier is taken.</source>
        <translation>Diese Patienten-ID ist vergeben.</translation>
    </message>
</context>
<context>
    <name>PatientExport</name>
    <message>
        <source>Export the patient</source>
        <translation>Patienten exportieren</translation>
    </message>
    <message>
        <source>Patient archive (*.zip)</source>
        <translation>Patientenarchiv (*.zip)</translation>
    </message>
    <message>
        <source>Writing the patient&apos;s file…</source>
        <translation>Die Datei des Patienten wird geschrieben…</translation>
    </message>
    <message>
        <source>The export was stopped. No file was kept.</source>
        <translation>Der Export wurde angehalten. Keine Datei wurde behalten.</translation>
    </message>
    <message>
        <source>Examinations written: {count}. The file is not encrypted: keep it like a paper record.</source>
        <translation>Geschriebene Untersuchungen: {count}. Die Datei ist nicht verschlüsselt: Verwahren Sie sie wie eine Papierakte.</translation>
    </message>
</context>
<context>
    <name>PatientFinder</name>
    <message>
        <source>Find a patient by any part of name or identifier</source>
        <translation>Patienten nach einem Teil des Namens oder der Patienten-ID suchen</translation>
    </message>
    <message>
        <source>Find a patient</source>
        <translation>Patienten suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>The first {count}. Type more to narrow them.</source>
        <translation>Die ersten {count}. Geben Sie mehr ein, um sie einzugrenzen.</translation>
    </message>
    <message>
        <source>Nobody found. “New patient…” begins with what you have typed.</source>
        <translation>Niemand gefunden. „Neuer Patient…“ übernimmt, was Sie eingegeben haben.</translation>
    </message>
    <message>
        <source>There is no patient to choose from yet. Make one with “New patient…”.</source>
        <translation>Noch ist kein Patient zur Auswahl da. Legen Sie mit „Neuer Patient…“ einen an.</translation>
    </message>
    <message>
        <source>1 patient</source>
        <translation>1 Patient</translation>
    </message>
    <message>
        <source>{count} patients</source>
        <translation>{count} Patienten</translation>
    </message>
</context>
<context>
    <name>PatientLesions</name>
    <message>
        <source>Click the skin to put a pin there; drag a pin to move it.</source>
        <translation>Klicken Sie auf die Haut, um dort eine Nadel zu setzen; ziehen Sie eine Nadel, um sie zu verschieben.</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>Läsionen</translation>
    </message>
    <message>
        <source>No lesions yet</source>
        <translation>Noch keine Läsionen</translation>
    </message>
    <message>
        <source>Click the body map where the lesion is, or choose “New lesion…”. You can also drop an image on the window and file it under a new lesion.</source>
        <translation>Klicken Sie im Körperschema auf die Stelle der Läsion oder wählen Sie „Neue Läsion…“. Sie können auch ein Bild auf dem Fenster ablegen und es einer neuen Läsion zuordnen.</translation>
    </message>
    <message>
        <source>New &amp;lesion…</source>
        <translation>&amp;Neue Läsion…</translation>
    </message>
    <message>
        <source>E&amp;dit lesion…</source>
        <translation>&amp;Läsion bearbeiten…</translation>
    </message>
    <message>
        <source>Ar&amp;chive</source>
        <translation>Ar&amp;chivieren</translation>
    </message>
    <message>
        <source>Unar&amp;chive</source>
        <translation>A&amp;us dem Archiv nehmen</translation>
    </message>
    <message>
        <source>New lesion here…</source>
        <translation>Neue Läsion hier…</translation>
    </message>
    <message>
        <source>Put the pin of “{name}” here</source>
        <translation>Die Nadel von „{name}“ hier setzen</translation>
    </message>
</context>
<context>
    <name>PatientPage</name>
    <message>
        <source>‹ &amp;Patients</source>
        <translation>‹ &amp;Patienten</translation>
    </message>
    <message>
        <source>Ed&amp;it…</source>
        <translation>Bea&amp;rbeiten…</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Erase for good…</source>
        <translation>Endgültig löschen…</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Aus dem Archiv nehmen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>born {date} ({age} years)</source>
        <translation>geb. {date} ({age} Jahre)</translation>
    </message>
    <message>
        <source>skin type {numeral}</source>
        <translation>Hauttyp {numeral}</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
</context>
<context>
    <name>PatientTableModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Patienten-ID</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Geboren</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>Läsionen</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Follow-up due</source>
        <translation>Kontrolle fällig</translation>
    </message>
</context>
<context>
    <name>PatientsPage</name>
    <message>
        <source>Show the ar&amp;chived</source>
        <translation>Ar&amp;chivierte zeigen</translation>
    </message>
    <message>
        <source>I&amp;mport…</source>
        <translation>I&amp;mportieren…</translation>
    </message>
    <message>
        <source>Take over a patient whom another Lentigo has exported</source>
        <translation>Einen Patienten übernehmen, den ein anderes Lentigo exportiert hat</translation>
    </message>
    <message>
        <source>Add &amp;practice patients</source>
        <translation>Übun&amp;gspatienten hinzufügen</translation>
    </message>
    <message>
        <source>Six invented patients with synthetic images, to try everything with</source>
        <translation>Sechs erfundene Patienten mit künstlichen Bildern, um alles auszuprobieren</translation>
    </message>
    <message>
        <source>What is listed</source>
        <translation>Was aufgelistet ist</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>A&amp;ll patients</source>
        <translation>A&amp;lle Patienten</translation>
    </message>
    <message>
        <source>Follow-up &amp;due</source>
        <translation>Kontrolle &amp;fällig</translation>
    </message>
    <message>
        <source>Prediction and c&amp;onclusion differ</source>
        <translation>&amp;Vorhersage und Befund verschieden</translation>
    </message>
    <message>
        <source>No patient matches “{text}”</source>
        <translation>Kein Patient passt zu „{text}“</translation>
    </message>
    <message>
        <source>Check the spelling, type less of it, or make a new patient.</source>
        <translation>Prüfen Sie die Schreibweise, geben Sie weniger ein oder legen Sie einen neuen Patienten an.</translation>
    </message>
    <message>
        <source>No patient is archived</source>
        <translation>Kein Patient ist archiviert</translation>
    </message>
    <message>
        <source>Archived patients are put away, not lost.</source>
        <translation>Archivierte Patienten sind weggelegt, nicht verloren.</translation>
    </message>
    <message>
        <source>No patients yet</source>
        <translation>Noch keine Patienten</translation>
    </message>
    <message>
        <source>Make the first one here, or drop an image under Assess and file it under a new patient.</source>
        <translation>Legen Sie hier den ersten an oder legen Sie unter „Auswerten“ ein Bild ab und ordnen Sie es einem neuen Patienten zu.</translation>
    </message>
    <message>
        <source>Follow-up &amp;due ({count})</source>
        <translation>Kontrolle &amp;fällig ({count})</translation>
    </message>
</context>
<context>
    <name>PatientsPlace</name>
    <message>
        <source>Import a patient</source>
        <translation>Patienten importieren</translation>
    </message>
    <message>
        <source>Patient archive (*.zip)</source>
        <translation>Patientenarchiv (*.zip)</translation>
    </message>
    <message>
        <source>Examinations added: {count}; here already: {there}.</source>
        <translation>Hinzugefügte Untersuchungen: {count}; schon vorhanden: {there}.</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Without a vault nothing is kept</source>
        <translation>Ohne Tresor wird nichts behalten</translation>
    </message>
    <message>
        <source>Patients, their images and what was made of them are kept in a vault, encrypted.</source>
        <translation>Patienten, ihre Bilder und was daraus wurde, werden verschlüsselt in einem Tresor aufbewahrt.</translation>
    </message>
    <message>
        <source>U&amp;nfiled ({count})</source>
        <translation>E&amp;ingang ({count})</translation>
    </message>
    <message>
        <source>U&amp;nfiled</source>
        <translation>E&amp;ingang</translation>
    </message>
</context>
<context>
    <name>Policy</name>
    <message>
        <source>The policy file gives “{key}” a value that it cannot have; it is not fixed.</source>
        <translation>Die Richtliniendatei gibt „{key}“ einen unmöglichen Wert; die Einstellung ist nicht festgelegt.</translation>
    </message>
    <message>
        <source>The policy file names “{key}” more than once; the last one holds.</source>
        <translation>Die Richtliniendatei nennt „{key}“ mehrmals; das letzte Mal gilt.</translation>
    </message>
    <message>
        <source>The policy file names “{key}”, which is each person&apos;s own and cannot be fixed.</source>
        <translation>Die Richtliniendatei nennt „{key}“; das bestimmt jede Person selbst, es lässt sich nicht festlegen.</translation>
    </message>
    <message>
        <source>The policy file names “{key}”, which this version of Lentigo does not know.</source>
        <translation>Die Richtliniendatei nennt „{key}“, was diese Version von Lentigo nicht kennt.</translation>
    </message>
    <message>
        <source>The policy file of your practice&apos;s IT is damaged: it is not a JSON object.</source>
        <translation>Die Richtliniendatei der IT Ihrer Praxis ist beschädigt: Sie ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The policy file of your practice&apos;s IT is there but cannot be read.</source>
        <translation>Die Richtliniendatei der IT Ihrer Praxis ist da, aber nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message>
        <source>Superficial spreading melanoma, 0.4 mm</source>
        <translation>Superfiziell spreitendes Melanom, 0,4 mm</translation>
    </message>
    <message>
        <source>left upper back</source>
        <translation>oberer Rücken links</translation>
    </message>
    <message>
        <source>chest, right</source>
        <translation>Brust, rechts</translation>
    </message>
    <message>
        <source>left forearm</source>
        <translation>linker Unterarm</translation>
    </message>
    <message>
        <source>Dysplastic naevus</source>
        <translation>Dysplastischer Nävus</translation>
    </message>
    <message>
        <source>lower back, right</source>
        <translation>unterer Rücken, rechts</translation>
    </message>
    <message>
        <source>Suspected basal cell carcinoma, to be excised</source>
        <translation>Verdacht auf Basalzellkarzinom, zu exzidieren</translation>
    </message>
    <message>
        <source>forehead</source>
        <translation>Stirn</translation>
    </message>
    <message>
        <source>Naevus, unchanged</source>
        <translation>Nävus, unverändert</translation>
    </message>
    <message>
        <source>left thigh</source>
        <translation>linker Oberschenkel</translation>
    </message>
    <message>
        <source>right shoulder blade</source>
        <translation>rechtes Schulterblatt</translation>
    </message>
    <message>
        <source>right lower leg</source>
        <translation>rechter Unterschenkel</translation>
    </message>
    <message>
        <source>Invented, to practise with. The images are synthetic.</source>
        <translation>Erfunden, zum Üben. Die Bilder sind künstlich.</translation>
    </message>
    <message>
        <source>Synthetic dermatoscope</source>
        <translation>Synthetisches Dermatoskop</translation>
    </message>
</context>
<context>
    <name>PracticeBar</name>
    <message>
        <source>Adding practice patients…</source>
        <translation>Übungspatienten werden hinzugefügt…</translation>
    </message>
    <message>
        <source>Adding practice patient {number} of {of}…</source>
        <translation>Übungspatient {number} von {of} wird hinzugefügt…</translation>
    </message>
</context>
<context>
    <name>PracticeCard</name>
    <message>
        <source>Practice patients</source>
        <translation>Übungspatienten</translation>
    </message>
    <message>
        <source>A&amp;dd practice patients</source>
        <translation>Übungspatienten hin&amp;zufügen</translation>
    </message>
    <message>
        <source>Erase practice patients</source>
        <translation>Übungspatienten löschen</translation>
    </message>
    <message>
        <source>Six invented patients with synthetic images, conclusions and follow-ups, to try everything with. The export for research leaves them out. Erasing them erases nobody else.</source>
        <translation>Sechs erfundene Patienten mit künstlichen Bildern, Befunden und Kontrollen, um alles auszuprobieren. Der Export für die Forschung lässt sie aus. Sie zu löschen, löscht sonst niemanden.</translation>
    </message>
    <message>
        <source>Now in the vault: {count}.</source>
        <translation>Jetzt im Tresor: {count}.</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Angehalten. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>QueueStrip</name>
    <message>
        <source>Queue of images</source>
        <translation>Warteschlange der Bilder</translation>
    </message>
    <message>
        <source>Progress of the queue</source>
        <translation>Fortschritt der Warteschlange</translation>
    </message>
</context>
<context>
    <name>Reassessment</name>
    <message>
        <source>1 image assessed again.</source>
        <translation>1 Bild erneut ausgewertet.</translation>
    </message>
    <message>
        <source>Not all could be:</source>
        <translation>Nicht alle ließen sich auswerten:</translation>
    </message>
    <message>
        <source>{count} images assessed again.</source>
        <translation>{count} Bilder erneut ausgewertet.</translation>
    </message>
</context>
<context>
    <name>RecordChanges</name>
    <message>
        <source>“{name}” is archived.</source>
        <translation>„{name}“ ist archiviert.</translation>
    </message>
    <message>
        <source>“{name}” is out of the archive.</source>
        <translation>„{name}“ ist nicht mehr im Archiv.</translation>
    </message>
    <message>
        <source>The image is unfiled again, with what was made of it.</source>
        <translation>Das Bild ist wieder im Eingang, mit dem, was daraus wurde.</translation>
    </message>
    <message>
        <source>The pin of “{name}” is moved: {place}.</source>
        <translation>Die Nadel von „{name}“ wurde verschoben: {place}.</translation>
    </message>
    <message>
        <source>The patient has been changed.</source>
        <translation>Der Patient wurde geändert.</translation>
    </message>
    <message>
        <source>The lesion has been changed.</source>
        <translation>Die Läsion wurde geändert.</translation>
    </message>
</context>
<context>
    <name>RecoveryKeyCard</name>
    <message>
        <source>I have it – &amp;next</source>
        <translation>Habe ich – we&amp;iter</translation>
    </message>
    <message>
        <source>&amp;Confirm</source>
        <translation>&amp;Bestätigen</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>Dr&amp;ucken…</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>If every passphrase is forgotten, only this key opens the vault. Nobody else has it, and it is shown once. Keep it on paper, away from this computer.</source>
        <translation>Sind alle Passphrasen vergessen, öffnet nur dieser Schlüssel den Tresor. Niemand sonst hat ihn, und er wird nur einmal gezeigt. Bewahren Sie ihn auf Papier auf, nicht bei diesem Computer.</translation>
    </message>
    <message>
        <source>Do you have it?</source>
        <translation>Haben Sie ihn?</translation>
    </message>
    <message>
        <source>Type two parts of the key from your print or copy. Then it is not shown again.</source>
        <translation>Geben Sie zwei Teile des Schlüssels von Ihrem Ausdruck oder Ihrer Kopie ein. Danach wird er nicht mehr gezeigt.</translation>
    </message>
    <message>
        <source>&amp;Back to the key</source>
        <translation>&amp;Zurück zum Schlüssel</translation>
    </message>
    <message>
        <source>Part {number} of {count}</source>
        <translation>Teil {number} von {count}</translation>
    </message>
    <message>
        <source>This is not part {number}.</source>
        <translation>Das ist nicht Teil {number}.</translation>
    </message>
    <message>
        <source>Copied. It is taken off the clipboard in a minute.</source>
        <translation>Kopiert. In einer Minute wird er aus der Zwischenablage entfernt.</translation>
    </message>
    <message>
        <source>Lentigo: recovery key of the vault</source>
        <translation>Lentigo: Wiederherstellungsschlüssel des Tresors</translation>
    </message>
    <message>
        <source>Keep this sheet locked away.</source>
        <translation>Halten Sie dieses Blatt unter Verschluss.</translation>
    </message>
    <message>
        <source>Sent to the printer. Check the print before you go on.</source>
        <translation>An den Drucker gesendet. Prüfen Sie den Ausdruck, bevor Sie weitermachen.</translation>
    </message>
    <message>
        <source>Save the recovery key</source>
        <translation>Wiederherstellungsschlüssel speichern</translation>
    </message>
    <message>
        <source>Lentigo recovery key.txt</source>
        <translation>Lentigo-Wiederherstellungsschlüssel.txt</translation>
    </message>
    <message>
        <source>It was not saved: {reason}. Choose another place.</source>
        <translation>Er wurde nicht gespeichert: {reason}. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Saved. Move the file off this computer: whoever finds it can open the vault.</source>
        <translation>Gespeichert. Entfernen Sie die Datei von diesem Computer: Wer sie findet, kann den Tresor öffnen.</translation>
    </message>
</context>
<context>
    <name>RecoveryKeyDialog</name>
    <message>
        <source>The new recovery key</source>
        <translation>Der neue Wiederherstellungsschlüssel</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>Use the recovery key</source>
        <translation>Wiederherstellungsschlüssel verwenden</translation>
    </message>
    <message>
        <source>It was shown when the vault was made. It opens the vault with all rights, so that you can set a new passphrase.</source>
        <translation>Er wurde beim Anlegen des Tresors gezeigt. Er öffnet den Tresor mit allen Rechten, damit Sie eine neue Passphrase festlegen können.</translation>
    </message>
    <message>
        <source>&amp;Recovery key</source>
        <translation>&amp;Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>Nine groups of four. Hyphens, blanks and capitals do not matter.</source>
        <translation>Neun Vierergruppen. Bindestriche, Leerzeichen und Großschreibung sind egal.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Zu&amp;rück</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
</context>
<context>
    <name>RehearsalDialog</name>
    <message>
        <source>Rehearse the backup</source>
        <translation>Sicherung proben</translation>
    </message>
    <message>
        <source>&amp;Rehearse</source>
        <translation>P&amp;roben</translation>
    </message>
    <message>
        <source>The backup is restored into a folder for temporary files, checked, and removed again. You can trust it then. This takes as much room and time as restoring it would.</source>
        <translation>Die Sicherung wird in einen Ordner für temporäre Dateien wiederhergestellt, geprüft und wieder entfernt. Danach können Sie ihr vertrauen. Das braucht so viel Platz und Zeit wie die Wiederherstellung selbst.</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>&amp;Konto</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>As it was when the backup was made.</source>
        <translation>Wie sie beim Erstellen der Sicherung war.</translation>
    </message>
    <message>
        <source>Restoring and checking…</source>
        <translation>Wird wiederhergestellt und geprüft…</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>The file cannot be written: {reason}. Close it if another program has it open, or choose another.</source>
        <translation>Die Datei kann nicht geschrieben werden: {reason}. Schließen Sie sie, falls ein anderes Programm sie geöffnet hat, oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>Assessments</source>
        <translation>Auswertungen</translation>
    </message>
    <message>
        <source>Chance of malignancy {percent}</source>
        <translation>Malignitätswahrscheinlichkeit {percent}</translation>
    </message>
    <message>
        <source>Conclusions</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Image, SHA-256:</source>
        <translation>Bild, SHA-256:</translation>
    </message>
    <message>
        <source>Images put away and left out here: {count}.</source>
        <translation>Weggelegte und hier ausgelassene Bilder: {count}.</translation>
    </message>
    <message>
        <source>No images.</source>
        <translation>Keine Bilder.</translation>
    </message>
    <message>
        <source>No lesions.</source>
        <translation>Keine Läsionen.</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>Not assessed.</source>
        <translation>Nicht ausgewertet.</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Seite {number} von {count}</translation>
    </message>
    <message>
        <source>Research and education only, not a medical device. An assessment is no diagnosis.</source>
        <translation>Nur für Forschung und Lehre, kein Medizinprodukt. Eine Auswertung ist keine Diagnose.</translation>
    </message>
    <message>
        <source>What the program computed is called an assessment; what a clinician decided is called a conclusion. Images are scaled for print.</source>
        <translation>Was das Programm berechnet hat, heißt Auswertung; was ärztlich entschieden wurde, heißt Befund. Bilder sind für den Druck skaliert.</translation>
    </message>
    <message>
        <source>Recorded {moment} by {who}.</source>
        <translation>Erfasst am {moment} von {who}.</translation>
    </message>
    <message>
        <source>Report of a lesion</source>
        <translation>Bericht über eine Läsion</translation>
    </message>
    <message>
        <source>Report of a patient</source>
        <translation>Bericht über einen Patienten</translation>
    </message>
    <message>
        <source>Report of an examination</source>
        <translation>Bericht über eine Untersuchung</translation>
    </message>
    <message>
        <source>The image is damaged and cannot be shown.</source>
        <translation>Das Bild ist beschädigt und kann nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>This image has been put away.</source>
        <translation>Dieses Bild wurde weggelegt.</translation>
    </message>
    <message>
        <source>born {date}</source>
        <translation>geb. {date}</translation>
    </message>
    <message>
        <source>by {who}</source>
        <translation>von {who}</translation>
    </message>
    <message>
        <source>due {date}</source>
        <translation>fällig {date}</translation>
    </message>
    <message>
        <source>en-GB</source>
        <translation>de-DE</translation>
    </message>
    <message>
        <source>skin type {numeral}</source>
        <translation>Hauttyp {numeral}</translation>
    </message>
    <message>
        <source>{title}, made {moment} with Lentigo.</source>
        <translation>{title}, erstellt am {moment} mit Lentigo.</translation>
    </message>
</context>
<context>
    <name>ReportBar</name>
    <message>
        <source>Stopped. Nothing was kept.</source>
        <translation>Angehalten. Nichts wurde behalten.</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF speichern…</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>Ber&amp;icht</translation>
    </message>
    <message>
        <source>Examinations as CSV…</source>
        <translation>Untersuchungen als CSV…</translation>
    </message>
    <message>
        <source>Save the report (the file is not encrypted)</source>
        <translation>Bericht speichern (die Datei ist nicht verschlüsselt)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save the examinations (the file is not encrypted)</source>
        <translation>Untersuchungen speichern (die Datei ist nicht verschlüsselt)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>Der Bericht wird geschrieben…</translation>
    </message>
    <message>
        <source>Writing the table…</source>
        <translation>Die Tabelle wird geschrieben…</translation>
    </message>
    <message>
        <source>Preparing the report…</source>
        <translation>Der Bericht wird vorbereitet…</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>An den Drucker gesendet.</translation>
    </message>
    <message>
        <source>the recovery key</source>
        <translation>dem Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>Saved. The file is not encrypted: keep it like a paper record.</source>
        <translation>Gespeichert. Die Datei ist nicht verschlüsselt: Verwahren Sie sie wie eine Papierakte.</translation>
    </message>
</context>
<context>
    <name>ReportCommands</name>
    <message>
        <source>Open a patient or one of their images first: reports are printed from there.</source>
        <translation>Öffnen Sie zuerst einen Patienten oder eines seiner Bilder: Von dort werden Berichte gedruckt.</translation>
    </message>
    <message>
        <source>There is no assessment on show that could be copied.</source>
        <translation>Es wird keine Auswertung gezeigt, die kopiert werden könnte.</translation>
    </message>
    <message>
        <source>The assessment was copied as text.</source>
        <translation>Die Auswertung wurde als Text kopiert.</translation>
    </message>
    <message>
        <source>The assessment was copied as an image.</source>
        <translation>Die Auswertung wurde als Bild kopiert.</translation>
    </message>
</context>
<context>
    <name>ReportPreviewDialog</name>
    <message>
        <source>Report: preview</source>
        <translation>Bericht: Vorschau</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Save as PDF…</source>
        <translation>Als PDF &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken…</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>As wide as the window</source>
        <translation>So breit wie das Fenster</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Seite {number} von {count}</translation>
    </message>
</context>
<context>
    <name>ResearchCard</name>
    <message>
        <source>Export for research</source>
        <translation>Export für die Forschung</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Writes all examinations into a folder, with numbers in place of names, shifted dates and images without metadata. You can go on working meanwhile.</source>
        <translation>Schreibt alle Untersuchungen in einen Ordner, mit Nummern statt Namen, verschobenen Daten und Bildern ohne Metadaten. Sie können währenddessen weiterarbeiten.</translation>
    </message>
    <message>
        <source>Writing examinations…</source>
        <translation>Untersuchungen werden geschrieben…</translation>
    </message>
    <message>
        <source>Name a new folder for the examinations</source>
        <translation>Benennen Sie einen neuen Ordner für die Untersuchungen</translation>
    </message>
    <message>
        <source>Lentigo research</source>
        <translation>Lentigo-Forschung</translation>
    </message>
    <message>
        <source>Writing examinations: {count} so far…</source>
        <translation>Untersuchungen werden geschrieben: bisher {count}…</translation>
    </message>
    <message>
        <source>The export was stopped. Nothing was kept.</source>
        <translation>Der Export wurde angehalten. Nichts wurde behalten.</translation>
    </message>
    <message>
        <source>Examinations written: {examinations}; patients: {patients}. Look at the images before you pass them on: no program can take writing or a face out of a picture.</source>
        <translation>Geschriebene Untersuchungen: {examinations}; Patienten: {patients}. Sehen Sie die Bilder an, bevor Sie sie weitergeben: Kein Programm kann Schrift oder ein Gesicht aus einem Bild entfernen.</translation>
    </message>
    <message>
        <source>Left out, because their images are damaged or cannot be decoded: {count}.</source>
        <translation>Ausgelassen, weil ihre Bilder beschädigt oder nicht lesbar sind: {count}.</translation>
    </message>
</context>
<context>
    <name>ResearchUseDialog</name>
    <message>
        <source>Before you begin</source>
        <translation>Bevor Sie beginnen</translation>
    </message>
    <message>
        <source>Lentigo is for research and education</source>
        <translation>Lentigo ist für Forschung und Lehre</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>Das habe ich gelesen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>A vault is made from the backup, after all of it has been checked. The backup stays as it is.</source>
        <translation>Aus der Sicherung entsteht ein Tresor, nachdem alles geprüft wurde. Die Sicherung bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Use the recovery &amp;key instead</source>
        <translation>Stattdessen den Wiederherstellungs&amp;schlüssel verwenden</translation>
    </message>
    <message>
        <source>Account &amp;name</source>
        <translation>&amp;Kontoname</translation>
    </message>
    <message>
        <source>An account that was there when the backup was made.</source>
        <translation>Ein Konto, das es gab, als die Sicherung angelegt wurde.</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Backup &amp;folder</source>
        <translation>Sicherungs&amp;ordner</translation>
    </message>
    <message>
        <source>Folder of the backup</source>
        <translation>Ordner der Sicherung</translation>
    </message>
    <message>
        <source>Folder for the &amp;vault</source>
        <translation>Ordner für den &amp;Tresor</translation>
    </message>
    <message>
        <source>Folder for the vault</source>
        <translation>Ordner für den Tresor</translation>
    </message>
    <message>
        <source>Restore what is &amp;whole of it</source>
        <translation>&amp;Unbeschädigtes wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Zu&amp;rück</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Lentigo vault</source>
        <translation>Lentigo-Tresor</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Restoring and checking…</source>
        <translation>Wird wiederhergestellt und geprüft…</translation>
    </message>
    <message>
        <source>Restored: {patients} patients, {examinations} examinations.</source>
        <translation>Wiederhergestellt: {patients} Patienten, {examinations} Untersuchungen.</translation>
    </message>
    <message>
        <source>Damaged: {count}. Check the vault in the settings to see what.</source>
        <translation>Beschädigt: {count}. Prüfen Sie den Tresor in den Einstellungen, um zu sehen, was.</translation>
    </message>
    <message>
        <source>Put it in the place of the vault that is there, which is kept &amp;beside it</source>
        <translation>An die Stelle des vorhandenen Tresors setzen; dieser bleibt da&amp;neben erhalten</translation>
    </message>
    <message>
        <source>&amp;Recovery key</source>
        <translation>Wiederherstellungssch&amp;lüssel</translation>
    </message>
</context>
<context>
    <name>RulerBar</name>
    <message>
        <source>Length of the line in millimetres</source>
        <translation>Länge der Linie in Millimetern</translation>
    </message>
    <message>
        <source>The line is</source>
        <translation>Die Linie ist</translation>
    </message>
    <message>
        <source>mm long</source>
        <translation>mm lang</translation>
    </message>
    <message>
        <source>Set the scal&amp;e</source>
        <translation>Maßstab f&amp;estlegen</translation>
    </message>
    <message>
        <source>Forget the scale</source>
        <translation>Maßstab löschen</translation>
    </message>
    <message>
        <source>It was taken with the same camera at the same magnification.</source>
        <translation>Aufgenommen mit derselben Kamera bei derselben Vergrößerung.</translation>
    </message>
    <message>
        <source>The photograph then shows {width} × {height} mm.</source>
        <translation>Die Aufnahme zeigt dann {width} × {height} mm.</translation>
    </message>
    <message>
        <source>Type a length in millimetres such as 10, and draw the line no shorter than a few pixels.</source>
        <translation>Geben Sie eine Länge in Millimetern wie 10 ein und ziehen Sie die Linie nicht kürzer als einige Pixel.</translation>
    </message>
    <message>
        <source>{length}. The scale is not known yet: draw the line along a ruler in the picture, and type its length.</source>
        <translation>{length}. Der Maßstab ist noch nicht bekannt: Ziehen Sie die Linie an einem Lineal im Bild entlang und geben Sie ihre Länge ein.</translation>
    </message>
    <message>
        <source>The line is {length} long.</source>
        <translation>Die Linie ist {length} lang.</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>{number} mm</source>
        <translation>{number} mm</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Audit trail</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Who did what and when; reading a patient&apos;s record is in it, too.</source>
        <translation>Wer was wann getan hat; auch das Lesen einer Patientenakte steht darin.</translation>
    </message>
    <message>
        <source>&amp;Show…</source>
        <translation>Zei&amp;gen…</translation>
    </message>
    <message>
        <source>This vault</source>
        <translation>Dieser Tresor</translation>
    </message>
    <message>
        <source>&amp;Use another vault…</source>
        <translation>Anderen Tresor &amp;verwenden…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Alt with a letter opens menus and presses buttons. Add Ctrl, or choose another.</source>
        <translation>Alt mit einem Buchstaben öffnet Menüs und drückt Schaltflächen. Nehmen Sie Strg hinzu oder wählen Sie etwas anderes.</translation>
    </message>
    <message>
        <source>This cannot be a shortcut. Press one key, alone or together with Ctrl, Alt or Shift.</source>
        <translation>Das kann kein Tastenkürzel sein. Drücken Sie eine Taste, allein oder zusammen mit Strg, Alt oder Umschalt.</translation>
    </message>
    <message>
        <source>This key is needed for moving about and for typing. Add Ctrl or Alt, or choose another.</source>
        <translation>Diese Taste wird zum Bewegen und Schreiben gebraucht. Nehmen Sie Strg oder Alt hinzu oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>This key is needed for typing. Add Ctrl or Alt, or choose a function key.</source>
        <translation>Diese Taste wird zum Schreiben gebraucht. Nehmen Sie Strg oder Alt hinzu oder wählen Sie eine Funktionstaste.</translation>
    </message>
    <message>
        <source>{keys} is taken: “{meaning}”. Choose other keys, or change that first.</source>
        <translation>{keys} ist vergeben: „{meaning}“. Wählen Sie andere Tasten oder ändern Sie zuerst jene.</translation>
    </message>
</context>
<context>
    <name>ShortcutsCard</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Show the keys…</source>
        <translation>Tasten zeigen…</translation>
    </message>
    <message>
        <source>Change the keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
    <message>
        <source>No shortcut has been changed.</source>
        <translation>Kein Tastenkürzel wurde geändert.</translation>
    </message>
    <message>
        <source>1 action has keys of your choice.</source>
        <translation>1 Befehl hat von Ihnen gewählte Tasten.</translation>
    </message>
    <message>
        <source>{count} actions have keys of your choice.</source>
        <translation>{count} Befehle haben von Ihnen gewählte Tasten.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Lentigo&apos;s own, if changed</source>
        <translation>Von Lentigo, falls geändert</translation>
    </message>
    <message>
        <source>Press the keys; they take effect at once.</source>
        <translation>Drücken Sie die Tasten; sie gelten sofort.</translation>
    </message>
    <message>
        <source>All actions have Lentigo&apos;s own keys again.</source>
        <translation>Alle Aktionen haben wieder Lentigos eigene Tasten.</translation>
    </message>
    <message>
        <source>&amp;No keys</source>
        <translation>&amp;Keine Tasten</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>Zu&amp;rücksetzen</translation>
    </message>
    <message>
        <source>Reset &amp;all</source>
        <translation>&amp;Alle zurücksetzen</translation>
    </message>
    <message>
        <source>The arrow keys go through the queue and move a magnified image; the wheel zooms at the pointer.</source>
        <translation>Die Pfeiltasten gehen durch die Warteschlange und verschieben ein vergrößertes Bild; das Mausrad zoomt am Mauszeiger.</translation>
    </message>
    <message>
        <source>&amp;Keys for “{meaning}”</source>
        <translation>&amp;Tasten für „{meaning}“</translation>
    </message>
</context>
<context>
    <name>SitePicker</name>
    <message>
        <source>Type a part of the name</source>
        <translation>Teil des Namens eingeben</translation>
    </message>
    <message>
        <source>Choose a site of the list: type a part of its name, then pick it.</source>
        <translation>Wählen Sie eine Lokalisation aus der Liste: Geben Sie einen Teil des Namens ein und wählen Sie sie dann.</translation>
    </message>
</context>
<context>
    <name>Statement</name>
    <message>
        <source>Research and education software. Not a medical device. Not cleared or CE-marked.

Do not use for diagnosis, triage or treatment decisions.

Outputs are statistics of a network trained on HAM10000.</source>
        <translation>Software für Forschung und Lehre. Kein Medizinprodukt. Nicht zugelassen, ohne CE-Kennzeichnung.

Nicht für Diagnose, Triage oder Therapieentscheidungen verwenden.

Die Ausgaben sind Statistiken eines mit HAM10000 trainierten Netzes.</translation>
    </message>
</context>
<context>
    <name>TaskRunner</name>
    <message>
        <source>Something went wrong inside Lentigo. This is our mistake.</source>
        <translation>In Lentigo ist etwas schiefgegangen. Das ist unser Fehler.</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>copies of the database from before an update, which hold the erased patient, were not removed</source>
        <translation>Kopien der Datenbank von vor einem Update, die den gelöschten Patienten enthalten, wurden nicht entfernt</translation>
    </message>
    <message>
        <source>it was not noted</source>
        <translation>es wurde nicht vermerkt</translation>
    </message>
    <message>
        <source>it was not noted which images have been taken</source>
        <translation>es wurde nicht vermerkt, welche Bilder übernommen wurden</translation>
    </message>
    <message>
        <source>it was not put away</source>
        <translation>es wurde nicht weggelegt</translation>
    </message>
    <message>
        <source>it was not taken out of the archive</source>
        <translation>es wurde nicht aus dem Archiv genommen</translation>
    </message>
    <message>
        <source>nothing was restored</source>
        <translation>nichts wurde wiederhergestellt</translation>
    </message>
    <message>
        <source>the account was not archived</source>
        <translation>das Konto wurde nicht archiviert</translation>
    </message>
    <message>
        <source>the account was not made</source>
        <translation>das Konto wurde nicht angelegt</translation>
    </message>
    <message>
        <source>the account&apos;s key was not removed</source>
        <translation>der Schlüssel des Kontos wurde nicht entfernt</translation>
    </message>
    <message>
        <source>the accounts cannot be listed</source>
        <translation>die Konten können nicht aufgelistet werden</translation>
    </message>
    <message>
        <source>the audit trail cannot be shown</source>
        <translation>das Protokoll kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>the backup was not made</source>
        <translation>die Sicherung wurde nicht erstellt</translation>
    </message>
    <message>
        <source>the backup was not rehearsed</source>
        <translation>die Sicherung wurde nicht geprobt</translation>
    </message>
    <message>
        <source>the backup&apos;s folder cannot be shown</source>
        <translation>der Ordner der Sicherung kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>the backup&apos;s folder was not saved</source>
        <translation>der Ordner der Sicherung wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>the choice was not recorded</source>
        <translation>die Wahl wurde nicht festgehalten</translation>
    </message>
    <message>
        <source>the conclusion was not saved</source>
        <translation>der Befund wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>the conclusions cannot be compared</source>
        <translation>die Befunde können nicht verglichen werden</translation>
    </message>
    <message>
        <source>the examinations were not exported</source>
        <translation>die Untersuchungen wurden nicht exportiert</translation>
    </message>
    <message>
        <source>the image cannot be looked up</source>
        <translation>das Bild kann nicht nachgeschlagen werden</translation>
    </message>
    <message>
        <source>the image cannot be shown</source>
        <translation>das Bild kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>the image was not filed</source>
        <translation>das Bild wurde nicht abgelegt</translation>
    </message>
    <message>
        <source>the image was not taken back</source>
        <translation>das Bild wurde nicht zurückgenommen</translation>
    </message>
    <message>
        <source>the images cannot be listed</source>
        <translation>die Bilder können nicht aufgelistet werden</translation>
    </message>
    <message>
        <source>the last backup cannot be shown</source>
        <translation>die letzte Sicherung kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>the lesion was not saved</source>
        <translation>die Läsion wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>the lesions that are due cannot be listed</source>
        <translation>die fälligen Läsionen können nicht aufgelistet werden</translation>
    </message>
    <message>
        <source>the passphrase was not changed</source>
        <translation>die Passphrase wurde nicht geändert</translation>
    </message>
    <message>
        <source>the patient cannot be shown</source>
        <translation>der Patient kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>the patient was not erased</source>
        <translation>der Patient wurde nicht gelöscht</translation>
    </message>
    <message>
        <source>the patient was not exported</source>
        <translation>der Patient wurde nicht exportiert</translation>
    </message>
    <message>
        <source>the patient was not imported</source>
        <translation>der Patient wurde nicht importiert</translation>
    </message>
    <message>
        <source>the patient was not saved</source>
        <translation>der Patient wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>the patients cannot be listed</source>
        <translation>die Patienten können nicht aufgelistet werden</translation>
    </message>
    <message>
        <source>the practice patient was not added</source>
        <translation>der Übungspatient wurde nicht hinzugefügt</translation>
    </message>
    <message>
        <source>the practice patients cannot be counted</source>
        <translation>die Übungspatienten können nicht gezählt werden</translation>
    </message>
    <message>
        <source>the practice patients were not erased</source>
        <translation>die Übungspatienten wurden nicht gelöscht</translation>
    </message>
    <message>
        <source>the prediction was not saved</source>
        <translation>die Vorhersage wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>the predictions cannot be shown</source>
        <translation>die Vorhersagen können nicht gezeigt werden</translation>
    </message>
    <message>
        <source>the recovery key was not renewed</source>
        <translation>der Wiederherstellungsschlüssel wurde nicht erneuert</translation>
    </message>
    <message>
        <source>the report was not made</source>
        <translation>der Bericht wurde nicht erstellt</translation>
    </message>
    <message>
        <source>the scale was not saved</source>
        <translation>der Maßstab wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>the unfiled images cannot be listed</source>
        <translation>die Bilder im Eingang können nicht aufgelistet werden</translation>
    </message>
    <message>
        <source>the vault could not be verified</source>
        <translation>der Tresor konnte nicht geprüft werden</translation>
    </message>
    <message>
        <source>the vault was not created</source>
        <translation>der Tresor wurde nicht angelegt</translation>
    </message>
    <message>
        <source>the vault was not opened</source>
        <translation>der Tresor wurde nicht geöffnet</translation>
    </message>
    <message>
        <source>the vault was not unlocked</source>
        <translation>der Tresor wurde nicht entsperrt</translation>
    </message>
    <message>
        <source>the watched folder cannot be looked into</source>
        <translation>in den überwachten Ordner kann nicht hineingesehen werden</translation>
    </message>
</context>
<context>
    <name>TrayKeeper</name>
    <message>
        <source>{reason} The image is still here, in the window.</source>
        <translation>{reason} Das Bild ist noch hier im Fenster.</translation>
    </message>
</context>
<context>
    <name>TrendPlot</name>
    <message>
        <source>{mark} not comparable</source>
        <translation>{mark} nicht vergleichbar</translation>
    </message>
    <message>
        <source>Chance of malignancy over time: none yet</source>
        <translation>Malignitätswahrscheinlichkeit im Verlauf: noch keine</translation>
    </message>
    <message>
        <source>{day}: {chance}</source>
        <translation>{day}: {chance}</translation>
    </message>
    <message>
        <source>Chance of malignancy over time. {points}.</source>
        <translation>Malignitätswahrscheinlichkeit im Verlauf. {points}.</translation>
    </message>
    <message>
        <source>Not all can be compared: the bundle changed.</source>
        <translation>Nicht alle sind vergleichbar: Das Bundle wechselte.</translation>
    </message>
</context>
<context>
    <name>UnfiledPage</name>
    <message>
        <source>Unfiled</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Images that were assessed and wait for their patient. Nothing here is lost.</source>
        <translation>Bilder, die ausgewertet wurden und auf ihren Patienten warten. Hier geht nichts verloren.</translation>
    </message>
    <message>
        <source>Unfiled images</source>
        <translation>Bilder im Eingang</translation>
    </message>
    <message>
        <source>Nothing waits here</source>
        <translation>Hier wartet nichts</translation>
    </message>
    <message>
        <source>Images that you assess while the vault is open are kept here until you file them.</source>
        <translation>Bilder, die Sie bei offenem Tresor auswerten, bleiben hier, bis Sie sie zuordnen.</translation>
    </message>
    <message>
        <source>&amp;File under…</source>
        <translation>&amp;Zuordnen…</translation>
    </message>
    <message>
        <source>&amp;Put away</source>
        <translation>Weg&amp;legen</translation>
    </message>
    <message>
        <source>Take the selected images off the tray</source>
        <translation>Die gewählten Bilder aus dem Eingang nehmen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Alle a&amp;uswählen</translation>
    </message>
    <message>
        <source>Perhaps {name}</source>
        <translation>Vielleicht {name}</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count} ausgewählt</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>The vault is locked</source>
        <translation>Der Tresor ist gesperrt</translation>
    </message>
    <message>
        <source>&amp;Remember on this computer</source>
        <translation>Auf diesem Computer &amp;merken</translation>
    </message>
    <message>
        <source>Whoever is signed in to this computer can then start Lentigo without the passphrase.</source>
        <translation>Wer an diesem Computer angemeldet ist, kann Lentigo dann ohne Passphrase starten.</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>A&amp;ccount</source>
        <translation>&amp;Konto</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Use the recovery &amp;key</source>
        <translation>Wiederherstellungs&amp;schlüssel verwenden</translation>
    </message>
    <message>
        <source>&amp;Other vault…</source>
        <translation>Anderer Treso&amp;r…</translation>
    </message>
    <message>
        <source>&amp;Work without the vault</source>
        <translation>&amp;Ohne den Tresor arbeiten</translation>
    </message>
    <message>
        <source>“{name}” is being opened. You can type already.</source>
        <translation>„{name}“ wird geöffnet. Sie können schon tippen.</translation>
    </message>
    <message>
        <source>“{name}” is locked. Images that you drop now wait until it is open.</source>
        <translation>„{name}“ ist gesperrt. Bilder, die Sie jetzt ablegen, warten, bis er offen ist.</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Wird entsperrt…</translation>
    </message>
</context>
<context>
    <name>VaultChores</name>
    <message>
        <source>Practice patients added: {count}. Settings can erase them again.</source>
        <translation>Hinzugefügte Übungspatienten: {count}. In den Einstellungen lassen sie sich wieder löschen.</translation>
    </message>
    <message>
        <source>No practice patient was added.</source>
        <translation>Kein Übungspatient wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>Practice patients erased: {count}.</source>
        <translation>Gelöschte Übungspatienten: {count}.</translation>
    </message>
    <message>
        <source>Images that you had filed under them are unfiled again: {count}.</source>
        <translation>Bilder, die Sie ihnen zugeordnet hatten, sind wieder im Eingang: {count}.</translation>
    </message>
</context>
<context>
    <name>VaultCover</name>
    <message>
        <source>The recovery key</source>
        <translation>Der Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>Opening the vault…</source>
        <translation>Der Tresor wird geöffnet…</translation>
    </message>
    <message>
        <source>Open a vault: choose its folder</source>
        <translation>Tresor öffnen: Wählen Sie seinen Ordner</translation>
    </message>
</context>
<context>
    <name>VaultStartPage</name>
    <message>
        <source>Shall Lentigo keep a history?</source>
        <translation>Soll Lentigo einen Verlauf aufbewahren?</translation>
    </message>
    <message>
        <source>A vault keeps patients, their images and what was made of them in a folder on this computer, encrypted. Only people with an account can open it.</source>
        <translation>Ein Tresor bewahrt Patienten, ihre Bilder und was daraus wurde verschlüsselt in einem Ordner auf diesem Computer auf. Nur wer ein Konto hat, kann ihn öffnen.</translation>
    </message>
    <message>
        <source>&amp;Create a vault</source>
        <translation>Tresor &amp;anlegen</translation>
    </message>
    <message>
        <source>&amp;Open a vault…</source>
        <translation>Tresor ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>Sicherung &amp;wiederherstellen…</translation>
    </message>
    <message>
        <source>&amp;Back to the last vault</source>
        <translation>Zu&amp;rück zum letzten Tresor</translation>
    </message>
    <message>
        <source>&amp;Work without a vault</source>
        <translation>&amp;Ohne Tresor arbeiten</translation>
    </message>
    <message>
        <source>Images are assessed, and nothing is kept.</source>
        <translation>Bilder werden ausgewertet, nichts wird behalten.</translation>
    </message>
</context>
<context>
    <name>Verification</name>
    <message>
        <source>{table}: a reference leads nowhere</source>
        <translation>{table}: Ein Verweis führt ins Leere</translation>
    </message>
    <message>
        <source>what the list tells of a patient is not what the record says</source>
        <translation>Die Liste sagt über einen Patienten etwas anderes als die Akte</translation>
    </message>
    <message>
        <source>the list of differing conclusions is not what the records say</source>
        <translation>Die Liste der abweichenden Befunde entspricht nicht den Akten</translation>
    </message>
    <message>
        <source>an examination tells another size than its image has</source>
        <translation>Eine Untersuchung nennt eine andere Größe, als ihr Bild hat</translation>
    </message>
    <message>
        <source>one of the {table} is of another lesion than its examination</source>
        <translation>Ein Eintrag in {table} gehört zu einer anderen Läsion als seine Untersuchung</translation>
    </message>
    <message>
        <source>the search index is not that of the patients</source>
        <translation>Das Suchverzeichnis passt nicht zu den Patienten</translation>
    </message>
    <message>
        <source>The header file {name} is damaged or missing.</source>
        <translation>Die Kopfdatei {name} ist beschädigt oder fehlt.</translation>
    </message>
    <message>
        <source>The database is damaged: {problem}.</source>
        <translation>Die Datenbank ist beschädigt: {problem}.</translation>
    </message>
    <message>
        <source>The audit trail is broken at event {number}.</source>
        <translation>Das Protokoll ist bei Ereignis {number} unterbrochen.</translation>
    </message>
    <message>
        <source>The drive cannot read it: {why}.</source>
        <translation>Das Laufwerk kann es nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>Examination {names}: {what}</source>
        <translation>Untersuchung {names}: {what}</translation>
    </message>
</context>
<context>
    <name>WatchCard</name>
    <message>
        <source>Watch a folder</source>
        <translation>Ordner überwachen</translation>
    </message>
    <message>
        <source>Choose the f&amp;older to watch…</source>
        <translation>&amp;Ordner zum Überwachen wählen…</translation>
    </message>
    <message>
        <source>S&amp;top watching</source>
        <translation>&amp;Überwachung beenden</translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation>Ordner: {folder}</translation>
    </message>
    <message>
        <source>Choose the folder into which your camera or its program puts photographs. All images in it, and each new one, are assessed and wait under Unfiled while the vault is open. Lentigo never moves, changes or deletes a file there.</source>
        <translation>Wählen Sie den Ordner, in den Ihre Kamera oder deren Programm Aufnahmen legt. Alle Bilder darin und jedes neue werden bei offenem Tresor ausgewertet und warten im Eingang. Lentigo verschiebt, ändert oder löscht dort nie eine Datei.</translation>
    </message>
    <message>
        <source>It is looked into while the vault is open.</source>
        <translation>Es wird hineingesehen, solange der Tresor offen ist.</translation>
    </message>
    <message>
        <source>New images in it go to Unfiled by themselves.</source>
        <translation>Neue Bilder darin gelangen von selbst in den Eingang.</translation>
    </message>
    <message>
        <source>It is not there or cannot be read. Connect its drive; Lentigo then goes on by itself.</source>
        <translation>Er ist nicht da oder nicht lesbar. Schließen Sie sein Laufwerk an; Lentigo macht dann von selbst weiter.</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>Zu überwachender Ordner</translation>
    </message>
</context>
<context>
    <name>WatchFolder</name>
    <message>
        <source>“{name}” in the watched folder cannot be read yet and is tried again. {reason}</source>
        <translation>„{name}“ im überwachten Ordner ist noch nicht lesbar und wird erneut versucht. {reason}</translation>
    </message>
    <message>
        <source>“{name}” in the watched folder cannot be used. {reason}</source>
        <translation>„{name}“ im überwachten Ordner kann nicht verwendet werden. {reason}</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Alcohol</source>
        <translation>Alkohol</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>Beidseits</translation>
    </message>
    <message>
        <source>Chance of malignancy {malignant} · most likely {label}, {percent}</source>
        <translation>Malignität {malignant} · am ehesten {label}, {percent}</translation>
    </message>
    <message>
        <source>Clinical impression</source>
        <translation>Klinischer Eindruck</translation>
    </message>
    <message>
        <source>Consensus</source>
        <translation>Konsens</translation>
    </message>
    <message>
        <source>Excised</source>
        <translation>Exzidiert</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Weiblich</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>Verlaufskontrolle</translation>
    </message>
    <message>
        <source>Gel</source>
        <translation>Gel</translation>
    </message>
    <message>
        <source>Histology</source>
        <translation>Histologie</translation>
    </message>
    <message>
        <source>Imported {date}</source>
        <translation>Importiert {date}</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Männlich</translation>
    </message>
    <message>
        <source>No conclusion yet</source>
        <translation>Noch kein Befund</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation>Nicht ausgewertet</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>Oil</source>
        <translation>Öl</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Divers</translation>
    </message>
    <message>
        <source>Out of scope: no chances</source>
        <translation>Außerhalb des Anwendungsbereichs: keine Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Abgeheilt</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>Wasser</translation>
    </message>
    <message>
        <source>contact</source>
        <translation>mit Kontakt</translation>
    </message>
    <message>
        <source>immersion: {what}</source>
        <translation>Immersion: {what}</translation>
    </message>
    <message>
        <source>no contact</source>
        <translation>ohne Kontakt</translation>
    </message>
    <message>
        <source>not polarised</source>
        <translation>nicht polarisiert</translation>
    </message>
    <message>
        <source>polarised</source>
        <translation>polarisiert</translation>
    </message>
    <message>
        <source>{number} pixels a millimetre</source>
        <translation>{number} Pixel je Millimeter</translation>
    </message>
    <message>
        <source>{times}×</source>
        <translation>{times}×</translation>
    </message>
</context>
<context>
    <name>WorkBar</name>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
</context>
<context>
    <name>Worklist</name>
    <message>
        <source>1 day ago</source>
        <translation>vor 1 Tag</translation>
    </message>
    <message>
        <source>In 1 day</source>
        <translation>In 1 Tag</translation>
    </message>
    <message>
        <source>In {count} days</source>
        <translation>In {count} Tagen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>{count} days ago</source>
        <translation>vor {count} Tagen</translation>
    </message>
</context>
<context>
    <name>images</name>
    <message>
        <source>The pasted picture cannot be used.</source>
        <translation>Das eingefügte Bild kann nicht verwendet werden.</translation>
    </message>
</context>
<context>
    <name>percent</name>
    <message>
        <source>&lt;&#xa0;1&#xa0;%</source>
        <translation>&lt;&#xa0;1&#xa0;%</translation>
    </message>
    <message>
        <source>&gt;&#xa0;99&#xa0;%</source>
        <translation>&gt;&#xa0;99&#xa0;%</translation>
    </message>
    <message>
        <source>{percent}&#xa0;%</source>
        <translation>{percent}&#xa0;%</translation>
    </message>
    <message>
        <source>less than 1 percent</source>
        <translation>weniger als 1 Prozent</translation>
    </message>
    <message>
        <source>more than 99 percent</source>
        <translation>mehr als 99 Prozent</translation>
    </message>
    <message>
        <source>{percent} percent</source>
        <translation>{percent} Prozent</translation>
    </message>
</context>
</TS>
