<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>only here</source>
        <translation>nur hier</translation>
    </message>
    <message>
        <source>higher resolution</source>
        <translation>höhere Auflösung</translation>
    </message>
    <message>
        <source>highest resolution</source>
        <translation>höchste Auflösung</translation>
    </message>
    <message>
        <source>larger file</source>
        <translation>größere Datei</translation>
    </message>
    <message>
        <source>largest file</source>
        <translation>größte Datei</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>früher</translation>
    </message>
    <message>
        <source>earliest</source>
        <translation>am frühesten</translation>
    </message>
    <message>
        <source>older file</source>
        <translation>ältere Datei</translation>
    </message>
    <message>
        <source>oldest file</source>
        <translation>älteste Datei</translation>
    </message>
    <message>
        <source>higher rating</source>
        <translation>bessere Bewertung</translation>
    </message>
    <message>
        <source>highest rating</source>
        <translation>beste Bewertung</translation>
    </message>
    <message>
        <source>N P</source>
        <comment>two keys</comment>
        <translation>N P</translation>
    </message>
    <message>
        <source>next, previous group</source>
        <translation>nächste/vorige Gruppe</translation>
    </message>
    <message>
        <source>1–9</source>
        <comment>keys</comment>
        <translation>1–9</translation>
    </message>
    <message>
        <source>keep that one</source>
        <translation>dieses behalten</translation>
    </message>
    <message>
        <source>A</source>
        <comment>a key</comment>
        <translation>A</translation>
    </message>
    <message>
        <source>keep all</source>
        <translation>alle behalten</translation>
    </message>
    <message>
        <source>T</source>
        <comment>a key</comment>
        <translation>T</translation>
    </message>
    <message>
        <source>trash or not</source>
        <translation>Papierkorb ja/nein</translation>
    </message>
    <message>
        <source>X</source>
        <comment>a key</comment>
        <translation>X</translation>
    </message>
    <message>
        <source>not duplicates</source>
        <translation>keine Duplikate</translation>
    </message>
    <message>
        <source>C</source>
        <comment>a key</comment>
        <translation>C</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>vergleichen</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <comment>a key</comment>
        <translation>Strg+Z</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>← →</source>
        <comment>two keys</comment>
        <translation>← →</translation>
    </message>
    <message>
        <source>file of the group</source>
        <translation>Datei der Gruppe</translation>
    </message>
    <message>
        <source>R</source>
        <comment>a key</comment>
        <translation>R</translation>
    </message>
    <message>
        <source>mark all</source>
        <translation>alle markieren</translation>
    </message>
    <message>
        <source>S</source>
        <comment>a key</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>find similar</source>
        <translation>Ähnliche suchen</translation>
    </message>
    <message>
        <source>{number}: {name}</source>
        <translation>{number}: {name}</translation>
    </message>
    <message>
        <source>{width} × {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>Looking for duplicates...</source>
        <translation>Duplikate werden gesucht...</translation>
    </message>
    <message>
        <source>What was found so far is being put into groups.</source>
        <translation>Was bisher gefunden wurde, wird gerade zu Gruppen zusammengestellt.</translation>
    </message>
    <message>
        <source>The duplicates cannot be shown</source>
        <translation>Die Duplikate können nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Reading the other groups: {count} photos to go</source>
        <translation>Die übrigen Gruppen werden gelesen: {count} Fotos stehen aus</translation>
    </message>
    <message>
        <source>Still comparing: {count} to go</source>
        <translation>Es wird noch verglichen: {count} stehen aus</translation>
    </message>
    <message>
        <source>Its photos are compared with all others once it is added. They stay where they are, and are only read.</source>
        <translation>Sobald er hinzugefügt ist, werden seine Fotos mit allen anderen verglichen. Sie bleiben, wo sie sind, und werden nur gelesen.</translation>
    </message>
    <message>
        <source>Add a folder first</source>
        <translation>Fügen Sie zuerst einen Ordner hinzu</translation>
    </message>
    <message>
        <source>Then its photos are compared, and what is there several times is shown here.</source>
        <translation>Dann werden seine Fotos verglichen, und was mehrfach da ist, wird hier gezeigt.</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>Zur Bibliothek</translation>
    </message>
    <message>
        <source>Nothing in {folder} has a copy in the library so far</source>
        <translation>Bisher hat nichts in {folder} eine Kopie in der Bibliothek</translation>
    </message>
    <message>
        <source>No group matches the filter</source>
        <translation>Keine Gruppe entspricht dem Filter</translation>
    </message>
    <message>
        <source>There are groups of this class with other names or in other folders.</source>
        <translation>Es gibt Gruppen dieser Art mit anderen Namen oder in anderen Ordnern.</translation>
    </message>
    <message>
        <source>Show all groups</source>
        <translation>Alle Gruppen zeigen</translation>
    </message>
    <message>
        <source>No version is that certain</source>
        <translation>Keine Fassung ist so sicher</translation>
    </message>
    <message>
        <source>With the slider further to the left there may be some.</source>
        <translation>Mit dem Regler weiter links gibt es vielleicht welche.</translation>
    </message>
    <message>
        <source>Show all that were found</source>
        <translation>Alle gefundenen zeigen</translation>
    </message>
    <message>
        <source>What is found appears here at once.</source>
        <translation>Was gefunden wird, erscheint hier sofort.</translation>
    </message>
    <message>
        <source>No identical files in {count} photos</source>
        <translation>Keine identischen Dateien in {count} Fotos</translation>
    </message>
    <message>
        <source>No identical pictures in {count} photos</source>
        <translation>Keine identischen Bilder in {count} Fotos</translation>
    </message>
    <message>
        <source>No other versions of a shot in {count} photos</source>
        <translation>Keine anderen Fassungen einer Aufnahme in {count} Fotos</translation>
    </message>
    <message>
        <source>No series in {count} photos</source>
        <translation>Keine Serien in {count} Fotos</translation>
    </message>
    <message>
        <source>No duplicates found in {count} photos</source>
        <translation>Keine Duplikate in {count} Fotos gefunden</translation>
    </message>
    <message>
        <source>The same file several times, byte for byte. All but one are marked from the start.</source>
        <translation>Dieselbe Datei mehrfach, Byte für Byte. Alle bis auf eine sind von Anfang an markiert.</translation>
    </message>
    <message>
        <source>The same pixels in different files: other metadata, or another format that loses nothing. All but one are marked from the start.</source>
        <translation>Dieselben Pixel in verschiedenen Dateien: andere Metadaten oder ein anderes Format, das nichts verliert. Alle bis auf eine sind von Anfang an markiert.</translation>
    </message>
    <message>
        <source>One shot in several versions: resized, cropped, turned, edited, compressed again. Nothing is marked until you do.</source>
        <translation>Eine Aufnahme in mehreren Fassungen: in anderer Größe, beschnitten, gedreht, bearbeitet, erneut komprimiert. Nichts ist markiert, bis Sie es tun.</translation>
    </message>
    <message>
        <source>Photos taken one after the other, or of one scene. They are related, not copies; nothing is marked until you do.</source>
        <translation>Fotos, die nacheinander oder von derselben Szene gemacht wurden. Sie sind verwandt, aber keine Kopien; nichts ist markiert, bis Sie es tun.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical file(s)</source>
        <translation>
            <numerusform>%Ln identische Datei</numerusform>
            <numerusform>%Ln identische Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical picture(s)</source>
        <translation>
            <numerusform>%Ln identisches Bild</numerusform>
            <numerusform>%Ln identische Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other version(s) of a shot</source>
        <translation>
            <numerusform>%Ln andere Fassung einer Aufnahme</numerusform>
            <numerusform>%Ln andere Fassungen einer Aufnahme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of a series, of which there is no copy</source>
        <translation>
            <numerusform>%Ln Foto einer Serie, von dem es keine Kopie gibt</numerusform>
            <numerusform>%Ln Fotos einer Serie, von denen es keine Kopie gibt</numerusform>
        </translation>
    </message>
    <message>
        <source>You chose the one to keep</source>
        <translation>Sie haben gewählt, welches bleibt</translation>
    </message>
    <message>
        <source>{what}: {reason}</source>
        <comment>class of a pair, why the other one stays</comment>
        <translation>{what}: {reason}</translation>
    </message>
    <message>
        <source>Identical file</source>
        <translation>Identische Datei</translation>
    </message>
    <message>
        <source>Identical picture</source>
        <translation>Identisches Bild</translation>
    </message>
    <message>
        <source>Stays: {path}</source>
        <translation>Bleibt: {path}</translation>
    </message>
    <message>
        <source>{name} + {count}</source>
        <comment>a photo and the number of files that belong to it</comment>
        <translation>{name} + {count}</translation>
    </message>
    <message>
        <source>Is added: {what}</source>
        <translation>Wird ergänzt: {what}</translation>
    </message>
    <message>
        <source>Stays as it is, though copies say otherwise: {what}</source>
        <translation>Bleibt, wie es ist, obwohl Kopien anderes sagen: {what}</translation>
    </message>
    <message>
        <source>From {files}</source>
        <translation>Aus {files}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) will be written; no photo is changed, and an undo takes them back. The list shows what is written where.</source>
        <translation>
            <numerusform>%Ln Begleitdatei wird geschrieben; kein Foto wird geändert, und Rückgängigmachen nimmt sie zurück. Die Liste zeigt, was wohin geschrieben wird.</numerusform>
            <numerusform>%Ln Begleitdateien werden geschrieben; kein Foto wird geändert, und Rückgängigmachen nimmt sie zurück. Die Liste zeigt, was wohin geschrieben wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has to be written: the kept photos know all of it.</source>
        <translation>Es muss nichts geschrieben werden: Die behaltenen Fotos wissen alles schon.</translation>
    </message>
    <message numerus="yes">
        <source>Copies of %Ln kept photo(s) know something that the photo itself does not. Without the check mark that goes to the trash with them.</source>
        <translation>
            <numerusform>Kopien von %Ln behaltenen Foto wissen etwas, was es selbst nicht weiß. Ohne das Häkchen kommt das mit ihnen in den Papierkorb.</numerusform>
            <numerusform>Kopien von %Ln behaltenen Fotos wissen etwas, was diese selbst nicht wissen. Ohne das Häkchen kommt das mit ihnen in den Papierkorb.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the check mark %Ln more photo(s) can go: their sidecar is not lost then.</source>
        <translation>
            <numerusform>Mit dem Häkchen kann %Ln Foto mehr weg: Seine Begleitdatei geht dann nicht verloren.</numerusform>
            <numerusform>Mit dem Häkchen können %Ln Fotos mehr weg: Ihre Begleitdateien gehen dann nicht verloren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the check mark %Ln photo(s) stay whose metadata cannot be kept.</source>
        <translation>
            <numerusform>Mit dem Häkchen bleibt %Ln Foto, dessen Metadaten sich nicht bewahren lassen.</numerusform>
            <numerusform>Mit dem Häkchen bleiben %Ln Fotos, deren Metadaten sich nicht bewahren lassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln file(s) to the quarantine</source>
        <translation>
            <numerusform>%Ln Datei in die Quarantäne verschieben</numerusform>
            <numerusform>%Ln Dateien in die Quarantäne verschieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln file(s) to the trash</source>
        <translation>
            <numerusform>%Ln Datei in den Papierkorb verschieben</numerusform>
            <numerusform>%Ln Dateien in den Papierkorb verschieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) to look for</source>
        <translation>
            <numerusform>%Ln Datei ist zu suchen</numerusform>
            <numerusform>%Ln Dateien sind zu suchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was moved to the trash</source>
        <translation>Nichts wurde in den Papierkorb verschoben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) moved to the quarantine</source>
        <translation>
            <numerusform>%Ln Datei in die Quarantäne verschoben</numerusform>
            <numerusform>%Ln Dateien in die Quarantäne verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) moved to the trash</source>
        <translation>
            <numerusform>%Ln Datei in den Papierkorb verschoben</numerusform>
            <numerusform>%Ln Dateien in den Papierkorb verschoben</numerusform>
        </translation>
    </message>
    <message>
        <source>{files} · {size}</source>
        <translation>{files} · {size}</translation>
    </message>
    <message>
        <source>{done} of {count} moved, then: {error}</source>
        <translation>{done} von {count} verschoben, dann: {error}</translation>
    </message>
    <message>
        <source>You stopped it: the rest is where it was.</source>
        <translation>Sie haben abgebrochen: Der Rest ist, wo er war.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are gone from their place and not certainly in the trash; Undo looks for them.</source>
        <translation>
            <numerusform>%Ln Datei ist nicht mehr an ihrem Ort und nicht sicher im Papierkorb; „Rückgängig“ sucht nach ihr.</numerusform>
            <numerusform>%Ln Dateien sind nicht mehr an ihrem Ort und nicht sicher im Papierkorb; „Rückgängig“ sucht nach ihnen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) lie in the folder .photofinder-quarantine on their own drive, which has no trash; it is emptied by nobody but you.</source>
        <translation>
            <numerusform>%Ln Datei liegt im Ordner .photofinder-quarantine auf ihrem eigenen Laufwerk, das keinen Papierkorb hat; ihn leert niemand außer Ihnen.</numerusform>
            <numerusform>%Ln Dateien liegen im Ordner .photofinder-quarantine auf ihrem eigenen Laufwerk, das keinen Papierkorb hat; ihn leert niemand außer Ihnen.</numerusform>
        </translation>
    </message>
    <message>
        <source>You can undo this here, and later in History.</source>
        <translation>Sie können das hier rückgängig machen, und später im Verlauf.</translation>
    </message>
    <message>
        <source>You can undo this here, and later in History, as long as the trash is not emptied. Emptying it frees the space.</source>
        <translation>Sie können das hier rückgängig machen, und später im Verlauf, solange der Papierkorb nicht geleert ist. Erst das Leeren schafft Platz.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are back where they were.</source>
        <translation>
            <numerusform>%Ln Datei ist wieder, wo sie war.</numerusform>
            <numerusform>%Ln Dateien sind wieder, wo sie waren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) of kept photos say no more what was taken over.</source>
        <translation>
            <numerusform>%Ln Begleitdatei eines behaltenen Fotos sagt nicht mehr, was übernommen worden war.</numerusform>
            <numerusform>%Ln Begleitdateien behaltener Fotos sagen nicht mehr, was übernommen worden war.</numerusform>
        </translation>
    </message>
    <message>
        <source>There was nothing to put back.</source>
        <translation>Es gab nichts zurückzulegen.</translation>
    </message>
    <message>
        <source>You stopped it: the rest is still in the trash.</source>
        <translation>Sie haben abgebrochen: Der Rest ist noch im Papierkorb.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be put back or taken back.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht zurückgelegt oder zurückgenommen werden.</numerusform>
            <numerusform>%Ln Dateien konnten nicht zurückgelegt oder zurückgenommen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was removed</source>
        <translation>Nichts wurde entfernt</translation>
    </message>
    <message numerus="yes">
        <source>Undone, but for %Ln sidecar(s)</source>
        <translation>
            <numerusform>Rückgängig gemacht, bis auf %Ln Begleitdatei</numerusform>
            <numerusform>Rückgängig gemacht, bis auf %Ln Begleitdateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Undone in part: {restored} of {files}</source>
        <translation>Teilweise rückgängig gemacht: {restored} von {files}</translation>
    </message>
    <message>
        <source>In the trash</source>
        <translation>Im Papierkorb</translation>
    </message>
    <message>
        <source>On a drive that is not connected</source>
        <translation>Auf einem Laufwerk, das nicht verbunden ist</translation>
    </message>
    <message>
        <source>Not in the trash any more</source>
        <translation>Nicht mehr im Papierkorb</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nicht an die Reihe gekommen</translation>
    </message>
    <message>
        <source>Being moved</source>
        <translation>Wird verschoben</translation>
    </message>
    <message>
        <source>Left alone</source>
        <translation>Nicht angerührt</translation>
    </message>
    <message>
        <source>Could not be moved</source>
        <translation>Konnte nicht verschoben werden</translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation>Bitte selbst suchen</translation>
    </message>
    <message>
        <source>Being put back</source>
        <translation>Wird zurückgelegt</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurückgelegt</translation>
    </message>
    <message>
        <source>That would be the same file several times, byte for byte.</source>
        <translation>Das wäre dieselbe Datei mehrfach, Byte für Byte.</translation>
    </message>
    <message>
        <source>That would be the same pixels in different files: other metadata, or another format that loses nothing.</source>
        <translation>Das wären dieselben Pixel in verschiedenen Dateien: andere Metadaten oder ein anderes Format, das nichts verliert.</translation>
    </message>
    <message>
        <source>That would be one shot in several versions: resized, cropped, turned, edited, compressed again.</source>
        <translation>Das wäre eine Aufnahme in mehreren Fassungen: in anderer Größe, beschnitten, gedreht, bearbeitet, erneut komprimiert.</translation>
    </message>
    <message>
        <source>That would be photos taken one after the other, or of one scene: related, not copies.</source>
        <translation>Das wären Fotos, die nacheinander oder von derselben Szene gemacht wurden: verwandt, aber keine Kopien.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) of identical pictures</source>
        <translation>
            <numerusform>%Ln identisches Bild</numerusform>
            <numerusform>%Ln identische Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln version(s) of one shot</source>
        <translation>
            <numerusform>%Ln Fassung</numerusform>
            <numerusform>%Ln Fassungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Series of %Ln photo(s)</source>
        <translation>
            <numerusform>Serie mit %Ln Foto</numerusform>
            <numerusform>Serie mit %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep</source>
        <comment>a mark on a photo</comment>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Trash</source>
        <comment>a mark on a photo</comment>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Not decided</source>
        <comment>a photo without a mark</comment>
        <translation>Offen</translation>
    </message>
    <message>
        <source>nothing marked</source>
        <translation>nichts markiert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln to the trash</source>
        <translation>
            <numerusform>Papierkorb: %Ln</numerusform>
            <numerusform>Papierkorb: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Related, not copies: {relation}</source>
        <translation>Verwandt, keine Kopien: {relation}</translation>
    </message>
    <message>
        <source>You keep {name}</source>
        <translation>Sie behalten {name}</translation>
    </message>
    <message>
        <source>Keep {name}: {reason}</source>
        <translation>{name} behalten: {reason}</translation>
    </message>
    <message>
        <source>First of the series</source>
        <translation>Das erste der Serie</translation>
    </message>
    <message>
        <source>Suggested: {reason}</source>
        <translation>Vorgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>Stays in the place of the suggested one</source>
        <translation>Bleibt anstelle des vorgeschlagenen</translation>
    </message>
    <message>
        <source>{percent} % of the pixels</source>
        <translation>{percent} % der Pixel</translation>
    </message>
    <message>
        <source>{size} larger</source>
        <translation>{size} größer</translation>
    </message>
    <message>
        <source>{size} smaller</source>
        <translation>{size} kleiner</translation>
    </message>
    <message>
        <source>{time} later</source>
        <translation>{time} später</translation>
    </message>
    <message>
        <source>{time} earlier</source>
        <translation>{time} früher</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: nothing of its group would be left.</source>
        <translation>
            <numerusform>%Ln Datei nicht markiert, weil sonst nichts von ihrer Gruppe übrig bliebe.</numerusform>
            <numerusform>%Ln Dateien nicht markiert, weil sonst nichts von ihren Gruppen übrig bliebe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: nothing identical would be left, only another version. Choose between versions in Same shot.</source>
        <translation>
            <numerusform>%Ln Datei nicht markiert, weil nichts Identisches übrig bliebe, nur eine andere Fassung. Zwischen Fassungen wählen Sie unter „Gleiche Aufnahme“.</numerusform>
            <numerusform>%Ln Dateien nicht markiert, weil nichts Identisches übrig bliebe, nur eine andere Fassung. Zwischen Fassungen wählen Sie unter „Gleiche Aufnahme“.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: it lies in a protected folder.</source>
        <translation>
            <numerusform>%Ln Datei nicht markiert, weil sie in einem geschützten Ordner liegt.</numerusform>
            <numerusform>%Ln Dateien nicht markiert, weil sie in geschützten Ordnern liegen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: not verified yet. The next scan compares the pixels.</source>
        <translation>
            <numerusform>%Ln Datei nicht markiert: noch nicht geprüft. Das nächste Durchsuchen vergleicht die Pixel.</numerusform>
            <numerusform>%Ln Dateien nicht markiert: noch nicht geprüft. Das nächste Durchsuchen vergleicht die Pixel.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: it is the same file under another name, and removing it would gain nothing.</source>
        <translation>
            <numerusform>%Ln Datei nicht markiert, weil sie dieselbe Datei unter anderem Namen ist; das Entfernen brächte nichts.</numerusform>
            <numerusform>%Ln Dateien nicht markiert, weil sie dieselben Dateien unter anderem Namen sind; das Entfernen brächte nichts.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} {count}</source>
        <comment>a tab</comment>
        <translation>{name} {count}</translation>
    </message>
    <message>
        <source>{name} {count} · {size}</source>
        <comment>a tab</comment>
        <translation>{name} {count} · {size}</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n Ordner</numerusform>
            <numerusform>%n Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>Photo {number} of {count}</source>
        <extracomment>a screen reader asks for what is near; the items of others are let go of all grids there ever were: see above</extracomment>
        <translation>Foto {number} von {count}</translation>
    </message>
    <message>
        <source>{name}, selected</source>
        <translation>{name}, ausgewählt</translation>
    </message>
    <message>
        <source>Indexing {done} of {total}</source>
        <extracomment>below so many a second a decimal says more than it confuses</extracomment>
        <translation>{done} von {total} werden erfasst</translation>
    </message>
    <message>
        <source>Indexing, {done} so far</source>
        <translation>Bisher {done} erfasst</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Fotos werden erfasst</translation>
    </message>
    <message>
        <source>Comparing {done} of {total}</source>
        <translation>{done} von {total} verglichen</translation>
    </message>
    <message>
        <source>Comparing, {done} so far</source>
        <translation>Bisher {done} verglichen</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Fotos werden verglichen</translation>
    </message>
    <message>
        <source>Comparing again {done} of {total}</source>
        <translation>{done} von {total} neu verglichen</translation>
    </message>
    <message>
        <source>Comparing again, {done} so far</source>
        <translation>Bisher {done} neu verglichen</translation>
    </message>
    <message>
        <source>Comparing again</source>
        <translation>Fotos werden neu verglichen</translation>
    </message>
    <message>
        <source>Looking for changes, {done} of {total}</source>
        <translation>Suche nach Änderungen, {done} von {total}</translation>
    </message>
    <message>
        <source>Looking for changes, {done} photos so far</source>
        <translation>Suche nach Änderungen, bisher {done} Fotos</translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation>Suche nach Änderungen</translation>
    </message>
    <message>
        <source>Reading with the new model, {done} of {total}</source>
        <translation>Einlesen mit dem neuen Modell, {done} von {total}</translation>
    </message>
    <message>
        <source>Reading with the new model, {done} so far</source>
        <translation>Einlesen mit dem neuen Modell, bisher {done}</translation>
    </message>
    <message>
        <source>Reading with the new model</source>
        <translation>Einlesen mit dem neuen Modell</translation>
    </message>
    <message>
        <source>Preparing the search index, {done} of {total}</source>
        <translation>Suchindex wird vorbereitet, {done} von {total}</translation>
    </message>
    <message>
        <source>Preparing the search index</source>
        <translation>Suchindex wird vorbereitet</translation>
    </message>
    <message>
        <source>Building the search index</source>
        <translation>Suchindex wird aufgebaut</translation>
    </message>
    <message>
        <source>Proving identical pictures</source>
        <translation>Identische Bilder werden geprüft</translation>
    </message>
    <message>
        <source>Cleaning up</source>
        <translation>Es wird aufgeräumt</translation>
    </message>
    <message>
        <source>Bringing photos back</source>
        <translation>Fotos werden zurückgeholt</translation>
    </message>
    <message>
        <source>{name}, {done} of {total}</source>
        <translation>{name}, {done} von {total}</translation>
    </message>
    <message>
        <source>{name}, {done} so far</source>
        <translation>{name}, bisher {done}</translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation>{rate} Fotos/s</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>Find similar</source>
        <extracomment>more would open a window each</extracomment>
        <translation>Ähnliche suchen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation>In der Bibliothek zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Only the first {count} of the photos are searched with.</source>
        <translation>Nur mit den ersten {count} Fotos wird gesucht.</translation>
    </message>
    <message>
        <source>Choose 2 to {most} photos to compare.</source>
        <translation>Wählen Sie 2 bis {most} Fotos zum Vergleichen aus.</translation>
    </message>
    <message>
        <source>No program opens {path}.</source>
        <translation>Kein Programm öffnet {path}.</translation>
    </message>
    <message>
        <source>There is not enough free memory for this picture.
Close other programs and try again.</source>
        <translation>Für dieses Bild ist nicht genug Arbeitsspeicher frei.
Schließen Sie andere Programme, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>No preview</source>
        <extracomment>between a cell&apos;s edge and its plate, and between the plate and the picture smaller cells have no room for a name; their badges have icons only badges never sit on less than this, however narrow the picture names are a little smaller than other text</extracomment>
        <translation>Keine Vorschau</translation>
    </message>
    <message>
        <source>over 99 %</source>
        <extracomment>more frames on one picture tell nobody anything nobody is as certain as 100 %</extracomment>
        <translation>über 99 %</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>not verified yet</source>
        <comment>a photo whose pixels were not compared with the kept one</comment>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>{certain} one series</source>
        <translation>{certain} sicher: eine Serie</translation>
    </message>
    <message>
        <source>{certain} the same shot</source>
        <translation>{certain} sicher: gleiche Aufnahme</translation>
    </message>
    <message numerus="yes">
        <source>%Ln matching detail(s)</source>
        <translation>
            <numerusform>%Ln übereinstimmendes Detail</numerusform>
            <numerusform>%Ln übereinstimmende Details</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} alike</source>
        <translation>{share} ähnlich</translation>
    </message>
    <message>
        <source>Not verified yet: it looks alike, but its pixels were not compared with those of the suggested picture. The next scan does that; until then it cannot be marked.</source>
        <translation>Noch nicht geprüft: Es sieht gleich aus, aber seine Pixel wurden noch nicht mit denen des vorgeschlagenen Bildes verglichen. Das nächste Durchsuchen holt das nach; bis dahin lässt es sich nicht markieren.</translation>
    </message>
    <message>
        <source>{certainty}.</source>
        <translation>{certainty}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln detail(s) lie at the same places in both pictures.</source>
        <translation>
            <numerusform>%Ln Detail liegt in beiden Bildern an derselben Stelle.</numerusform>
            <numerusform>%Ln Details liegen in beiden Bildern an denselben Stellen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No place was found where one shows what the other does.</source>
        <translation>Es wurde keine Stelle gefunden, an der beide dasselbe zeigen.</translation>
    </message>
    <message>
        <source>Where both show the same, they are {share} alike.</source>
        <translation>Wo beide dasselbe zeigen, sind sie {share} ähnlich.</translation>
    </message>
    <message>
        <source>Compared closely, at {pixels} pixels: something moved inside the dashed frame.</source>
        <translation>Genau verglichen, mit {pixels} Pixeln: Im gestrichelten Rahmen hat sich etwas bewegt.</translation>
    </message>
    <message>
        <source>Compared closely, at {pixels} pixels: something moved.</source>
        <translation>Genau verglichen, mit {pixels} Pixeln: Etwas hat sich bewegt.</translation>
    </message>
    <message>
        <source>Compared closely, at {pixels} pixels: nothing moved.</source>
        <translation>Genau verglichen, mit {pixels} Pixeln: Nichts hat sich bewegt.</translation>
    </message>
    <message>
        <source>It shows {share} of the suggested picture: what lies in the frame there.</source>
        <translation>Es zeigt {share} des vorgeschlagenen Bildes: was dort im Rahmen liegt.</translation>
    </message>
    <message>
        <source>The suggested picture shows {share} of it: what lies in the frame here.</source>
        <translation>Das vorgeschlagene Bild zeigt davon {share}: was hier im Rahmen liegt.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Stays instead</source>
        <translation>Bleibt stattdessen</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Kept photo</source>
        <translation>Behaltenes Foto</translation>
    </message>
    <message>
        <source>Sidecar</source>
        <translation>Begleitdatei</translation>
    </message>
    <message>
        <source>Is added</source>
        <translation>Wird ergänzt</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>Bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>Dateigröße</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>ISO</source>
        <translation>ISO</translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation>Brennweite</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>{width} × {height} ({mega} MP)</source>
        <translation>{width} × {height} ({mega} MP)</translation>
    </message>
    <message>
        <source>f/{number}</source>
        <translation>f/{number}</translation>
    </message>
    <message>
        <source>1/{part} s</source>
        <translation>1/{part} s</translation>
    </message>
    <message>
        <source>{length} mm</source>
        <translation>{length} mm</translation>
    </message>
    <message>
        <source>{degrees}° N</source>
        <translation>{degrees}° N</translation>
    </message>
    <message>
        <source>{degrees}° S</source>
        <translation>{degrees}° S</translation>
    </message>
    <message>
        <source>{degrees}° E</source>
        <translation>{degrees}° O</translation>
    </message>
    <message>
        <source>{degrees}° W</source>
        <translation>{degrees}° W</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>{stars} of {most} stars</source>
        <translation>{stars} von {most} Sternen</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>{model} computes the test card rightly on {provider}.</source>
        <translation>{model} rechnet die Testkarte auf {provider} richtig.</translation>
    </message>
    <message>
        <source>Is named like {pattern}</source>
        <translation>Heißt wie {pattern}</translation>
    </message>
    <message>
        <source>Is not named like {pattern}</source>
        <translation>Heißt nicht wie {pattern}</translation>
    </message>
    <message>
        <source>Lies in a protected folder</source>
        <translation>Liegt in einem geschützten Ordner</translation>
    </message>
    <message>
        <source>Has its RAW or its film beside it</source>
        <translation>Hat sein RAW oder seinen Film neben sich</translation>
    </message>
    <message>
        <source>Has edits or a sidecar beside it</source>
        <translation>Hat Bearbeitungen oder eine Begleitdatei neben sich</translation>
    </message>
    <message>
        <source>Is the camera&apos;s RAW file</source>
        <translation>Ist die RAW-Datei der Kamera</translation>
    </message>
    <message>
        <source>Has the camera&apos;s data</source>
        <translation>Hat die Kameradaten</translation>
    </message>
    <message>
        <source>Has the higher resolution</source>
        <translation>Hat die höhere Auflösung</translation>
    </message>
    <message>
        <source>Has the more original format</source>
        <translation>Hat das ursprünglichere Format</translation>
    </message>
    <message>
        <source>Is less compressed</source>
        <translation>Ist weniger komprimiert</translation>
    </message>
    <message>
        <source>Has the earlier capture time</source>
        <translation>Hat die frühere Aufnahmezeit</translation>
    </message>
    <message>
        <source>Has the later capture time</source>
        <translation>Hat die spätere Aufnahmezeit</translation>
    </message>
    <message>
        <source>Lies in a preferred folder</source>
        <translation>Liegt in einem bevorzugten Ordner</translation>
    </message>
    <message>
        <source>Has more metadata</source>
        <translation>Hat mehr Metadaten</translation>
    </message>
    <message>
        <source>Has no name like a copy&apos;s, such as “photo (1)”</source>
        <translation>Hat keinen Namen wie eine Kopie, etwa „Foto (1)“</translation>
    </message>
    <message>
        <source>Lies in fewer folders</source>
        <translation>Liegt weniger tief in Ordnern</translation>
    </message>
    <message>
        <source>Has the shorter path</source>
        <translation>Hat den kürzeren Pfad</translation>
    </message>
    <message>
        <source>In a list of photos</source>
        <translation>In einer Fotoliste</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>First and last photo</source>
        <translation>Erstes und letztes Foto</translation>
    </message>
    <message>
        <source>A screenful up or down</source>
        <translation>Eine Bildschirmseite nach oben oder unten</translation>
    </message>
    <message>
        <source>Choose up to here</source>
        <translation>Bis hierher auswählen</translation>
    </message>
    <message>
        <source>Shift with a key that moves</source>
        <translation>Umschalt + Bewegungstaste</translation>
    </message>
    <message>
        <source>Choose one more, or one less</source>
        <translation>Eines mehr oder eines weniger auswählen</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Choose none; close the message; leave the full screen</source>
        <translation>Keines wählen; Meldung schließen; Vollbild verlassen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Type; words with S or C: / first</source>
        <translation>Tippen; vor S oder C erst /</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Ctrl and the mouse wheel</source>
        <translation>Strg und das Mausrad</translation>
    </message>
    <message>
        <source>In the settings</source>
        <translation>In den Einstellungen</translation>
    </message>
    <message>
        <source>Move a keeper rule</source>
        <translation>Eine Regel zum Behalten verschieben</translation>
    </message>
    <message>
        <source>In a filter</source>
        <translation>In einem Filterfeld</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>Zur Liste</translation>
    </message>
    <message>
        <source>Clear it, then to the list</source>
        <translation>Leeren, dann zur Liste</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Add a folder...</source>
        <translation>&amp;Ordner hinzufügen...</translation>
    </message>
    <message>
        <source>&amp;Open image...</source>
        <translation>B&amp;ild öffnen...</translation>
    </message>
    <message>
        <source>Search with &amp;clipboard</source>
        <translation>Mit &amp;Zwischenablage suchen</translation>
    </message>
    <message>
        <source>&amp;Settings...</source>
        <translation>&amp;Einstellungen...</translation>
    </message>
    <message>
        <source>Close &amp;window</source>
        <translation>&amp;Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation>&amp;Foto</translation>
    </message>
    <message>
        <source>Find &amp;similar</source>
        <translation>Ähnliche &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>Vo&amp;rschau</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show in &amp;file manager</source>
        <translation>Im &amp;Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Copy p&amp;ath</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>Neu hinzugekommen</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serien</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>Kam aus</translation>
    </message>
    <message>
        <source>Stayed instead</source>
        <translation>Blieb stattdessen</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>It lies at {path}.</source>
        <translation>Es liegt unter {path}.</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Duplicate folders</source>
        <translation>Doppelte Ordner</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filtern</translation>
    </message>
    <message>
        <source>Go to the &amp;message</source>
        <translation>&amp;Zur Meldung</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>Größere Vorschaubilder</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>Kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>Übliche Größe</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Look for changes now</source>
        <translation>&amp;Jetzt nach Änderungen suchen</translation>
    </message>
    <message>
        <source>Try &amp;unreadable photos again</source>
        <translation>&amp;Nicht lesbare Fotos erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Indexing waits until you go on</source>
        <translation>Das Erfassen wartet, bis Sie es fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>&amp;Aufgaben</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkombinationen</translation>
    </message>
    <message>
        <source>&amp;About photofinder</source>
        <translation>Ü&amp;ber photofinder</translation>
    </message>
    <message>
        <source>Something went wrong: {reason}</source>
        <extracomment>the translation context of the engine&apos;s templates what people call onnxruntime&apos;s execution providers facts that are times or amounts where they look like it, as a program writes them</extracomment>
        <translation>Etwas ist schiefgegangen: {reason}</translation>
    </message>
    <message>
        <source>Without a date</source>
        <extracomment>what breaks a line, and what writes the letters after it in another direction invisible, of no width, and nothing that Qt takes for the beginning of a tag</extracomment>
        <translation>Ohne Datum</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{month} {year}</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>etwa %n Minute</numerusform>
            <numerusform>etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>etwa %n Stunde</numerusform>
            <numerusform>etwa %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Identical files</source>
        <translation>Identische Dateien</translation>
    </message>
    <message>
        <source>Identical pictures</source>
        <translation>Identische Bilder</translation>
    </message>
    <message>
        <source>Same shot</source>
        <translation>Gleiche Aufnahme</translation>
    </message>
    <message>
        <source>Open image to find similar photos</source>
        <translation>Bild öffnen, um ähnliche Fotos zu finden</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>Bilder ({patterns})</translation>
    </message>
    <message>
        <source>Without RAW files ({patterns})</source>
        <translation>Ohne RAW-Dateien ({patterns})</translation>
    </message>
    <message>
        <source>RAW files ({patterns})</source>
        <translation>RAW-Dateien ({patterns})</translation>
    </message>
    <message>
        <source>All files ({patterns})</source>
        <translation>Alle Dateien ({patterns})</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be moved; History says why.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht verschoben werden; der Verlauf sagt, warum.</numerusform>
            <numerusform>%Ln Dateien konnten nicht verschoben werden; der Verlauf sagt, warum.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>The drive or folder of this photo is not connected.</source>
        <translation>Das Laufwerk oder der Ordner dieses Fotos ist nicht verbunden.</translation>
    </message>
    <message>
        <source>The file is not where it was. It is taken up again when it comes back.</source>
        <translation>Die Datei ist nicht mehr an ihrem Ort. Sie wird wieder aufgenommen, wenn sie zurückkommt.</translation>
    </message>
    <message>
        <source>This photo cannot be read.</source>
        <translation>Dieses Foto kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Waiting to be read; searches do not know this photo yet.</source>
        <translation>Wartet darauf, gelesen zu werden; die Suche kennt dieses Foto noch nicht.</translation>
    </message>
    <message>
        <source>+{count}</source>
        <comment>as many more</comment>
        <extracomment>thumbnails of a row, at the widest</extracomment>
        <translation>+{count}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <extracomment>widths of a cell; pictures are 16 px less, and thumbnails are 320 px long at most while the size still changes, thumbnails of the size before are shown, scaled the photo that stays in its place while the width changes, and its height there</extracomment>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} to gain</source>
        <extracomment>of the columns in pixels; the last takes what is left</extracomment>
        <translation>spart {size}</translation>
    </message>
    <message numerus="yes">
        <source>%n of them identical as pictures only</source>
        <translation>
            <numerusform>%n davon nur als Bild identisch</numerusform>
            <numerusform>%n davon nur als Bilder identisch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be compared</source>
        <translation>
            <numerusform>%n konnte nicht verglichen werden</numerusform>
            <numerusform>%n konnten nicht verglichen werden</numerusform>
        </translation>
    </message>
    <message>
        <source>the outer folder without the inner one</source>
        <translation>der äußere Ordner ohne den inneren</translation>
    </message>
    <message>
        <source>has the same as</source>
        <translation>enthält dasselbe wie</translation>
    </message>
    <message>
        <source>is contained in</source>
        <translation>ist enthalten in</translation>
    </message>
    <message>
        <source>is mostly contained in</source>
        <translation>ist größtenteils in</translation>
    </message>
    <message>
        <source>overlaps with</source>
        <translation>überschneidet sich mit</translation>
    </message>
    <message>
        <source>has nothing of</source>
        <translation>hat nichts von</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Other folder</source>
        <translation>Anderer Ordner</translation>
    </message>
    <message>
        <source>Identical</source>
        <translation>Identisch</translation>
    </message>
    <message>
        <source>{same} of {photos}</source>
        <translation>{same} von {photos}</translation>
    </message>
    <message>
        <source>To gain</source>
        <translation>Ersparnis</translation>
    </message>
    <message>
        <source>Only in the first</source>
        <translation>Nur im ersten</translation>
    </message>
    <message>
        <source>The usual order</source>
        <translation>Die übliche Reihenfolge</translation>
    </message>
    <message>
        <source>The largest picture first</source>
        <translation>Das größte Bild zuerst</translation>
    </message>
    <message>
        <source>The oldest first</source>
        <translation>Das älteste zuerst</translation>
    </message>
    <message>
        <source>The newest first</source>
        <translation>Das neueste zuerst</translation>
    </message>
    <message>
        <source>My folders first</source>
        <translation>Meine Ordner zuerst</translation>
    </message>
    <message>
        <source>Save the order</source>
        <translation>Reihenfolge speichern</translation>
    </message>
    <message>
        <source>Name of the order; one of the same name is replaced.</source>
        <translation>Name der Reihenfolge; eine gleichen Namens wird ersetzt.</translation>
    </message>
    <message>
        <source>RAW+{format}</source>
        <translation>RAW+{format}</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Motion</translation>
    </message>
    <message>
        <source>+ sidecar</source>
        <translation>+ Begleitdatei</translation>
    </message>
    <message>
        <source>With its RAW file</source>
        <translation>Mit seiner RAW-Datei</translation>
    </message>
    <message>
        <source>Live Photo with its film</source>
        <translation>Live Photo mit seinem Film</translation>
    </message>
    <message>
        <source>Motion Photo</source>
        <translation>Motion Photo</translation>
    </message>
    <message>
        <source>With a sidecar file</source>
        <translation>Mit einer Begleitdatei</translation>
    </message>
    <message>
        <source>Yes: you have this very file</source>
        <extracomment>of what is less certain, how certain it is is said</extracomment>
        <translation>Ja: Genau diese Datei haben Sie schon</translation>
    </message>
    <message>
        <source>Yes: you have this very picture in another file</source>
        <translation>Ja: Genau dieses Bild haben Sie in einer anderen Datei</translation>
    </message>
    <message>
        <source>Yes: you have another version of this shot</source>
        <translation>Ja: Sie haben eine andere Fassung dieser Aufnahme</translation>
    </message>
    <message>
        <source>No duplicate, but one of a series that you have</source>
        <translation>Kein Duplikat, aber eines aus einer Serie, die Sie haben</translation>
    </message>
    <message>
        <source>No duplicate</source>
        <translation>Kein Duplikat</translation>
    </message>
    <message>
        <source>{percent} % certain</source>
        <translation>zu {percent} % sicher</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>Looks most like it: {percent} %</source>
        <translation>Sieht ihr am ähnlichsten: {percent} %</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicate(s)</source>
        <translation>
            <numerusform>%n Duplikat</numerusform>
            <numerusform>%n Duplikate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not</source>
        <translation>
            <numerusform>%n nicht</numerusform>
            <numerusform>%n nicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be checked</source>
        <translation>
            <numerusform>%n ließ sich nicht prüfen</numerusform>
            <numerusform>%n ließen sich nicht prüfen</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} checked</source>
        <translation>{done} von {total} geprüft</translation>
    </message>
    <message numerus="yes">
        <source>Add %n folder(s) and look for duplicates</source>
        <translation>
            <numerusform>Ordner hinzufügen und Duplikate suchen</numerusform>
            <numerusform>%n Ordner hinzufügen und Duplikate suchen</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder} is not in the library yet.</source>
        <translation>{folder} ist noch nicht in der Bibliothek.</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) are not in the library yet.</source>
        <translation>
            <numerusform>%n Ordner ist noch nicht in der Bibliothek.</numerusform>
            <numerusform>%n Ordner sind noch nicht in der Bibliothek.</numerusform>
        </translation>
    </message>
    <message>
        <source>It was not tried yet. Undo takes it back.</source>
        <translation>Es wurde noch nicht versucht. „Rückgängig“ nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Beside the kept photo {path}</source>
        <translation>Neben dem behaltenen Foto {path}</translation>
    </message>
    <message>
        <source>Paused: on battery</source>
        <translation>Pausiert: Akkubetrieb</translation>
    </message>
    <message>
        <source>Paused: a program fills the screen</source>
        <translation>Pausiert: ein Programm füllt den Bildschirm</translation>
    </message>
    <message>
        <source>Paused: the computer is in use</source>
        <translation>Pausiert: der Computer wird gerade benutzt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Go on anyway</source>
        <translation>Trotzdem fortsetzen</translation>
    </message>
    <message>
        <source>Go on until the computer was plugged in once more</source>
        <translation>Fortsetzen, bis der Computer wieder am Netz war</translation>
    </message>
    <message>
        <source>Go on for as long as this program fills the screen</source>
        <translation>Fortsetzen, solange dieses Programm den Bildschirm füllt</translation>
    </message>
    <message>
        <source>Go on until the computer was left alone for a minute</source>
        <translation>Fortsetzen, bis der Computer eine Minute lang in Ruhe war</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>another program&apos;s file is in the way</source>
        <translation>die Datei eines anderen Programms ist im Weg</translation>
    </message>
    <message>
        <source>of another version</source>
        <translation>von einer anderen Version</translation>
    </message>
    <message>
        <source>partly installed</source>
        <translation>teilweise eingerichtet</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>eingerichtet</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>moved inside the dashed frame</source>
        <translation>bewegt im gestrichelten Rahmen</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About photofinder</source>
        <extracomment>what tells most about a problem; the others are in the list of what it is made with</extracomment>
        <translation>Über photofinder</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Gemacht mit</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>photofinder {version}</source>
        <translation>photofinder {version}</translation>
    </message>
    <message>
        <source>Finds similar photos and copies in your own library, wholly on your computer: no account, no upload, no network.</source>
        <translation>Findet ähnliche Fotos und Kopien in Ihrer eigenen Bibliothek, ganz auf Ihrem Computer: kein Konto, kein Hochladen, kein Netz.</translation>
    </message>
    <message>
        <source>The library is not open.</source>
        <translation>Die Bibliothek ist nicht geöffnet.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Selbsttest</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>Datenordner öffnen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Made with, and under which licence</source>
        <translation>Gemacht mit, und unter welcher Lizenz</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation>Wird geprüft...</translation>
    </message>
</context>
<context>
    <name>AnyDateEdit</name>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>{name}. Delete stands for any date.</source>
        <translation>{name}. Entf steht für ein beliebiges Datum.</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>The system&apos;s</source>
        <extracomment>each in its own words, so that who lands in a foreign language finds back</extracomment>
        <translation>Die des Systems</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Like the system</source>
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
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>Wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>&amp;Go on in the notification area</source>
        <translation>Im &amp;Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>New photos are read and new duplicates are told while the window is closed. Quit is in the menu of the icon.</source>
        <translation>Auch bei geschlossenem Fenster werden neue Fotos gelesen und neue Duplikate gemeldet. „Beenden“ steht im Menü des Symbols.</translation>
    </message>
    <message>
        <source>This desktop has no notification area, so closing the window ends the program.</source>
        <translation>Diese Arbeitsumgebung hat keinen Infobereich; mit dem Fenster endet daher das Programm.</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>Try again</source>
        <extracomment>how often a watch is asked whether it still works after a failed watch (a full disk), so long until it is tried again by itself</extracomment>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>Bridge</name>
    <message>
        <source>{device} failed while photos were read ({reason}). The processor goes on in its place until the program is started again; no photo was left out.</source>
        <extracomment>views hear of changes at once, but not more often than this; what comes between is merged how often the progress of jobs is read while there are any, and while there are none how long closing waits for questions, and then for jobs: a drive that hangs may never answer</extracomment>
        <translation>{device} ist beim Einlesen der Fotos ausgefallen ({reason}). Der Prozessor macht an seiner Stelle weiter, bis das Programm neu gestartet wird; kein Foto wurde ausgelassen.</translation>
    </message>
</context>
<context>
    <name>CanvasSurface</name>
    <message>
        <source>Picture</source>
        <extracomment>a part that is looked at takes so much of the canvas</extracomment>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>This place is not on this picture</source>
        <translation>Diese Stelle ist nicht auf diesem Bild</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Files of the group</source>
        <extracomment>widths of a card with the room beside it; the view shares its width out between these a picture&apos;s place is so high for its width a list view breaks a line that is just full folder, facts, date, difference; those of what it is and why come with the group from here on a class is written in green of a group with thousands of files the first ones tell how high their cards are</extracomment>
        <translation>Dateien der Gruppe</translation>
    </message>
</context>
<context>
    <name>CertaintyBar</name>
    <message>
        <source>How certain a version has to be</source>
        <extracomment>the groups are not read at every step of a drag from here on only what nobody doubts is left</extracomment>
        <translation>Wie sicher eine Fassung sein muss</translation>
    </message>
    <message>
        <source>Versions that are less certain leave their group, and so does what was not verified yet. To the left: everything that was found; to the right: only what nobody doubts.</source>
        <translation>Weniger sichere Fassungen fallen aus ihrer Gruppe heraus, und ebenso, was noch nicht geprüft ist. Links: alles, was gefunden wurde; rechts: nur, woran niemand zweifelt.</translation>
    </message>
    <message>
        <source>Cer&amp;tainty</source>
        <translation>Ge&amp;wissheit</translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln Gruppe</numerusform>
            <numerusform>%Ln Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>{groups} with {files}</source>
        <translation>{groups} mit {files}</translation>
    </message>
    <message>
        <source>{value}: {left}</source>
        <translation>{value}: {left}</translation>
    </message>
    <message>
        <source>all that were found</source>
        <translation>alle gefundenen</translation>
    </message>
    <message>
        <source>only what is certain: {percent} %</source>
        <translation>nur was sicher ist: {percent} %</translation>
    </message>
    <message>
        <source>at least {percent} %</source>
        <translation>mindestens {percent} %</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>This file</source>
        <translation>Diese Datei</translation>
    </message>
    <message>
        <source>In your library</source>
        <translation>In Ihrer Bibliothek</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo es liegt</translation>
    </message>
    <message>
        <source>What is left open</source>
        <translation>Was offen bleibt</translation>
    </message>
    <message>
        <source>Looking for it in your library...</source>
        <translation>Wird in Ihrer Bibliothek gesucht...</translation>
    </message>
    <message>
        <source>The nearest look-alike</source>
        <translation>Das ähnlichste Foto</translation>
    </message>
    <message>
        <source>This file could not be checked</source>
        <translation>Diese Datei ließ sich nicht prüfen</translation>
    </message>
</context>
<context>
    <name>CheckWindow</name>
    <message>
        <source>Is this a duplicate?</source>
        <translation>Ist das ein Duplikat?</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>&amp;Show in photofinder</source>
        <translation>In &amp;photofinder zeigen</translation>
    </message>
    <message>
        <source>Show in file &amp;manager</source>
        <translation>Im Datei&amp;manager zeigen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>could not be checked</source>
        <translation>nicht prüfbar</translation>
    </message>
</context>
<context>
    <name>CleanupDialog</name>
    <message>
        <source>Clean up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Show in History</source>
        <translation>Im Verlauf zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message numerus="yes">
        <source>Looking at %Ln file(s) on the disk...</source>
        <translation>
            <numerusform>%Ln Datei auf dem Datenträger wird angesehen...</numerusform>
            <numerusform>%Ln Dateien auf dem Datenträger werden angesehen...</numerusform>
        </translation>
    </message>
    <message>
        <source>Moving to the trash...</source>
        <translation>Wird in den Papierkorb verschoben...</translation>
    </message>
    <message>
        <source>{done} of {total} · {file}</source>
        <translation>{done} von {total} · {file}</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Nothing was put back</source>
        <translation>Nichts wurde zurückgelegt</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das ist nicht gelungen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln Problem</numerusform>
            <numerusform>%Ln Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Putting back...</source>
        <translation>Wird zurückgelegt...</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>Wird abgebrochen...</translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Move together</source>
        <translation>Gemeinsam bewegen</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Show what moved</source>
        <translation>Zeigen, was sich bewegt hat</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Previous group</source>
        <translation>Vorige Gruppe</translation>
    </message>
    <message>
        <source>Next group</source>
        <translation>Nächste Gruppe</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>Im Wechsel</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>Keep this photo (K)</source>
        <translation>Dieses Foto behalten (K)</translation>
    </message>
    <message>
        <source>Mark this photo for the trash (T)</source>
        <translation>Dieses Foto für den Papierkorb markieren (T)</translation>
    </message>
    <message>
        <source>Photo {number}: {name}</source>
        <translation>Foto {number}: {name}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Suggested to keep</source>
        <translation>Zum Behalten vorgeschlagen</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Facts compared</source>
        <translation>Verglichene Angaben</translation>
    </message>
    <message>
        <source>{number}   {name}</source>
        <translation>{number}   {name}</translation>
    </message>
    <message>
        <source>≠ differs</source>
        <translation>≠ verschieden</translation>
    </message>
    <message>
        <source>= same</source>
        <translation>= gleich</translation>
    </message>
    <message>
        <source>{value}  –  {note}</source>
        <translation>{value}  –  {note}</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Show only what differs</source>
        <translation>Nur Unterschiede zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Compare %n photo(s)</source>
        <translation>
            <numerusform>%n Foto vergleichen</numerusform>
            <numerusform>%n Fotos vergleichen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiesList</name>
    <message>
        <source>Other places of the same file</source>
        <translation>Andere Orte derselben Datei</translation>
    </message>
    <message numerus="yes">
        <source>%n identical file(s) elsewhere</source>
        <translation>
            <numerusform>%n identische Datei woanders</numerusform>
            <numerusform>%n identische Dateien woanders</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation>In der Bibliothek zeigen</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>An error in photofinder</source>
        <extracomment>after &quot;Go on&quot; another bug opens the dialog again, but not sooner the number in an open dialog is renewed so often at most</extracomment>
        <translation>Ein Fehler in photofinder</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Include the names of photos and folders</source>
        <translation>&amp;Namen von Fotos und Ordnern aufnehmen</translation>
    </message>
    <message>
        <source>photofinder made a mistake</source>
        <translation>photofinder hat einen Fehler gemacht</translation>
    </message>
    <message>
        <source>This is not your fault. What is saved stays saved; what you did last may have to be done again. The report below helps to mend it. It is sent nowhere by itself.</source>
        <translation>Sie haben nichts falsch gemacht. Was gespeichert ist, bleibt gespeichert; Ihren letzten Schritt müssen Sie vielleicht wiederholen. Der Bericht unten hilft, den Fehler zu beheben. Er wird nicht von selbst verschickt.</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weitermachen</translation>
    </message>
    <message numerus="yes">
        <source>It has happened %Ln time(s).</source>
        <translation>
            <numerusform>Er ist %Ln-mal aufgetreten.</numerusform>
            <numerusform>Er ist %Ln-mal aufgetreten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DateScrubber</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
</context>
<context>
    <name>DesktopPage</name>
    <message>
        <source>Right-click in the file manager</source>
        <translation>Rechtsklick im Dateimanager</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Einrichten</translation>
    </message>
    <message>
        <source>Install the right-click actions</source>
        <translation>Die Aktionen für den Rechtsklick einrichten</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Remove the right-click actions</source>
        <translation>Die Aktionen für den Rechtsklick entfernen</translation>
    </message>
    <message>
        <source>Photos get “Find similar photos” and “Is this a duplicate?”, folders “Find duplicates here”.</source>
        <translation>Fotos bekommen „Find similar photos“ (Ähnliche suchen) und „Is this a duplicate?“ (Ist das ein Duplikat?), Ordner „Find duplicates here“ (Duplikate hier suchen).</translation>
    </message>
    <message>
        <source>No file manager that photofinder knows is on this computer.</source>
        <translation>Auf diesem Computer ist kein Dateimanager, den photofinder kennt.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>&amp;Start with the computer, hidden</source>
        <translation>Mit dem Computer &amp;starten, ohne Fenster</translation>
    </message>
    <message>
        <source>New photos are then in the library before you look. The icon in the notification area opens the window.</source>
        <translation>Neue Fotos sind dann schon in der Bibliothek, ehe Sie nachsehen. Das Symbol im Infobereich öffnet das Fenster.</translation>
    </message>
    <message>
        <source>New photos are then in the library before you look. This desktop has no notification area: the window waits minimised.</source>
        <translation>Neue Fotos sind dann schon in der Bibliothek, ehe Sie nachsehen. Diese Arbeitsumgebung hat keinen Infobereich: Das Fenster wartet minimiert.</translation>
    </message>
    <message>
        <source>The desktop&apos;s own settings decide about this entry: {path}</source>
        <translation>Über diesen Eintrag entscheiden die Einstellungen der Arbeitsumgebung: {path}</translation>
    </message>
    <message>
        <source>While the computer is wanted for something else</source>
        <translation>Während der Computer für anderes gebraucht wird</translation>
    </message>
    <message>
        <source>Other &amp;programs come first</source>
        <translation>Andere &amp;Programme gehen vor</translation>
    </message>
    <message>
        <source>Indexing takes what they leave. It counts from the next scan.</source>
        <translation>Das Erfassen nimmt, was sie übrig lassen. Gilt ab dem nächsten Durchsuchen.</translation>
    </message>
    <message>
        <source>Wait while the computer runs on its &amp;battery</source>
        <translation>Warten, solange der Computer mit &amp;Akku läuft</translation>
    </message>
    <message>
        <source>Wait while another program fills the &amp;screen</source>
        <translation>Warten, solange ein anderes Programm den &amp;Bildschirm füllt</translation>
    </message>
    <message>
        <source>Wait while I &amp;type or move the mouse</source>
        <translation>Warten, solange ich &amp;tippe oder die Maus bewege</translation>
    </message>
    <message>
        <source>What you ask for yourself never waits. The status bar says when work waits, and lets it go on.</source>
        <translation>Was Sie selbst verlangen, wartet nie. Die Statusleiste sagt, wann Arbeit wartet, und lässt sie weitergehen.</translation>
    </message>
    <message>
        <source>This computer does not tell, so nothing waits for it.</source>
        <translation>Dieser Computer verrät es nicht; darum wartet nichts darauf.</translation>
    </message>
    <message>
        <source>Wayland tells of programs that run through X11 only, such as most games.</source>
        <translation>Wayland verrät es nur von Programmen, die über X11 laufen, wie den meisten Spielen.</translation>
    </message>
</context>
<context>
    <name>DesktopProgram</name>
    <message>
        <source>Another photofinder is writing to this library. You can look and search; nothing is indexed meanwhile.</source>
        <extracomment>the first photos are painted before the folders are walked what other programs may ask for is loaded once the window has settled how long the GUI thread waits for Python&apos;s lock while another thread computes, at least; with 5 ms, Python&apos;s own choice, a screen of photos took 14 ms to paint beside one such thread, with this 9 ms a window that was hidden asks for the front once it is mapped started for an answer, and to end with it</extracomment>
        <translation>Ein anderes photofinder schreibt in diese Bibliothek. Sie können ansehen und suchen; solange wird nichts erfasst.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out: too many at once.</source>
        <translation>
            <numerusform>%n Datei ausgelassen: zu viele auf einmal.</numerusform>
            <numerusform>%n Dateien ausgelassen: zu viele auf einmal.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>No photo selected</source>
        <translation>Kein Foto ausgewählt</translation>
    </message>
    <message>
        <source>Choose a photo to see it here, with its facts and its copies.</source>
        <translation>Wählen Sie ein Foto aus, um es hier mit seinen Angaben und Kopien zu sehen.</translation>
    </message>
</context>
<context>
    <name>DetailsPlace</name>
    <message>
        <source>There is no room for the details: make the window wider.</source>
        <translation>Für die Einzelheiten ist kein Platz: Machen Sie das Fenster breiter.</translation>
    </message>
</context>
<context>
    <name>DifferencePane</name>
    <message>
        <source>Difference: {first} {first_name} and {second} {second_name}</source>
        <translation>Unterschied: {first} {first_name} und {second} {second_name}</translation>
    </message>
    <message>
        <source>{name} cannot be shown, so there is nothing to compare.</source>
        <translation>{name} kann nicht gezeigt werden; es gibt also nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>No difference to show</source>
        <translation>Kein Unterschied zu zeigen</translation>
    </message>
    <message>
        <source>One is cropped, turned or has a border: {first} and {second} cannot be laid over each other. Flip between them instead (F).</source>
        <translation>Eines ist beschnitten, gedreht oder hat einen Rand: {first} und {second} lassen sich nicht übereinanderlegen. Sehen Sie die beiden stattdessen im Wechsel an (F).</translation>
    </message>
    <message>
        <source>The shapes differ too much</source>
        <translation>Die Formen sind zu verschieden</translation>
    </message>
    <message>
        <source>No pixel differs, compared at {size}.</source>
        <translation>Kein Pixel ist verschieden, verglichen bei {size}.</translation>
    </message>
    <message>
        <source>{share} % of the pixels differ visibly, on average by {mean} of {levels} levels. Bright is different ({gain} times amplified), dark is the same; compared at {size}.</source>
        <translation>{share} % der Pixel sind sichtbar verschieden, im Mittel um {mean} von {levels} Stufen. Helles ist verschieden ({gain}-fach verstärkt), Dunkles gleich; verglichen bei {size}.</translation>
    </message>
    <message>
        <source>Both show {share} of the first; the rest is dimmed.</source>
        <translation>Beide zeigen {share} des ersten; der Rest ist abgedunkelt.</translation>
    </message>
</context>
<context>
    <name>DropTarget</name>
    <message>
        <source>Drop a picture to find similar photos</source>
        <translation>Ziehen Sie ein Bild hierher, um ähnliche Fotos zu finden</translation>
    </message>
</context>
<context>
    <name>DuplicatesFoot</name>
    <message>
        <source>Mark all by rule...</source>
        <extracomment>for what the last step did, cut short</extracomment>
        <translation>Alle nach Regel markieren...</translation>
    </message>
    <message>
        <source>Keep the suggested file of every group, mark the others (R)</source>
        <translation>In jeder Gruppe die vorgeschlagene Datei behalten und die anderen markieren (R)</translation>
    </message>
    <message>
        <source>Clear marks</source>
        <translation>Markierungen entfernen</translation>
    </message>
    <message>
        <source>Take away every mark in the groups that are listed</source>
        <translation>Alle Markierungen in den aufgeführten Gruppen wegnehmen</translation>
    </message>
    <message>
        <source>Clean up {totals}...</source>
        <translation>{totals} aufräumen...</translation>
    </message>
    <message>
        <source>Clean up...</source>
        <translation>Aufräumen...</translation>
    </message>
    <message>
        <source>Another program has this library open; here it can only be read.</source>
        <translation>Ein anderes Programm hat diese Bibliothek geöffnet; hier kann sie nur gelesen werden.</translation>
    </message>
    <message>
        <source>Nothing is marked for the trash.</source>
        <translation>Nichts ist für den Papierkorb markiert.</translation>
    </message>
    <message>
        <source>See what would go before anything does</source>
        <translation>Erst ansehen, was wegkäme, bevor etwas geschieht</translation>
    </message>
</context>
<context>
    <name>DuplicatesHead</name>
    <message>
        <source>Duplicates</source>
        <extracomment>a filter that is being typed is not applied at every letter beside the icon and the arrow for the explanation in three lines</extracomment>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>{name} ({key})</source>
        <translation>{name} ({key})</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>Only groups with something in this folder</source>
        <translation>Nur Gruppen mit etwas in diesem Ordner</translation>
    </message>
    <message>
        <source>Filter by name or folder</source>
        <translation>Nach Name oder Ordner filtern</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordner</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
    <message>
        <source>Choose a folder...</source>
        <translation>Ordner wählen...</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Find what looks alike, and what you have twice</source>
        <translation>Finden, was sich ähnelt und was Sie doppelt haben</translation>
    </message>
    <message>
        <source>photofinder looks through your folders of photos, shows which look like any picture you choose, and which you have several times.</source>
        <translation>photofinder sieht Ihre Fotoordner durch und zeigt, welche Fotos einem beliebigen Bild Ihrer Wahl ähneln und welche Sie mehrfach haben.</translation>
    </message>
    <message>
        <source>Everything stays on this computer. Your photos are only read; nothing is moved unless you ask for it, and that can be undone.</source>
        <translation>Alles bleibt auf diesem Computer. Ihre Fotos werden nur gelesen; verschoben wird nur, was Sie verschieben lassen, und das lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Add a folder...</source>
        <translation>Ordner hinzufügen...</translation>
    </message>
    <message>
        <source>Add {folder}</source>
        <translation>{folder} hinzufügen</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>A folder on the way to it is a link now and leads to {target}.
Scan the folder where the photos lie now.</source>
        <translation>Ein Ordner auf dem Weg dorthin ist jetzt eine Verknüpfung und führt zu {target}.
Durchsuchen Sie den Ordner, in dem die Fotos jetzt liegen.</translation>
    </message>
    <message>
        <source>A folder on the way to the photo to keep, {keeper}, is a link now and leads to {target}.
Scan the folder where the photos lie now.</source>
        <translation>Ein Ordner auf dem Weg zum behaltenen Foto {keeper} ist jetzt eine Verknüpfung und führt zu {target}.
Durchsuchen Sie den Ordner, in dem die Fotos jetzt liegen.</translation>
    </message>
    <message>
        <source>Another copy of the same photo changed meanwhile, so that {path} was not written.
Scan, then look at the group again.</source>
        <translation>Eine andere Kopie desselben Fotos hat sich inzwischen geändert; darum wurde {path} nicht geschrieben.
Durchsuchen Sie die Ordner, und sehen Sie dann die Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>Another file took its place while it was moved; that one lies in the trash now, as {place}.
Undo the clean-up to get it back.</source>
        <translation>Eine andere Datei kam beim Verschieben an seine Stelle; jene liegt jetzt im Papierkorb, als {place}.
Machen Sie das Aufräumen rückgängig, um sie zurückzuholen.</translation>
    </message>
    <message>
        <source>Another photofinder (process {pid}) is changing the library in {path}.
Wait until it has finished, or close it.</source>
        <translation>Ein anderes photofinder (Prozess {pid}) ändert gerade die Bibliothek in {path}.
Warten Sie, bis es fertig ist, oder schließen Sie es.</translation>
    </message>
    <message>
        <source>Applications menu</source>
        <translation>Anwendungsmenü</translation>
    </message>
    <message>
        <source>Clean-up {number} added to the sidecar {path} after this one; what this one added comes out when that one is undone.</source>
        <translation>Aufräumen {number} hat danach etwas in die Begleitdatei {path} geschrieben; was dieses hier ergänzt hat, kommt heraus, wenn jenes rückgängig gemacht wird.</translation>
    </message>
    <message>
        <source>Files shows them after its next start: nautilus -q</source>
        <translation>Dateien zeigt sie nach dem nächsten Start: nautilus -q</translation>
    </message>
    <message>
        <source>Find duplicates here</source>
        <translation>Duplikate hier finden</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>Ähnliche Fotos finden</translation>
    </message>
    <message>
        <source>Find similar photos and copies in your own library, wholly on your machine</source>
        <translation>Ähnliche Fotos und Kopien in der eigenen Sammlung finden, ganz auf Ihrem Rechner</translation>
    </message>
    <message>
        <source>Is this a duplicate?</source>
        <translation>Ist das ein Duplikat?</translation>
    </message>
    <message>
        <source>It and {keeper} are files of one photo.
Keep both.</source>
        <translation>Diese Datei und {keeper} gehören zu ein und demselben Foto.
Behalten Sie beide.</translation>
    </message>
    <message>
        <source>It and {keeper} are one file under two names: nothing would be gained, and the only copy might go.
Keep both.</source>
        <translation>Dieses Foto und {keeper} sind eine einzige Datei unter zwei Namen: Es wäre nichts gewonnen, und die einzige Kopie könnte verloren gehen.
Behalten Sie beide.</translation>
    </message>
    <message>
        <source>It belongs to {lead} and goes only together with that.
Choose that photo.</source>
        <translation>Diese Datei gehört zu {lead} und wird nur zusammen damit entfernt.
Wählen Sie jenes Foto aus.</translation>
    </message>
    <message>
        <source>It cannot be put back ({reason}); it is still in the trash.
Check the drive and your rights, then undo again.</source>
        <translation>Es kann nicht zurückgelegt werden ({reason}); es liegt noch im Papierkorb.
Prüfen Sie das Laufwerk und Ihre Rechte, und machen Sie dann erneut rückgängig.</translation>
    </message>
    <message>
        <source>It cannot be read ({reason}), so nobody can tell what it is now.
Check its drive and your rights.</source>
        <translation>Es kann nicht gelesen werden ({reason}); darum lässt sich nicht sagen, was es jetzt ist.
Prüfen Sie sein Laufwerk und Ihre Rechte.</translation>
    </message>
    <message>
        <source>It changed since it was indexed.
Scan its folder, then look at its group again.</source>
        <translation>Es hat sich geändert, seit es erfasst wurde.
Durchsuchen Sie seinen Ordner, und sehen Sie dann seine Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>It holds a film too, and {keeper} is another file.
Keep this one instead, or both.</source>
        <translation>Diese Datei enthält auch einen Film, und {keeper} ist eine andere Datei.
Behalten Sie stattdessen diese, oder beide.</translation>
    </message>
    <message>
        <source>It holds a map of the brightness for HDR screens too, and {keeper} is another file.
Keep this one instead, or both.</source>
        <translation>Diese Datei enthält auch eine Helligkeitskarte für HDR-Bildschirme, und {keeper} ist eine andere Datei.
Behalten Sie stattdessen diese, oder beide.</translation>
    </message>
    <message>
        <source>It holds a second picture or a map of depths too, and {keeper} is another file.
Keep this one instead, or both.</source>
        <translation>Diese Datei enthält auch ein zweites Bild oder eine Tiefenkarte, und {keeper} ist eine andere Datei.
Behalten Sie stattdessen diese, oder beide.</translation>
    </message>
    <message>
        <source>It holds a sound or other data behind its picture, and {keeper} is another file.
Keep this one instead, or both.</source>
        <translation>Diese Datei enthält hinter dem Bild Ton oder andere Daten, und {keeper} ist eine andere Datei.
Behalten Sie stattdessen diese, oder beide.</translation>
    </message>
    <message>
        <source>It is a RAW file, and the photo to keep, {keeper}, is none.
Keep this one instead, or both.</source>
        <translation>Diese Datei ist eine RAW-Datei, und das behaltene Foto {keeper} ist keine.
Behalten Sie stattdessen diese, oder beide.</translation>
    </message>
    <message>
        <source>It is another picture now than the one that was shown.
Look at its group again.</source>
        <translation>Es ist jetzt ein anderes Bild als das, das gezeigt wurde.
Sehen Sie seine Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>It is gone, and the trash does not say where it put it.
Look for {name} in the system&apos;s trash.</source>
        <translation>Es ist fort, und der Papierkorb sagt nicht, wo er es abgelegt hat.
Suchen Sie {name} im Papierkorb des Systems.</translation>
    </message>
    <message>
        <source>It is not an indexed photo of the library.
Scan its folder, then look at its group again.</source>
        <translation>Es ist kein erfasstes Foto der Bibliothek.
Durchsuchen Sie seinen Ordner, und sehen Sie dann seine Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>It is not identical to {keeper}.
Look at its group again.</source>
        <translation>Es ist nicht identisch mit {keeper}.
Sehen Sie seine Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>It is not in the trash any more, where it was {place}.
Connect its drive and undo again; if the trash was emptied, it is gone.</source>
        <translation>Es ist nicht mehr im Papierkorb; dort lag es als {place}.
Schließen Sie sein Laufwerk an, und machen Sie erneut rückgängig; wurde der Papierkorb geleert, ist es verloren.</translation>
    </message>
    <message>
        <source>It is not there any more.
Scan its folder.</source>
        <translation>Es ist nicht mehr da.
Durchsuchen Sie seinen Ordner.</translation>
    </message>
    <message>
        <source>It is the photo to keep.
Choose another photo to keep.</source>
        <translation>Es ist das Foto, das behalten wird.
Wählen Sie ein anderes Foto zum Behalten.</translation>
    </message>
    <message>
        <source>It lies in a trash already.
Take the trash out of the library.</source>
        <translation>Es liegt bereits in einem Papierkorb.
Nehmen Sie den Papierkorb aus der Bibliothek heraus.</translation>
    </message>
    <message>
        <source>It lies in the protected folder {folder}.
Keep this one and remove the other, or take the folder out of the protected ones.</source>
        <translation>Es liegt im geschützten Ordner {folder}.
Behalten Sie dieses und entfernen Sie das andere, oder heben Sie den Schutz des Ordners auf.</translation>
    </message>
    <message>
        <source>It was not looked at closely yet whether something moved between it and {keeper}.
That is done in the background after a scan; clean up again then.</source>
        <translation>Ob sich zwischen diesem Foto und {keeper} etwas bewegt hat, wurde noch nicht genau angesehen.
Das geschieht nach dem Durchsuchen im Hintergrund; räumen Sie danach noch einmal auf.</translation>
    </message>
    <message>
        <source>It was removed, but something is wrong with the photo to keep ({reason}), and it could not be put back.
Undo the clean-up.</source>
        <translation>Es wurde entfernt, aber mit dem behaltenen Foto stimmt etwas nicht ({reason}), und es konnte nicht zurückgelegt werden.
Machen Sie das Aufräumen rückgängig.</translation>
    </message>
    <message>
        <source>Its drive has no trash, and no folder for removed photos can be made there ({reason}).
Make the drive writable, or remove the photo by hand.</source>
        <translation>Sein Laufwerk hat keinen Papierkorb, und ein Ordner für entfernte Fotos lässt sich dort nicht anlegen ({reason}).
Machen Sie das Laufwerk beschreibbar, oder entfernen Sie das Foto von Hand.</translation>
    </message>
    <message>
        <source>Its folder {folder} is not there.
Connect the drive it is on.</source>
        <translation>Sein Ordner {folder} ist nicht da.
Schließen Sie das Laufwerk an, auf dem er liegt.</translation>
    </message>
    <message>
        <source>Its pixels were not compared with those of {keeper} yet.
Scan, then look at its group again.</source>
        <translation>Seine Pixel wurden noch nicht mit denen von {keeper} verglichen.
Durchsuchen Sie die Ordner, und sehen Sie dann seine Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>Its sidecar {path} cannot be read ({reason}), so nobody can tell what only it knows.
Mend that file, or clean up without taking metadata over.</source>
        <translation>Die Begleitdatei {path} kann nicht gelesen werden ({reason}); darum lässt sich nicht sagen, was nur dort steht.
Bringen Sie diese Datei in Ordnung, oder räumen Sie auf, ohne Metadaten zu übernehmen.</translation>
    </message>
    <message>
        <source>Keeps the photo library up to date in the background</source>
        <translation>Hält die Fotosammlung im Hintergrund aktuell</translation>
    </message>
    <message>
        <source>No space is left on the disk of {path}.
Free some space and start again: everything indexed so far is kept.</source>
        <translation>Auf dem Datenträger von {path} ist kein Platz mehr.
Schaffen Sie Platz, und starten Sie neu: Alles bisher Erfasste bleibt erhalten.</translation>
    </message>
    <message>
        <source>No way to run the model {name} works on this machine ({reason}).
Reinstall onnxruntime.</source>
        <translation>Das Modell {name} lässt sich auf diesem Computer nicht ausführen ({reason}).
Installieren Sie onnxruntime neu.</translation>
    </message>
    <message>
        <source>Photo Organizer</source>
        <translation>Fotoverwaltung</translation>
    </message>
    <message>
        <source>Reading or writing the catalog {path} failed ({reason}).
Check the disk: it may be full, unplugged or failing.</source>
        <translation>Lesen oder Schreiben des Katalogs {path} ist fehlgeschlagen ({reason}).
Prüfen Sie den Datenträger: Er könnte voll, abgezogen oder defekt sein.</translation>
    </message>
    <message>
        <source>Reading the picture needs more than {limit_mb} MB and was given up. The file is probably damaged.</source>
        <translation>Das Lesen des Bildes braucht mehr als {limit_mb} MB und wurde aufgegeben. Die Datei ist wahrscheinlich beschädigt.</translation>
    </message>
    <message>
        <source>Reading the picture took more than {limit_s} s and was given up. The file is probably damaged.</source>
        <translation>Das Lesen des Bildes dauerte länger als {limit_s} s und wurde aufgegeben. Die Datei ist wahrscheinlich beschädigt.</translation>
    </message>
    <message>
        <source>Say whether the library has it already</source>
        <translation>Sagen, ob die Sammlung es schon hat</translation>
    </message>
    <message>
        <source>Show the copies among the photos of this folder</source>
        <translation>Die Kopien unter den Fotos dieses Ordners zeigen</translation>
    </message>
    <message>
        <source>Show the photos of the library that look most like it</source>
        <translation>Die Fotos der Sammlung zeigen, die ihm am ähnlichsten sind</translation>
    </message>
    <message>
        <source>Stopped on request. What was done so far is kept.</source>
        <translation>Auf Wunsch abgebrochen. Was bisher getan wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The Finder has them under Quick Actions; where one is missing, switch it on in System Settings &gt; Privacy &amp; Security &gt; Extensions &gt; Finder.</source>
        <translation>Der Finder hat sie unter „Schnellaktionen“; fehlt eine, schalten Sie sie ein unter Systemeinstellungen &gt; Datenschutz &amp; Sicherheit &gt; Erweiterungen &gt; Finder.</translation>
    </message>
    <message>
        <source>The RAW file holds no preview that can be read ({reason}).</source>
        <translation>Die RAW-Datei enthält keine lesbare Vorschau ({reason}).</translation>
    </message>
    <message>
        <source>The benchmarks are not part of this installation ({path}).
Run `python3 packaging/dev.py bench` in a checkout.</source>
        <translation>Die Leistungsmessungen gehören nicht zu dieser Installation ({path}).
Führen Sie `python3 packaging/dev.py bench` in einem Quellverzeichnis aus.</translation>
    </message>
    <message>
        <source>The catalog {path} is damaged ({reason}). Your photos are not touched.
Move it away, together with its -wal and -shm files, and scan again.</source>
        <translation>Der Katalog {path} ist beschädigt ({reason}). Ihre Fotos sind nicht betroffen.
Verschieben Sie ihn zusammen mit seinen Dateien auf -wal und -shm an einen anderen Ort, und durchsuchen Sie erneut.</translation>
    </message>
    <message>
        <source>The catalog {path} is in use or was not closed properly, and you may not write into {folder}, which reading it now takes.
Make that folder writable for you, or run `photofinder scan` once as its owner.</source>
        <translation>Der Katalog {path} ist in Gebrauch oder wurde nicht ordentlich geschlossen, und Sie dürfen nicht in {folder} schreiben, was zum Lesen jetzt nötig ist.
Machen Sie diesen Ordner für sich beschreibbar, oder führen Sie `photofinder scan` einmal als sein Besitzer aus.</translation>
    </message>
    <message>
        <source>The catalog {path} is locked by another program.
Close it and try again.</source>
        <translation>Der Katalog {path} ist von einem anderen Programm gesperrt.
Schließen Sie es, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The catalog {path} was made by a newer photofinder (schema {found}, this program knows {known}).
Update photofinder, or choose another --data-dir.</source>
        <translation>Der Katalog {path} stammt von einem neueren photofinder (Schema {found}, dieses Programm kennt {known}).
Aktualisieren Sie photofinder, oder wählen Sie ein anderes --data-dir.</translation>
    </message>
    <message>
        <source>The clean-up was stopped before its turn.
Clean up again.</source>
        <translation>Das Aufräumen wurde abgebrochen, bevor dieses Foto an die Reihe kam.
Räumen Sie noch einmal auf.</translation>
    </message>
    <message>
        <source>The data folder {path} cannot be written ({reason}).
Make it writable, or choose another with --data-dir.</source>
        <translation>In den Datenordner {path} kann nicht geschrieben werden ({reason}).
Machen Sie ihn beschreibbar, oder wählen Sie mit --data-dir einen anderen.</translation>
    </message>
    <message>
        <source>The decoder crashed on this file ({reason}). It is probably damaged.</source>
        <translation>Der Decoder ist an dieser Datei abgestürzt ({reason}). Sie ist wahrscheinlich beschädigt.</translation>
    </message>
    <message>
        <source>The file cannot be read ({reason}).
Check the drive it is on.</source>
        <translation>Die Datei kann nicht gelesen werden ({reason}).
Prüfen Sie das Laufwerk, auf dem sie liegt.</translation>
    </message>
    <message>
        <source>The file changed while it was read.
It is read again at the next scan.</source>
        <translation>Die Datei hat sich geändert, während sie gelesen wurde.
Sie wird beim nächsten Durchsuchen noch einmal gelesen.</translation>
    </message>
    <message>
        <source>The file has {size_mb} MB; the limit for one photo is {limit_mb} MB.</source>
        <translation>Die Datei hat {size_mb} MB; die Grenze für ein Foto liegt bei {limit_mb} MB.</translation>
    </message>
    <message>
        <source>The file is empty (0 bytes).
Restore it from a backup or remove it.</source>
        <translation>Die Datei ist leer (0 Byte).
Stellen Sie sie aus einer Sicherung wieder her, oder entfernen Sie sie.</translation>
    </message>
    <message>
        <source>The file is not a picture in a format photofinder reads ({found}).</source>
        <translation>Die Datei ist kein Bild in einem Format, das photofinder liest ({found}).</translation>
    </message>
    <message>
        <source>The file was there and is gone. Nothing is forgotten: it is taken up again when it comes back.</source>
        <translation>Die Datei war da und ist fort. Nichts ist vergessen: Sie wird wieder aufgenommen, wenn sie zurückkommt.</translation>
    </message>
    <message>
        <source>The file {path} cannot be written ({reason}).
Choose another place for it.</source>
        <translation>Die Datei {path} kann nicht geschrieben werden ({reason}).
Wählen Sie einen anderen Ort für sie.</translation>
    </message>
    <message>
        <source>The folder {folder} is not there.
Connect its drive or make the folder, then undo again.</source>
        <translation>Der Ordner {folder} ist nicht da.
Schließen Sie sein Laufwerk an, oder legen Sie den Ordner an, und machen Sie dann erneut rückgängig.</translation>
    </message>
    <message>
        <source>The folder {folder} of the photo to keep is not there.
Connect the drive it is on, or keep another photo.</source>
        <translation>Der Ordner {folder} des behaltenen Fotos ist nicht da.
Schließen Sie das Laufwerk an, auf dem er liegt, oder behalten Sie ein anderes Foto.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read ({reason}).
Give yourself the right to read it, then scan again.</source>
        <translation>Der Ordner {path} kann nicht gelesen werden ({reason}).
Geben Sie sich das Recht, ihn zu lesen, und durchsuchen Sie dann erneut.</translation>
    </message>
    <message>
        <source>The folder {path} does not exist.
Check the spelling, or connect the drive it is on.</source>
        <translation>Den Ordner {path} gibt es nicht.
Prüfen Sie die Schreibweise, oder schließen Sie das Laufwerk an, auf dem er liegt.</translation>
    </message>
    <message>
        <source>The helper process that decodes risky formats cannot be started ({reason}).
Close other programs, or restart the computer.</source>
        <translation>Der Hilfsprozess, der heikle Formate decodiert, kann nicht gestartet werden ({reason}).
Schließen Sie andere Programme, oder starten Sie den Computer neu.</translation>
    </message>
    <message>
        <source>The library has no folders yet.</source>
        <translation>Die Bibliothek hat noch keine Ordner.</translation>
    </message>
    <message>
        <source>The library has no photos in the folder {path} that are there now.
Check the spelling, connect its drive, or add it: photofinder add FOLDER.</source>
        <translation>Im Ordner {path} sind zurzeit keine Fotos der Bibliothek da.
Prüfen Sie die Schreibweise, schließen Sie sein Laufwerk an, oder fügen Sie ihn hinzu: photofinder add ORDNER.</translation>
    </message>
    <message>
        <source>The model file {path} is damaged: its SHA-256 is not the one in its manifest.
Reinstall photofinder, or fetch the model again.</source>
        <translation>Die Modelldatei {path} ist beschädigt: Ihre SHA-256-Summe ist nicht die in ihrem Manifest.
Installieren Sie photofinder neu, oder holen Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>The model {name} is not installed in {path}.
Reinstall photofinder, or choose another model in settings.json.</source>
        <translation>Das Modell {name} ist in {path} nicht installiert.
Installieren Sie photofinder neu, oder wählen Sie in settings.json ein anderes Modell.</translation>
    </message>
    <message>
        <source>The model {path} cannot be loaded ({reason}).
Fetch it again, or choose another one: `photofinder model` lists them.</source>
        <translation>Das Modell {path} kann nicht geladen werden ({reason}).
Holen Sie es noch einmal, oder wählen Sie ein anderes: `photofinder model` führt sie auf.</translation>
    </message>
    <message>
        <source>The model {path} does not match its manifest: {reason}.
Mend the manifest as models/README.md describes it, or choose another model.</source>
        <translation>Das Modell {path} entspricht nicht seinem Manifest: {reason}.
Berichtigen Sie das Manifest, wie models/README.md es beschreibt, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>The model {path} gave a wrong answer: {reason}.
Choose another one: `photofinder model` lists them.</source>
        <translation>Das Modell {path} gab eine falsche Antwort: {reason}.
Wählen Sie ein anderes: `photofinder model` führt sie auf.</translation>
    </message>
    <message>
        <source>The photo that it belongs to could not be removed; it was put back.</source>
        <translation>Das Foto, zu dem sie gehört, konnte nicht entfernt werden; die Datei wurde zurückgelegt.</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, cannot be read ({reason}).
Check its drive and your rights, or keep another photo.</source>
        <translation>Das behaltene Foto {keeper} kann nicht gelesen werden ({reason}).
Prüfen Sie sein Laufwerk und Ihre Rechte, oder behalten Sie ein anderes Foto.</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, changed since it was indexed.
Scan its folder, then look at the group again.</source>
        <translation>Das behaltene Foto {keeper} hat sich geändert, seit es erfasst wurde.
Durchsuchen Sie seinen Ordner, und sehen Sie dann die Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is another picture now than the one that was shown.
Look at the group again.</source>
        <translation>Das behaltene Foto {keeper} ist jetzt ein anderes Bild als das, das gezeigt wurde.
Sehen Sie die Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is not an indexed photo of the library.
Scan its folder, then look at the group again.</source>
        <translation>Das behaltene Foto {keeper} ist kein erfasstes Foto der Bibliothek.
Durchsuchen Sie seinen Ordner, und sehen Sie dann die Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is not there any more.
Scan its folder, then look at the group again.</source>
        <translation>Das behaltene Foto {keeper} ist nicht mehr da.
Durchsuchen Sie seinen Ordner, und sehen Sie dann die Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is to be removed too.
Choose one that stays.</source>
        <translation>Das zum Behalten gewählte Foto {keeper} soll ebenfalls entfernt werden.
Wählen Sie eines, das bleibt.</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, lies in a trash.
Keep another photo.</source>
        <translation>Das behaltene Foto {keeper} liegt in einem Papierkorb.
Behalten Sie ein anderes Foto.</translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, vanished with it. It was put back.
Take one of the two folders out of the library: they are the same.</source>
        <translation>Das behaltene Foto {keeper} verschwand mit ihm zusammen. Es wurde zurückgelegt.
Nehmen Sie einen der beiden Ordner aus der Bibliothek heraus: Sie sind derselbe.</translation>
    </message>
    <message>
        <source>The picture ends too early; part of it is missing.
Copy it again from its source if you can.</source>
        <translation>Das Bild endet zu früh; ein Teil davon fehlt.
Kopieren Sie es wenn möglich noch einmal von seiner Quelle.</translation>
    </message>
    <message>
        <source>The picture has {megapixels} megapixels and would need {need_mb} MB to read; the limit is {limit_mb} MB.</source>
        <translation>Das Bild hat {megapixels} Megapixel und bräuchte zum Lesen {need_mb} MB; die Grenze liegt bei {limit_mb} MB.</translation>
    </message>
    <message>
        <source>The picture is damaged and cannot be decoded ({reason}).</source>
        <translation>Das Bild ist beschädigt und kann nicht decodiert werden ({reason}).</translation>
    </message>
    <message>
        <source>The program ended before its turn.
Clean up again.</source>
        <translation>Das Programm endete, bevor dieses Foto an die Reihe kam.
Räumen Sie noch einmal auf.</translation>
    </message>
    <message>
        <source>The region {left}, {top}, {width} x {height} does not lie in the picture.
Draw it anew; its numbers are shares of the picture from 0 to 1.</source>
        <translation>Der Ausschnitt {left}, {top}, {width} x {height} liegt nicht im Bild.
Ziehen Sie ihn neu auf; seine Zahlen sind Anteile des Bildes von 0 bis 1.</translation>
    </message>
    <message>
        <source>The same file is kept in {folder}</source>
        <translation>dieselbe Datei bleibt in {folder}</translation>
    </message>
    <message>
        <source>The same picture is kept in {folder}</source>
        <translation>dasselbe Bild bleibt in {folder}</translation>
    </message>
    <message>
        <source>The setting {name} cannot be {value}: {reason}.</source>
        <translation>Die Einstellung {name} kann nicht {value} sein: {reason}.</translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read ({reason}).
Mend it, or move it away to start from the defaults.</source>
        <translation>Die Einstellungsdatei {path} kann nicht gelesen werden ({reason}).
Berichtigen Sie sie, oder verschieben Sie sie an einen anderen Ort, um mit den Vorgaben zu beginnen.</translation>
    </message>
    <message>
        <source>The sidecar {path} cannot be written ({reason}).
Check the drive and your rights, then try again.</source>
        <translation>Die Begleitdatei {path} kann nicht geschrieben werden ({reason}).
Prüfen Sie das Laufwerk und Ihre Rechte, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The sidecar {path} has a second name (a hard link), which would be left with what it says now.
Make it a file of its own, then try again.</source>
        <translation>Die Begleitdatei {path} hat einen zweiten Namen (harter Link), der behielte, was sie jetzt sagt.
Machen Sie eine eigene Datei daraus und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The sidecar {path} was changed by another program since; it is left as it is.
Take out by hand what you do not want in it.</source>
        <translation>Die Begleitdatei {path} wurde seither von einem anderen Programm geändert; sie bleibt, wie sie ist.
Entfernen Sie von Hand, was nicht darin stehen soll.</translation>
    </message>
    <message>
        <source>The system cannot watch all of {path} ({reason}). photofinder looks for changes every {interval_s} s instead.
{remedy}</source>
        <translation>Das System kann {path} nicht vollständig überwachen ({reason}). photofinder sucht stattdessen alle {interval_s} s nach Änderungen.
{remedy}</translation>
    </message>
    <message>
        <source>The system did not say where in the trash it is.
Put {name} back from the system&apos;s trash.</source>
        <translation>Das System hat nicht gesagt, wo im Papierkorb es liegt.
Legen Sie {name} aus dem Papierkorb des Systems zurück.</translation>
    </message>
    <message>
        <source>The test card {path} is missing.
Reinstall photofinder.</source>
        <translation>Die Testkarte {path} fehlt.
Installieren Sie photofinder neu.</translation>
    </message>
    <message>
        <source>The trash did not take it ({reason}). It is where it was.
Check the drive&apos;s free space and your rights.</source>
        <translation>Der Papierkorb hat es nicht angenommen ({reason}). Es ist, wo es war.
Prüfen Sie den freien Platz des Laufwerks und Ihre Rechte.</translation>
    </message>
    <message>
        <source>The trash took it, but it is still there.
Check the drive, then scan its folder.</source>
        <translation>Der Papierkorb hat es angenommen, aber es ist noch da.
Prüfen Sie das Laufwerk, und durchsuchen Sie dann seinen Ordner.</translation>
    </message>
    <message>
        <source>There is a file in its old place already; it is not overwritten.
Move or rename {path}, then undo again.</source>
        <translation>An seinem alten Platz liegt schon eine Datei; sie wird nicht überschrieben.
Verschieben Sie {path} oder benennen Sie die Datei um, und machen Sie dann erneut rückgängig.</translation>
    </message>
    <message>
        <source>There is a file {path} already; it is not overwritten.
Choose another name.</source>
        <translation>Eine Datei {path} gibt es schon; sie wird nicht überschrieben.
Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is a {kind} in its place now.
Scan its folder.</source>
        <translation>An seiner Stelle ist jetzt etwas, das keine Datei ist ({kind}).
Durchsuchen Sie seinen Ordner.</translation>
    </message>
    <message>
        <source>There is a {kind} in the place of the photo to keep, {keeper}.
Scan its folder, then look at the group again.</source>
        <translation>An der Stelle des behaltenen Fotos {keeper} ist etwas, das keine Datei ist ({kind}).
Durchsuchen Sie seinen Ordner, und sehen Sie dann die Gruppe noch einmal an.</translation>
    </message>
    <message>
        <source>There is no clean-up that could be undone.</source>
        <translation>Es gibt kein Aufräumen, das rückgängig gemacht werden könnte.</translation>
    </message>
    <message>
        <source>There is no clean-up with the number {number}.</source>
        <translation>Es gibt kein Aufräumen mit der Nummer {number}.</translation>
    </message>
    <message>
        <source>There is no file {path}.
Check the spelling.</source>
        <translation>Es gibt keine Datei {path}.
Prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>There is no model named {name}. Installed: {known}.</source>
        <translation>Es gibt kein Modell namens {name}. Installiert: {known}.</translation>
    </message>
    <message>
        <source>There is no preset named {name}. There are: {known}.</source>
        <translation>Es gibt keine Regelvorlage namens {name}. Vorhanden: {known}.</translation>
    </message>
    <message>
        <source>There is nothing to look for.
Give at least one picture.</source>
        <translation>Es gibt nichts, wonach gesucht werden kann.
Geben Sie mindestens ein Bild an.</translation>
    </message>
    <message>
        <source>This file is not there now; what was learnt of it counts.</source>
        <translation>Diese Datei ist jetzt nicht da; es gilt, was über sie bekannt ist.</translation>
    </message>
    <message>
        <source>This file lies in the library, but is not indexed yet.</source>
        <translation>Diese Datei liegt in der Bibliothek, ist aber noch nicht erfasst.</translation>
    </message>
    <message>
        <source>This file was changed since it was indexed.</source>
        <translation>Diese Datei wurde geändert, seit sie erfasst wurde.</translation>
    </message>
    <message>
        <source>This is a {kind}, not a file, although its name looks like a photo&apos;s.</source>
        <translation>Dies ist keine Datei ({kind}), obwohl der Name wie der eines Fotos aussieht.</translation>
    </message>
    <message>
        <source>This setting cannot be used: {reason}.
Choose another value.</source>
        <translation>Diese Einstellung kann nicht verwendet werden: {reason}.
Wählen Sie einen anderen Wert.</translation>
    </message>
    <message>
        <source>Thunar shows them after its next start: thunar -q</source>
        <translation>Thunar zeigt sie nach dem nächsten Start: thunar -q</translation>
    </message>
    <message>
        <source>Two model folders are named {name}: {path} and {other}.
Rename one.</source>
        <translation>Zwei Modellordner heißen {name}: {path} und {other}.
Benennen Sie einen um.</translation>
    </message>
    <message>
        <source>Undoing was stopped before its turn.
Undo again.</source>
        <translation>Das Rückgängigmachen wurde abgebrochen, bevor dieses Foto an die Reihe kam.
Machen Sie noch einmal rückgängig.</translation>
    </message>
    <message>
        <source>What lies in the trash as {place} is another file now; it is left there.
Look for {name} in the system&apos;s trash.</source>
        <translation>Was im Papierkorb als {place} liegt, ist jetzt eine andere Datei; sie bleibt dort.
Suchen Sie {name} im Papierkorb des Systems.</translation>
    </message>
    <message>
        <source>What only it knows cannot be added to {path} ({reason}).
Mend or move that file, or clean up without taking metadata over.</source>
        <translation>Was nur dieses Foto weiß, kann in {path} nicht ergänzt werden ({reason}).
Bringen Sie jene Datei in Ordnung, verschieben Sie sie, oder räumen Sie auf, ohne Metadaten zu übernehmen.</translation>
    </message>
    <message>
        <source>You are not allowed to read this file.
Change its permissions, then scan again.</source>
        <translation>Sie dürfen diese Datei nicht lesen.
Ändern Sie ihre Zugriffsrechte, und durchsuchen Sie dann erneut.</translation>
    </message>
    <message>
        <source>You decided that it and {keeper} are no duplicates, or that both stay.
Take that decision back first.</source>
        <translation>Sie haben entschieden, dass dieses Foto und {keeper} keine Duplikate sind oder dass beide bleiben.
Nehmen Sie diese Entscheidung zuerst zurück.</translation>
    </message>
    <message>
        <source>You decided that {count} look-alikes are no duplicates of it.</source>
        <translation>Sie haben entschieden, dass {count} ähnliche Fotos keine Duplikate davon sind.</translation>
    </message>
    <message>
        <source>You may not take files out of its folder {folder}.
Give yourself the right to change that folder, then clean up again.</source>
        <translation>Sie dürfen keine Dateien aus dem Ordner {folder} herausnehmen.
Geben Sie sich das Recht, diesen Ordner zu ändern, und räumen Sie dann noch einmal auf.</translation>
    </message>
    <message>
        <source>all that {name} says, edits too</source>
        <translation>alles, was in {name} steht, auch Bearbeitungen</translation>
    </message>
    <message>
        <source>also moves {names}</source>
        <translation>verschiebt auch {names}</translation>
    </message>
    <message>
        <source>another format</source>
        <translation>anderes Format</translation>
    </message>
    <message>
        <source>another moment: something moved</source>
        <translation>anderer Moment: etwas hat sich bewegt</translation>
    </message>
    <message>
        <source>another moment: the camera moved</source>
        <translation>anderer Moment: die Kamera hat sich bewegt</translation>
    </message>
    <message>
        <source>black and white</source>
        <translation>schwarzweiß</translation>
    </message>
    <message>
        <source>caption “{text}” from {name}</source>
        <translation>Beschreibung „{text}“ aus {name}</translation>
    </message>
    <message>
        <source>capture time {taken_at} from {name}</source>
        <translation>Aufnahmezeit {taken_at} aus {name}</translation>
    </message>
    <message>
        <source>colours edited</source>
        <translation>Farben bearbeitet</translation>
    </message>
    <message>
        <source>copy of another shot of the series</source>
        <translation>Kopie einer anderen Aufnahme der Serie</translation>
    </message>
    <message>
        <source>cropped to {percent} %</source>
        <translation>auf {percent} % beschnitten</translation>
    </message>
    <message>
        <source>has a sidecar and a sound recording beside it</source>
        <translation>hat eine Begleitdatei und eine Tonaufnahme neben sich</translation>
    </message>
    <message>
        <source>has a sidecar beside it</source>
        <translation>hat eine Begleitdatei neben sich</translation>
    </message>
    <message>
        <source>has a sound recording beside it</source>
        <translation>hat eine Tonaufnahme neben sich</translation>
    </message>
    <message>
        <source>has camera data</source>
        <translation>hat Kameradaten</translation>
    </message>
    <message>
        <source>has edits and a sidecar beside it</source>
        <translation>hat Bearbeitungen und eine Begleitdatei neben sich</translation>
    </message>
    <message>
        <source>has edits and a sound recording beside it</source>
        <translation>hat Bearbeitungen und eine Tonaufnahme neben sich</translation>
    </message>
    <message>
        <source>has edits beside it</source>
        <translation>hat Bearbeitungen neben sich</translation>
    </message>
    <message>
        <source>has edits, a sidecar and a sound recording beside it</source>
        <translation>hat Bearbeitungen, eine Begleitdatei und eine Tonaufnahme neben sich</translation>
    </message>
    <message>
        <source>has its RAW and its film beside it</source>
        <translation>hat sein RAW und seinen Film neben sich</translation>
    </message>
    <message>
        <source>has its RAW beside it</source>
        <translation>hat sein RAW neben sich</translation>
    </message>
    <message>
        <source>has its film beside it</source>
        <translation>hat seinen Film neben sich</translation>
    </message>
    <message>
        <source>has its picture and its film beside it</source>
        <translation>hat sein Bild und seinen Film neben sich</translation>
    </message>
    <message>
        <source>has its picture beside it</source>
        <translation>hat sein Bild neben sich</translation>
    </message>
    <message>
        <source>has more files beside it ({number} instead of at most {other})</source>
        <translation>hat mehr Dateien neben sich ({number} statt höchstens {other})</translation>
    </message>
    <message>
        <source>has more files beside it ({number} instead of {other})</source>
        <translation>hat mehr Dateien neben sich ({number} statt {other})</translation>
    </message>
    <message>
        <source>in a protected folder</source>
        <translation>in einem geschützten Ordner</translation>
    </message>
    <message>
        <source>in colour</source>
        <translation>in Farbe</translation>
    </message>
    <message>
        <source>in fewer folders</source>
        <translation>weniger tief in Ordnern</translation>
    </message>
    <message>
        <source>in the preferred folder {folder}</source>
        <translation>im bevorzugten Ordner {folder}</translation>
    </message>
    <message>
        <source>it comes first in its series; none of them is a copy</source>
        <translation>es ist das erste seiner Serie; keines davon ist eine Kopie</translation>
    </message>
    <message>
        <source>its capture time is known ({taken_at})</source>
        <translation>seine Aufnahmezeit ist bekannt ({taken_at})</translation>
    </message>
    <message>
        <source>its name is like {pattern}</source>
        <translation>heißt wie {pattern}</translation>
    </message>
    <message>
        <source>its name is not like {pattern}</source>
        <translation>heißt nicht wie {pattern}</translation>
    </message>
    <message>
        <source>keywords {words}</source>
        <translation>Stichwörter {words}</translation>
    </message>
    <message>
        <source>less compressed ({bits} bits per pixel instead of at most {other})</source>
        <translation>weniger komprimiert ({bits} Bit pro Pixel statt höchstens {other})</translation>
    </message>
    <message>
        <source>less compressed ({bits} bits per pixel instead of {other})</source>
        <translation>weniger komprimiert ({bits} Bit pro Pixel statt {other})</translation>
    </message>
    <message>
        <source>less compressed ({megabytes} MB instead of at most {other} MB)</source>
        <translation>weniger komprimiert ({megabytes} MB statt höchstens {other} MB)</translation>
    </message>
    <message>
        <source>less compressed ({megabytes} MB instead of {other} MB)</source>
        <translation>weniger komprimiert ({megabytes} MB statt {other} MB)</translation>
    </message>
    <message>
        <source>other text or another logo on it</source>
        <translation>mit anderem Text oder Logo darauf</translation>
    </message>
    <message>
        <source>photo;picture;image;similar;duplicate;</source>
        <translation>Foto;Bild;ähnlich;Duplikat;Kopie;</translation>
    </message>
    <message>
        <source>position {latitude}, {longitude} from {name}</source>
        <translation>Ort {latitude}, {longitude} aus {name}</translation>
    </message>
    <message>
        <source>rating {stars} from {name}</source>
        <translation>Bewertung {stars} aus {name}</translation>
    </message>
    <message>
        <source>recompressed</source>
        <translation>erneut komprimiert</translation>
    </message>
    <message>
        <source>resized</source>
        <translation>in anderer Größe</translation>
    </message>
    <message>
        <source>screenshot of it</source>
        <translation>Screenshot davon</translation>
    </message>
    <message>
        <source>shows another part, {percent} % in common</source>
        <translation>zeigt einen anderen Ausschnitt, {percent} % gemeinsam</translation>
    </message>
    <message>
        <source>taken earlier ({taken_at} instead of {other})</source>
        <translation>früher aufgenommen ({taken_at} statt {other})</translation>
    </message>
    <message>
        <source>taken later ({taken_at} instead of {other})</source>
        <translation>später aufgenommen ({taken_at} statt {other})</translation>
    </message>
    <message>
        <source>taken {days} days apart</source>
        <translation>im Abstand von {days} Tagen aufgenommen</translation>
    </message>
    <message>
        <source>taken {hours} h apart</source>
        <translation>im Abstand von {hours} h aufgenommen</translation>
    </message>
    <message>
        <source>taken {minutes} min apart</source>
        <translation>im Abstand von {minutes} min aufgenommen</translation>
    </message>
    <message>
        <source>text or a logo on it</source>
        <translation>mit Text oder Logo darauf</translation>
    </message>
    <message>
        <source>the camera&apos;s RAW file</source>
        <translation>die RAW-Datei der Kamera</translation>
    </message>
    <message>
        <source>the picture in the screenshot</source>
        <translation>das Bild im Screenshot</translation>
    </message>
    <message>
        <source>the shorter path</source>
        <translation>der kürzere Pfad</translation>
    </message>
    <message>
        <source>the whole picture, not {percent} % of it</source>
        <translation>das ganze Bild, nicht nur {percent} % davon</translation>
    </message>
    <message>
        <source>title “{text}” from {name}</source>
        <translation>Titel „{text}“ aus {name}</translation>
    </message>
    <message>
        <source>turned by {degrees} degrees</source>
        <translation>um {degrees} Grad gedreht</translation>
    </message>
    <message>
        <source>without the text or logo</source>
        <translation>ohne den Text oder das Logo</translation>
    </message>
    <message>
        <source>{count} photos of the library are not indexed yet; one may be a copy.</source>
        <translation>{count} Fotos der Bibliothek sind noch nicht erfasst; eines davon kann eine Kopie sein.</translation>
    </message>
    <message>
        <source>{first} and {second} have no photo in common</source>
        <translation>{first} und {second} haben kein Foto gemeinsam</translation>
    </message>
    <message>
        <source>{first} and {second} hold the same photos ({same} of {photos} identical)</source>
        <translation>{first} und {second} enthalten dieselben Fotos ({same} von {photos} identisch)</translation>
    </message>
    <message>
        <source>{first} and {second} overlap ({same} of {photos} identical, {only} only in {first})</source>
        <translation>{first} und {second} überschneiden sich ({same} von {photos} identisch, {only} nur in {first})</translation>
    </message>
    <message>
        <source>{first} is contained in {second} ({same} of {photos} identical)</source>
        <translation>{first} ist in {second} enthalten ({same} von {photos} identisch)</translation>
    </message>
    <message>
        <source>{first} is mostly contained in {second} ({same} of {photos} identical, {only} only in {first})</source>
        <translation>{first} ist größtenteils in {second} enthalten ({same} von {photos} identisch, {only} nur in {first})</translation>
    </message>
    <message>
        <source>{first}; among equals in that, {second}</source>
        <translation>{first}; bei Gleichstand: {second}</translation>
    </message>
    <message>
        <source>{first}; of these, {second}</source>
        <translation>{first}; davon: {second}</translation>
    </message>
    <message>
        <source>{folder} is not connected; what was learnt of it counts.</source>
        <translation>{folder} ist nicht verbunden; es gilt, was darüber bekannt ist.</translation>
    </message>
    <message>
        <source>{name} belongs to it and has edits, faces or the like, which the sidecar of the photo to keep, {keeper}, has not.
Keep this one instead.</source>
        <translation>{name} gehört dazu und enthält Bearbeitungen, Gesichter oder Ähnliches, die der Begleitdatei des Fotos, das bleiben soll, {keeper}, fehlen.
Behalten Sie stattdessen dieses.</translation>
    </message>
    <message>
        <source>{name} belongs to it, and the photo to keep, {keeper}, has no such file.
Take metadata over when you clean up, which keeps what it says; or keep this one instead.</source>
        <translation>{name} gehört dazu, und das Foto, das bleiben soll, {keeper}, hat keine solche Datei.
Übernehmen Sie beim Aufräumen die Metadaten, dann bleibt erhalten, was darin steht; oder behalten Sie stattdessen dieses.</translation>
    </message>
    <message>
        <source>{name}, which belongs to it, cannot be put back ({reason}); all of it is still in the trash.
Mend that, then undo again.</source>
        <translation>{name} gehört dazu und kann nicht zurückgelegt werden ({reason}); alles davon ist noch im Papierkorb.
Beheben Sie das, und machen Sie dann erneut rückgängig.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).
Give yourself the right to read it, then try again.</source>
        <translation>{path} kann nicht gelesen werden ({reason}).
Geben Sie sich das Recht, es zu lesen, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>{path} cannot be removed ({reason}).
Make its folder writable for you, then remove again.</source>
        <translation>{path} kann nicht entfernt werden ({reason}).
Machen Sie den Ordner für sich beschreibbar, und entfernen Sie dann erneut.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}).
Make its folder writable for you, then install again.</source>
        <translation>{path} kann nicht geschrieben werden ({reason}).
Machen Sie den Ordner für sich beschreibbar, und richten Sie dann erneut ein.</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}), so it is left as it is.
Mend it or move it away, then try again.</source>
        <translation>{path} ist beschädigt ({reason}) und bleibt darum, wie es ist.
Bringen Sie die Datei in Ordnung oder verschieben Sie sie, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>{path} is from another version of photofinder, or was changed.
Install again to renew it.</source>
        <translation>{path} stammt von einer anderen Version von photofinder oder wurde geändert.
Richten Sie erneut ein, um es zu erneuern.</translation>
    </message>
    <message>
        <source>{path} is not from photofinder, so it is left as it is.
Rename or move it, then install again.</source>
        <translation>{path} stammt nicht von photofinder und bleibt darum, wie es ist.
Benennen Sie die Datei um oder verschieben Sie sie, und richten Sie dann erneut ein.</translation>
    </message>
    <message>
        <source>{path} starts another photofinder.
Install again to have it start this one.</source>
        <translation>{path} startet ein anderes photofinder.
Richten Sie erneut ein, damit dieses hier gestartet wird.</translation>
    </message>
    <message>
        <source>{width} x {height} instead of {other_width} x {other_height}</source>
        <translation>{width} x {height} statt {other_width} x {other_height}</translation>
    </message>
    <message>
        <source>{word}</source>
        <translation>{word}</translation>
    </message>
    <message>
        <source>its name does not look like a copy&apos;s</source>
        <translation>sein Name sieht nicht nach einer Kopie aus</translation>
    </message>
    <message>
        <source>--at-least is about same_shot, which --class does not name.</source>
        <translation>--at-least betrifft same_shot, und das nennt --class nicht.</translation>
    </message>
    <message>
        <source>1 field of metadata instead of at most {other}</source>
        <translation>1 statt höchstens {other} Metadatenfelder</translation>
    </message>
    <message>
        <source>1 field of metadata instead of {other}</source>
        <translation>1 statt {other} Metadatenfelder</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>mirrored and turned</source>
        <translation>gespiegelt und gedreht</translation>
    </message>
    <message>
        <source>mirrored top to bottom</source>
        <translation>von oben nach unten gespiegelt</translation>
    </message>
    <message>
        <source>nothing tells them apart; it is the first by path</source>
        <translation>nichts unterscheidet sie; es ist dem Pfad nach das erste</translation>
    </message>
    <message>
        <source>of the same burst</source>
        <translation>aus derselben Serienaufnahme</translation>
    </message>
    <message>
        <source>other metadata</source>
        <translation>andere Metadaten</translation>
    </message>
    <message>
        <source>recompressed or edited</source>
        <translation>erneut komprimiert oder bearbeitet</translation>
    </message>
    <message>
        <source>same bytes</source>
        <translation>gleiche Bytes</translation>
    </message>
    <message>
        <source>same pixels, {difference}</source>
        <translation>gleiche Pixel, {difference}</translation>
    </message>
    <message>
        <source>stored in another way</source>
        <translation>anders gespeichert</translation>
    </message>
    <message>
        <source>taken within the same second</source>
        <translation>in derselben Sekunde aufgenommen</translation>
    </message>
    <message>
        <source>taken {seconds} s apart</source>
        <translation>im Abstand von {seconds} s aufgenommen</translation>
    </message>
    <message>
        <source>the same file under another name (hard link)</source>
        <translation>dieselbe Datei unter anderem Namen (Hardlink)</translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation>{first}, {second}</translation>
    </message>
    <message>
        <source>{first}; {second}</source>
        <translation>{first}; {second}</translation>
    </message>
    <message>
        <source>{format} instead of {keeper_format}</source>
        <translation>{format} statt {keeper_format}</translation>
    </message>
    <message>
        <source>{format} instead of {other}, the more original format</source>
        <translation>{format} statt {other}, das ursprünglichere Format</translation>
    </message>
    <message>
        <source>{format}, the most original format here</source>
        <translation>{format}, hier das ursprünglichste Format</translation>
    </message>
    <message>
        <source>{name} belongs to it, and the photo to keep, {keeper}, has no such file.
Keep this one instead, or move {name} beside the other first.</source>
        <translation>{name} gehört dazu, und das behaltene Foto {keeper} hat keine solche Datei.
Behalten Sie stattdessen dieses, oder legen Sie {name} zuerst neben das andere.</translation>
    </message>
    <message>
        <source>{name} must be {reason}, not {value}.</source>
        <translation>{name} muss {reason} sein, nicht {value}.</translation>
    </message>
    <message>
        <source>{name}, which belongs to it, cannot be removed ({reason}); all of it is where it was.
Clean up again once that is mended.</source>
        <translation>{name} gehört dazu und kann nicht entfernt werden ({reason}); alles davon ist, wo es war.
Räumen Sie noch einmal auf, sobald das behoben ist.</translation>
    </message>
    <message>
        <source>{number} fields of metadata instead of at most {other}</source>
        <translation>{number} statt höchstens {other} Metadatenfelder</translation>
    </message>
    <message>
        <source>{number} fields of metadata instead of {other}</source>
        <translation>{number} statt {other} Metadatenfelder</translation>
    </message>
    <message>
        <source>{path} does not say the form to write.
End the name in .csv or .json.</source>
        <translation>Aus {path} geht das Dateiformat nicht hervor.
Lassen Sie den Namen auf .csv oder .json enden.</translation>
    </message>
    <message>
        <source>{path} has no manifest.json.
See models/README.md for its form.</source>
        <translation>{path} hat keine manifest.json.
Ihren Aufbau beschreibt models/README.md.</translation>
    </message>
    <message>
        <source>{path} holds photofinder&apos;s own data and cannot be a photo folder.
Choose another folder, or another --data-dir.</source>
        <translation>{path} enthält photofinders eigene Daten und kann kein Fotoordner sein.
Wählen Sie einen anderen Ordner oder ein anderes --data-dir.</translation>
    </message>
    <message>
        <source>{path} is a folder.
Give one picture.</source>
        <translation>{path} ist ein Ordner.
Geben Sie ein einzelnes Bild an.</translation>
    </message>
    <message>
        <source>{path} is both folders.
Give two.</source>
        <translation>{path} ist zweimal angegeben.
Geben Sie zwei verschiedene Ordner an.</translation>
    </message>
    <message>
        <source>{path} is in the library already, as {folder}.</source>
        <translation>{path} ist schon in der Bibliothek, als {folder}.</translation>
    </message>
    <message>
        <source>{path} is in the library already.</source>
        <translation>{path} ist schon in der Bibliothek.</translation>
    </message>
    <message>
        <source>{path} is not a folder.
Give the folder that holds the photos.</source>
        <translation>{path} ist kein Ordner.
Geben Sie den Ordner an, in dem die Fotos liegen.</translation>
    </message>
    <message>
        <source>{path} is not a photo of the library.
Add its folder, then scan: photofinder add FOLDER.</source>
        <translation>{path} ist kein Foto der Bibliothek.
Fügen Sie seinen Ordner hinzu, und durchsuchen Sie ihn dann: photofinder add ORDNER.</translation>
    </message>
    <message>
        <source>{path} is not one of the library&apos;s folders.
`photofinder status` lists them.</source>
        <translation>{path} ist keiner der Ordner der Bibliothek.
`photofinder status` führt sie auf.</translation>
    </message>
    <message>
        <source>{path} is on a network drive ({kind}), of which the system hears no changes that other computers make. photofinder looks for changes every {interval_s} s instead.
To see them at once, run photofinder on the computer that holds the photos.</source>
        <translation>{path} liegt auf einem Netzlaufwerk ({kind}), von dem das System keine Änderungen erfährt, die andere Computer vornehmen. photofinder sucht stattdessen alle {interval_s} s nach Änderungen.
Um sie sofort zu sehen, starten Sie photofinder auf dem Computer, auf dem die Fotos liegen.</translation>
    </message>
    <message>
        <source>{path} is part of {folder}, which is in the library already.</source>
        <translation>{path} ist Teil von {folder}, und das ist schon in der Bibliothek.</translation>
    </message>
    <message>
        <source>{path} now includes {folders}; nothing of it is read again.</source>
        <translation>{path} umfasst jetzt {folders}; davon wird nichts noch einmal gelesen.</translation>
    </message>
    <message>
        <source>{path}: {reason}.
Check the name, the disk and your rights, then start again: everything indexed so far is kept.</source>
        <translation>{path}: {reason}.
Prüfen Sie den Namen, den Datenträger und Ihre Rechte, und starten Sie neu: Alles bisher Erfasste bleibt erhalten.</translation>
    </message>
    <message>
        <source>{path}: {reason}.
See models/README.md for the manifest&apos;s form.</source>
        <translation>{path}: {reason}.
Den Aufbau des Manifests beschreibt models/README.md.</translation>
    </message>
    <message>
        <source>{provider} computes {name} wrongly (cosine {cosine} with the reference, {minimum} needed).
Update onnxruntime and the driver, or choose another model.</source>
        <translation>{provider} rechnet {name} falsch (Kosinus {cosine} zur Referenz, nötig sind {minimum}).
Aktualisieren Sie onnxruntime und den Treiber, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>{value} is not a date.
Write it as 2019, 2019-07 or 2019-07-24.</source>
        <translation>{value} ist kein Datum.
Schreiben Sie es als 2019, 2019-07 oder 2019-07-24.</translation>
    </message>
    <message>
        <source>{what}; it stays {own}</source>
        <translation>{what}; es bleibt bei {own}</translation>
    </message>
    <message>
        <source>{width} x {height} instead of at most {other_width} x {other_height}</source>
        <translation>{width} x {height} statt höchstens {other_width} x {other_height}</translation>
    </message>
    <message>
        <source>{width} x {height} instead of {keeper_width} x {keeper_height}</source>
        <translation>{width} x {height} statt {keeper_width} x {keeper_height}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Taken from</source>
        <translation>Aufgenommen ab</translation>
    </message>
    <message>
        <source>Taken until</source>
        <translation>Aufgenommen bis</translation>
    </message>
    <message>
        <source>Without copies</source>
        <translation>Ohne Kopien</translation>
    </message>
    <message>
        <source>Leave out copies of the pictures searched with, and show each picture once</source>
        <translation>Kopien der gesuchten Bilder weglassen und jedes Bild nur einmal zeigen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Die Filter leeren</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
    <message>
        <source>Choose a folder...</source>
        <translation>Ordner wählen...</translation>
    </message>
    <message>
        <source>Only photos of this folder</source>
        <translation>Nur Fotos dieses Ordners</translation>
    </message>
    <message>
        <source>Only photos of {folder}</source>
        <translation>Nur Fotos aus {folder}</translation>
    </message>
</context>
<context>
    <name>FolderComparisonView</name>
    <message>
        <source>Only in {folder} ({count})</source>
        <translation>Nur in {folder} ({count})</translation>
    </message>
    <message>
        <source>In both ({count})</source>
        <translation>In beiden ({count})</translation>
    </message>
</context>
<context>
    <name>FolderControl</name>
    <message>
        <source>Add a folder of photos</source>
        <translation>Fotoordner hinzufügen</translation>
    </message>
    <message>
        <source>{folder} was taken out of the library. Its photos were not touched.</source>
        <translation>{folder} wurde aus der Bibliothek entfernt. Die Fotos darin wurden nicht angerührt.</translation>
    </message>
    <message>
        <source>{folder} was taken out of the library. Its photos were not touched, and what was learnt of them is kept.</source>
        <translation>{folder} wurde aus der Bibliothek entfernt. Die Fotos darin wurden nicht angerührt, und was über sie erfasst wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Add it again</source>
        <translation>Wieder hinzufügen</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>Aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>Remove and forget what was learnt</source>
        <translation>Entfernen und Erfasstes vergessen</translation>
    </message>
    <message>
        <source>Connected again: {folder}.</source>
        <translation>Wieder verbunden: {folder}.</translation>
    </message>
    <message>
        <source>Not connected: {folder}. Nothing of it is forgotten; what was not indexed yet is taken up when it is back.</source>
        <translation>Nicht verbunden: {folder}. Nichts davon ist vergessen; was noch nicht erfasst war, wird aufgenommen, sobald es wieder da ist.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
</context>
<context>
    <name>FolderOrder</name>
    <message>
        <source>Folders to keep photos in, the dearest first</source>
        <translation>Ordner, in denen Fotos bevorzugt behalten werden, der wichtigste zuerst</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move a folder</source>
        <translation>Alt+Hoch und Alt+Runter verschieben einen Ordner</translation>
    </message>
</context>
<context>
    <name>FolderPairDetail</name>
    <message>
        <source>What the two folders have in common</source>
        <extracomment>of a folder&apos;s name on a button</extracomment>
        <translation>Was die beiden Ordner gemeinsam haben</translation>
    </message>
    <message>
        <source>Also identical p&amp;ictures</source>
        <translation>Auch &amp;identische Bilder</translation>
    </message>
    <message>
        <source>Photos with exactly the same pixels, whose metadata or format may differ</source>
        <translation>Fotos mit genau denselben Pixeln, deren Metadaten oder Format verschieden sein können</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>&amp;Tauschen</translation>
    </message>
    <message>
        <source>Clean up the other folder of the two</source>
        <translation>Den anderen der beiden Ordner aufräumen</translation>
    </message>
    <message>
        <source>Compare f&amp;olders</source>
        <translation>&amp;Ordner vergleichen</translation>
    </message>
    <message>
        <source>Clean up {folder}...</source>
        <translation>{folder} aufräumen...</translation>
    </message>
    <message>
        <source>Move what {other} has too from {folder} to the trash, after a look</source>
        <translation>Was auch in {other} liegt, aus {folder} in den Papierkorb verschieben; vorher sehen Sie es an</translation>
    </message>
    <message>
        <source>Another program has this library open; here it can only be read.</source>
        <translation>Ein anderes Programm hat diese Bibliothek geöffnet; hier kann sie nur gelesen werden.</translation>
    </message>
</context>
<context>
    <name>FolderPairsPage</name>
    <message>
        <source>Looking for folders that hold the same photos...</source>
        <extracomment>while an index is being made everything changes twice a second</extracomment>
        <translation>Ordner mit denselben Fotos werden gesucht...</translation>
    </message>
    <message>
        <source>Folders that hold the same photos</source>
        <translation>Ordner mit denselben Fotos</translation>
    </message>
    <message>
        <source>Duplicate folders</source>
        <translation>Doppelte Ordner</translation>
    </message>
    <message>
        <source>With &amp;subfolders</source>
        <translation>Mit &amp;Unterordnern</translation>
    </message>
    <message>
        <source>Count each folder with everything below it, or only what it holds itself</source>
        <translation>Jeden Ordner mit allem darunter zählen, oder nur, was er selbst enthält</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Comparing folders...</source>
        <translation>Ordner werden verglichen...</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s), the most useful first</source>
        <translation>
            <numerusform>%Ln Paar</numerusform>
            <numerusform>%Ln Paare, die nützlichsten zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>No two folders hold the same photo</source>
        <translation>Keine zwei Ordner enthalten dasselbe Foto</translation>
    </message>
    <message>
        <source>When a folder turns up a second time, say as a backup or an old export, it is listed here, with how much of it is there already.</source>
        <translation>Taucht ein Ordner ein zweites Mal auf, etwa als Sicherung oder alter Export, steht er hier, mit der Angabe, wie viel davon schon da ist.</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Add a folder of photos; those that hold the same are listed here.</source>
        <translation>Fügen Sie Fotoordner hinzu; solche mit denselben Fotos stehen dann hier.</translation>
    </message>
    <message>
        <source>Nothing of this folder can be removed: what the other one has too are further names of the same files.</source>
        <translation>Aus diesem Ordner kann nichts entfernt werden: Was auch der andere hat, sind weitere Namen derselben Dateien.</translation>
    </message>
</context>
<context>
    <name>FolderPicks</name>
    <message>
        <source>First folder</source>
        <extracomment>a folder&apos;s path may be long; the box is not of a path, as much as says which it is; the rest is seen where there is room</extracomment>
        <translation>Erster Ordner</translation>
    </message>
    <message>
        <source>Second folder</source>
        <translation>Zweiter Ordner</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare these two folders</source>
        <translation>Diese beiden Ordner vergleichen</translation>
    </message>
    <message>
        <source>Any folder</source>
        <translation>Ein Ordner</translation>
    </message>
    <message>
        <source>Another folder</source>
        <translation>Ein anderer Ordner</translation>
    </message>
    <message>
        <source>&amp;Two folders:</source>
        <translation>&amp;Zwei Ordner:</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders of the library</source>
        <translation>Ordner der Bibliothek</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>&amp;Protected</source>
        <translation>&amp;Geschützt</translation>
    </message>
    <message>
        <source>A clean-up never removes a photo of a protected folder.</source>
        <translation>Beim Aufräumen wird nie ein Foto aus einem geschützten Ordner entfernt.</translation>
    </message>
    <message>
        <source>&amp;Add a folder...</source>
        <translation>Ordner &amp;hinzufügen...</translation>
    </message>
    <message>
        <source>&amp;Remove...</source>
        <translation>&amp;Entfernen...</translation>
    </message>
    <message>
        <source>Remove, keep what was learnt</source>
        <translation>Entfernen, Erfasstes behalten</translation>
    </message>
    <message>
        <source>Remove and forget</source>
        <translation>Entfernen und vergessen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>geschützt</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>available</source>
        <translation>verfügbar</translation>
    </message>
    <message>
        <source>Add a folder of photos</source>
        <translation>Fotoordner hinzufügen</translation>
    </message>
    <message>
        <source>Take {folder} out of the library? Its photos stay where they are. If what was learnt of them is kept, adding the folder again takes no time.</source>
        <translation>{folder} aus der Bibliothek entfernen? Die Fotos bleiben, wo sie sind. Wird behalten, was über sie erfasst wurde, ist der Ordner später ohne Wartezeit wieder hinzugefügt.</translation>
    </message>
</context>
<context>
    <name>GroupDetail</name>
    <message>
        <source>Keep all</source>
        <extracomment>a title and three buttons without words a button around its word: icon, gap and both edges where one was before the groups were read again</extracomment>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Nothing of this group goes (A)</source>
        <translation>Nichts von dieser Gruppe kommt weg (A)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>See the photos side by side (C)</source>
        <translation>Die Fotos nebeneinander ansehen (C)</translation>
    </message>
    <message>
        <source>Keep and hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Keep all of them and never ask about them again (X)</source>
        <translation>Alle behalten und nie wieder danach fragen (X)</translation>
    </message>
    <message>
        <source>Not duplicates</source>
        <translation>Keine Duplikate</translation>
    </message>
    <message>
        <source>They are no copies of each other; remember that (X)</source>
        <translation>Sie sind keine Kopien voneinander; das merken (X)</translation>
    </message>
    <message>
        <source>Not related</source>
        <translation>Nicht verwandt</translation>
    </message>
    <message>
        <source>They do not belong together; remember that (X)</source>
        <translation>Sie gehören nicht zusammen; das merken (X)</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
</context>
<context>
    <name>HiddenStart</name>
    <message>
        <source>This desktop has no notification area, so photofinder started as a minimised window. Closing the window ends it.</source>
        <extracomment>a panel is there a few seconds after the session began, on a slow disk too</extracomment>
        <translation>Diese Arbeitsumgebung hat keinen Infobereich; photofinder ist darum als minimiertes Fenster gestartet. Mit dem Fenster endet das Programm.</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <extracomment>what tells one reading of a clean-up&apos;s files from another tests and the window wait for it</extracomment>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Export all...</source>
        <translation>Alles exportieren...</translation>
    </message>
    <message>
        <source>No clean-ups yet</source>
        <translation>Noch nie aufgeräumt</translation>
    </message>
    <message>
        <source>What you move to the trash in Duplicates is listed here, with the way back, for as long as the trash is not emptied.</source>
        <translation>Was Sie unter „Duplikate“ in den Papierkorb verschieben, steht hier, mit dem Weg zurück, solange der Papierkorb nicht geleert ist.</translation>
    </message>
    <message>
        <source>Go to Duplicates</source>
        <translation>Zu den Duplikaten</translation>
    </message>
    <message>
        <source>Clean-ups</source>
        <translation>Aufräumvorgänge</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Exportieren...</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress of the undo</source>
        <translation>Fortschritt des Rückgängigmachens</translation>
    </message>
    <message>
        <source>Files of the clean-up</source>
        <translation>Dateien dieses Aufräumens</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>{files} · {size} · {state}</source>
        <translation>{files} · {size} · {state}</translation>
    </message>
    <message numerus="yes">
        <source>Undo: put back %Ln file(s)</source>
        <translation>
            <numerusform>Rückgängig machen: %Ln Datei zurücklegen</numerusform>
            <numerusform>Rückgängig machen: %Ln Dateien zurücklegen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: take back %Ln sidecar(s)</source>
        <translation>
            <numerusform>Rückgängig: %Ln Begleitdatei zurücknehmen</numerusform>
            <numerusform>Rückgängig: %Ln Begleitdateien zurücknehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Another program has this library open; here it can only be read.</source>
        <translation>Ein anderes Programm hat diese Bibliothek geöffnet; hier kann sie nur gelesen werden.</translation>
    </message>
    <message>
        <source>The files are on a drive that is not connected.</source>
        <translation>Die Dateien sind auf einem Laufwerk, das nicht verbunden ist.</translation>
    </message>
    <message>
        <source>Everything is back already.</source>
        <translation>Alles ist schon wieder da.</translation>
    </message>
    <message>
        <source>The files are not in the trash any more.</source>
        <translation>Die Dateien sind nicht mehr im Papierkorb.</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export the journal</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) of the journal were written to {path}.</source>
        <translation>
            <numerusform>%Ln Datei des Verlaufs wurde nach {path} geschrieben.</numerusform>
            <numerusform>%Ln Dateien des Verlaufs wurden nach {path} geschrieben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageCanvas</name>
    <message>
        <source>Drag a rectangle, or move it with the arrow keys and size it with Shift. Enter searches, Esc cancels.</source>
        <translation>Ziehen Sie ein Rechteck auf, oder verschieben Sie es mit den Pfeiltasten und ändern Sie mit Umschalt seine Größe. Eingabe sucht, Esc bricht ab.</translation>
    </message>
</context>
<context>
    <name>JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Close the list of jobs</source>
        <translation>Die Aufgabenliste schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing is being done. New and changed photos are read when they come.</source>
        <translation>Zurzeit wird nichts getan. Neue und geänderte Fotos werden gelesen, sobald sie kommen.</translation>
    </message>
</context>
<context>
    <name>KeeperPage</name>
    <message>
        <source>Which copy is kept</source>
        <translation>Welche Kopie behalten wird</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>Speichern als...</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>An order that you save can be chosen here, and for marking duplicates.</source>
        <translation>Eine gespeicherte Reihenfolge kann hier und beim Markieren von Duplikaten gewählt werden.</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Restore the usual order</source>
        <translation>Übliche Reihenfolge wiederherstellen</translation>
    </message>
    <message>
        <source>Of several equal pictures the one is kept that wins by the first rule that tells them apart. Nothing is removed by this alone; each suggestion says its reason.</source>
        <translation>Von mehreren gleichen Bildern wird das behalten, für das die erste Regel spricht, die sie unterscheidet. Allein dadurch wird nichts entfernt; jeder Vorschlag nennt seinen Grund.</translation>
    </message>
    <message>
        <source>Protected folders</source>
        <translation>Geschützte Ordner</translation>
    </message>
    <message>
        <source>Add...</source>
        <translation>Hinzufügen...</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>A clean-up never removes a photo below these folders.</source>
        <translation>Beim Aufräumen wird nie ein Foto unterhalb dieser Ordner entfernt.</translation>
    </message>
    <message>
        <source>What a name does</source>
        <translation>Was ein Name bewirkt</translation>
    </message>
    <message>
        <source>Keep names like</source>
        <translation>Behalten: Namen wie</translation>
    </message>
    <message>
        <source>Do not keep names like</source>
        <translation>Nicht behalten: Namen wie</translation>
    </message>
    <message>
        <source>Pattern of names</source>
        <translation>Namensmuster</translation>
    </message>
    <message>
        <source>for example *_edited.*</source>
        <translation>zum Beispiel *_bearbeitet.*</translation>
    </message>
    <message>
        <source>Add rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>* stands for any letters, ? for one. The rule is put on top of the list; without its check mark it is forgotten.</source>
        <translation>* steht für beliebige Zeichen, ? für eines. Die Regel kommt oben in die Liste; ohne ihr Häkchen wird sie vergessen.</translation>
    </message>
    <message>
        <source>Preferred folders</source>
        <translation>Bevorzugte Ordner</translation>
    </message>
    <message>
        <source>Of equal photos the one below the first of these folders is kept, where the rule “Lies in a preferred folder” has its turn.</source>
        <translation>Von gleichen Fotos wird das unter dem ersten dieser Ordner behalten, wenn die Regel „Liegt in einem bevorzugten Ordner“ an der Reihe ist.</translation>
    </message>
    <message>
        <source>Prefer a folder</source>
        <translation>Einen Ordner bevorzugen</translation>
    </message>
    <message>
        <source>Protect a folder</source>
        <translation>Einen Ordner schützen</translation>
    </message>
    <message>
        <source>This folder is protected already.</source>
        <translation>Dieser Ordner ist bereits geschützt.</translation>
    </message>
</context>
<context>
    <name>KeyLegend</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Photos</source>
        <extracomment>a filter that is being typed is not asked for at every letter in the stack</extracomment>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Filter by name, folder, camera or date</source>
        <translation>Nach Name, Ordner, Kamera oder Datum filtern</translation>
    </message>
    <message>
        <source>Filter photos</source>
        <translation>Fotos filtern</translation>
    </message>
    <message>
        <source>Type among the photos, or press / first. Words that begin with S or C need the /: these letters alone search and compare.</source>
        <translation>Tippen Sie bei den Fotos einfach los, oder drücken Sie zuerst /. Wörter, die mit S oder C beginnen, brauchen das /: Diese Buchstaben allein suchen und vergleichen.</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Date taken</source>
        <translation>Aufnahmedatum</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Date added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Size of thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Size of thumbnails (Ctrl+wheel)</source>
        <translation>Größe der Vorschaubilder (Strg+Mausrad)</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>Die Bibliothek kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>No photo fits the filter</source>
        <translation>Kein Foto passt zum Filter</translation>
    </message>
    <message>
        <source>Nothing here has “{text}” in its name, folder, camera or date.</source>
        <translation>Nichts hier hat „{text}“ in Name, Ordner, Kamera oder Datum.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Den Filter leeren</translation>
    </message>
    <message>
        <source>Photos of the last {days} days appear here as they come.</source>
        <translation>Fotos der letzten {days} Tage erscheinen hier, sobald sie kommen.</translation>
    </message>
    <message>
        <source>Nothing was added lately</source>
        <translation>In letzter Zeit kam nichts hinzu</translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation>Keine Fotos hier</translation>
    </message>
    <message>
        <source>They appear as soon as they are found; the folder is being watched.</source>
        <translation>Sie erscheinen, sobald sie gefunden sind; der Ordner wird überwacht.</translation>
    </message>
    <message>
        <source>Opening the library</source>
        <translation>Die Bibliothek wird geöffnet</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Aufsteigend</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{place} – photofinder</source>
        <extracomment>after the library was opened, until the pages that nobody asked for are built no page needs more, in no language (tests/ui/test_window_width.py)</extracomment>
        <translation>{place} – photofinder</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close all</source>
        <translation>Alle schließen</translation>
    </message>
    <message>
        <source>F6 leads here</source>
        <extracomment>people read some 200 words a minute, that is 60 ms a letter; a button needs time to be reached</extracomment>
        <translation>F6 führt hierher</translation>
    </message>
    <message>
        <source>Close this message (Esc, here or in the photos)</source>
        <translation>Diese Meldung schließen (Esc, hier oder bei den Fotos)</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>{level}: {text}</source>
        <translation>{level}: {text}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathLabel</name>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
</context>
<context>
    <name>PatternList</name>
    <message>
        <source>Another one</source>
        <translation>Weiterer Name</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>PauseButton</name>
    <message>
        <source>Go on with the work</source>
        <translation>Die Arbeit fortsetzen</translation>
    </message>
    <message>
        <source>Pause the work</source>
        <translation>Die Arbeit pausieren</translation>
    </message>
    <message>
        <source>Pause the work: nothing is indexed and no folder is looked at meanwhile</source>
        <translation>Die Arbeit pausieren: Solange wird nichts erfasst und kein Ordner durchsucht</translation>
    </message>
</context>
<context>
    <name>PhotoCanvas</name>
    <message>
        <source>Loading full size…</source>
        <translation>Volle Größe wird geladen…</translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>{width} x {height} pixels, {size}</source>
        <extracomment>neighbours that are fetched together rows of one question: making them takes Python&apos;s lock for 2 ms, in which nothing is painted several times what a large screen shows at the smallest size; more would make the collector of garbage, which looks at each, hold up the window what was wanted before so many others has been scrolled past</extracomment>
        <translation>{width} x {height} Pixel, {size}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical file(s) elsewhere</source>
        <translation>
            <numerusform>%Ln identische Datei woanders</numerusform>
            <numerusform>%Ln identische Dateien woanders</numerusform>
        </translation>
    </message>
    <message>
        <source>Its drive or folder is not connected</source>
        <translation>Laufwerk oder Ordner ist nicht verbunden</translation>
    </message>
    <message>
        <source>{percent} % alike</source>
        <translation>{percent} % ähnlich</translation>
    </message>
</context>
<context>
    <name>PhotoSheet</name>
    <message>
        <source>Drag a rectangle over the preview, or use the arrow keys, with Shift to resize. Enter searches, Esc cancels.</source>
        <translation>Ziehen Sie in der Vorschau ein Rechteck auf, oder nehmen Sie die Pfeiltasten, mit Umschalt zum Ändern der Größe. Eingabe sucht, Esc bricht ab.</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche suchen</translation>
    </message>
    <message>
        <source>Find similar (S)</source>
        <translation>Ähnliche suchen (S)</translation>
    </message>
    <message>
        <source>Search by a region</source>
        <translation>Mit Ausschnitt suchen</translation>
    </message>
    <message>
        <source>Find what looks like a part of this photo</source>
        <translation>Finden, was einem Teil dieses Fotos ähnelt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Not within reach now</source>
        <translation>Zurzeit nicht erreichbar</translation>
    </message>
</context>
<context>
    <name>PictureBox</name>
    <message>
        <source>No picture to show</source>
        <translation>Kein Bild zu zeigen</translation>
    </message>
</context>
<context>
    <name>PictureIntake</name>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>Hineingezogenes Bild</translation>
    </message>
    <message>
        <source>Add to the library</source>
        <translation>Zur Bibliothek hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Only the first {most} pictures are searched with; %n left out.</source>
        <translation>
            <numerusform>Nur mit den ersten {most} Bildern wird gesucht; %n ausgelassen.</numerusform>
            <numerusform>Nur mit den ersten {most} Bildern wird gesucht; %n ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is a folder. Drop pictures to search with, or add it to the library.</source>
        <translation>{name} ist ein Ordner. Ziehen Sie Bilder zum Suchen hierher, oder fügen Sie ihn der Bibliothek hinzu.</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>{name} cannot be read. Check your rights and the drive.</source>
        <translation>{name} kann nicht gelesen werden. Prüfen Sie Ihre Rechte und das Laufwerk.</translation>
    </message>
    <message>
        <source>{name} is not a picture that photofinder can read.</source>
        <translation>{name} ist kein Bild, das photofinder lesen kann.</translation>
    </message>
    <message>
        <source>photofinder does not go online. Save the picture first, then drop the file here.</source>
        <translation>photofinder geht nicht ins Internet. Speichern Sie das Bild zuerst, und ziehen Sie dann die Datei hierher.</translation>
    </message>
    <message>
        <source>There is no picture in this. Drop or copy a picture or a picture file.</source>
        <translation>Darin ist kein Bild. Ziehen Sie ein Bild oder eine Bilddatei hierher, oder kopieren Sie eines.</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) left out. Drop pictures to search with, or add them to the library.</source>
        <translation>
            <numerusform>%n Ordner ausgelassen. Ziehen Sie Bilder zum Suchen hierher, oder fügen Sie ihn der Bibliothek hinzu.</numerusform>
            <numerusform>%n Ordner ausgelassen. Ziehen Sie Bilder zum Suchen hierher, oder fügen Sie sie der Bibliothek hinzu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out that are no pictures.</source>
        <translation>
            <numerusform>%n Datei ausgelassen, die kein Bild ist.</numerusform>
            <numerusform>%n Dateien ausgelassen, die keine Bilder sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out that cannot be read.</source>
        <translation>
            <numerusform>%n Datei ausgelassen, die nicht gelesen werden kann.</numerusform>
            <numerusform>%n Dateien ausgelassen, die nicht gelesen werden können.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Parts of the plan</source>
        <translation>Teile des Plans</translation>
    </message>
    <message>
        <source>Files that go</source>
        <translation>Dateien, die wegkommen</translation>
    </message>
    <message>
        <source>What kept photos are told</source>
        <translation>Was für behaltene Fotos übernommen wird</translation>
    </message>
    <message>
        <source>Take over what the copies know (place, date, caption, keywords, rating) into sidecars of the kept photos</source>
        <translation>Angaben der Kopien (Ort, Datum, Beschreibung, Stichwörter, Bewertung) in Begleitdateien der behaltenen Fotos übernehmen</translation>
    </message>
    <message>
        <source>Folders that files are taken out of</source>
        <translation>Ordner, aus denen Dateien herausgenommen werden</translation>
    </message>
    <message>
        <source>Files that are left alone</source>
        <translation>Dateien, die nicht angerührt werden</translation>
    </message>
    <message>
        <source>Clean up {files} · {size}</source>
        <translation>{files} · {size} aufräumen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Their drive has no trash: they are moved to the folder .photofinder-quarantine on it, which is emptied by nobody but you. Of each group at least one file stays where it is. You can undo this in History, also later.</source>
        <translation>Ihr Laufwerk hat keinen Papierkorb: Sie kommen dort in den Ordner .photofinder-quarantine, den niemand außer Ihnen leert. Von jeder Gruppe bleibt mindestens eine Datei, wo sie ist. Im Verlauf lässt sich das rückgängig machen, auch später.</translation>
    </message>
    <message>
        <source>They are moved to the system&apos;s trash; of each group at least one file stays where it is. You can undo this in History, also later. Emptying the trash frees the space.</source>
        <translation>Sie werden in den Papierkorb des Systems verschoben; von jeder Gruppe bleibt mindestens eine Datei, wo sie ist. Sie können das im Verlauf rückgängig machen, auch später. Erst das Leeren des Papierkorbs schafft Platz.</translation>
    </message>
    <message>
        <source>There is nothing to clean up</source>
        <translation>Es gibt nichts aufzuräumen</translation>
    </message>
    <message>
        <source>None of the marked files can go now; the list says why.</source>
        <translation>Keine der markierten Dateien kann jetzt weg; die Liste sagt, warum.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them lie on a drive without a trash and go to a folder on it named .photofinder-quarantine, which is emptied by nobody but you.</source>
        <translation>
            <numerusform>%Ln davon liegt auf einem Laufwerk ohne Papierkorb und kommt dort in einen Ordner namens .photofinder-quarantine, den niemand außer Ihnen leert.</numerusform>
            <numerusform>%Ln davon liegen auf einem Laufwerk ohne Papierkorb und kommen dort in einen Ordner namens .photofinder-quarantine, den niemand außer Ihnen leert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Files ({count})</source>
        <translation>Dateien ({count})</translation>
    </message>
    <message>
        <source>Folders ({count})</source>
        <translation>Ordner ({count})</translation>
    </message>
    <message>
        <source>Taken over ({count})</source>
        <translation>Übernommen ({count})</translation>
    </message>
    <message>
        <source>Left alone ({count})</source>
        <translation>Nicht angerührt ({count})</translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Preset of rules</source>
        <translation>Regelvorlage</translation>
    </message>
    <message>
        <source>An order of your own</source>
        <translation>Eigene Reihenfolge</translation>
    </message>
</context>
<context>
    <name>PreviewBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche suchen</translation>
    </message>
    <message>
        <source>Search by a region</source>
        <translation>Mit Ausschnitt suchen</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>No photo to show</source>
        <translation>Kein Foto zu zeigen</translation>
    </message>
    <message>
        <source>This photo is no longer in the library</source>
        <translation>Dieses Foto ist nicht mehr in der Bibliothek</translation>
    </message>
    <message>
        <source>Go on to the next one, or close the preview.</source>
        <translation>Gehen Sie zum nächsten weiter, oder schließen Sie die Vorschau.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
</context>
<context>
    <name>PreviewWindow</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
</context>
<context>
    <name>ProblemDetails</name>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Remove from the library...</source>
        <translation>Aus der Bibliothek entfernen...</translation>
    </message>
    <message>
        <source>Remove, keep what was learnt</source>
        <translation>Entfernen, Erfasstes behalten</translation>
    </message>
    <message>
        <source>Remove and forget</source>
        <translation>Entfernen und vergessen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Take this folder out of the library? Its photos stay where they are.
If what was learnt of them is kept, adding the folder again takes no time.</source>
        <translation>Diesen Ordner aus der Bibliothek entfernen? Die Fotos darin bleiben, wo sie sind.
Wird behalten, was über sie erfasst wurde, ist der Ordner später ohne Wartezeit wieder hinzugefügt.</translation>
    </message>
</context>
<context>
    <name>ProblemsModel</name>
    <message>
        <source>It is not there at the moment.
Connect its drive, or remove it here.</source>
        <extracomment>the internal id of a group; of what is in it, the group&apos;s row + 1</extracomment>
        <translation>Er ist zurzeit nicht da.
Schließen Sie sein Laufwerk an, oder entfernen Sie ihn hier.</translation>
    </message>
    <message>
        <source>Folders that are offline ({count})</source>
        <translation>Ordner, die offline sind ({count})</translation>
    </message>
    <message>
        <source>Folders that could not be read ({count})</source>
        <translation>Ordner, die nicht gelesen werden konnten ({count})</translation>
    </message>
    <message>
        <source>Photos that cannot be read ({count})</source>
        <translation>Fotos, die nicht gelesen werden können ({count})</translation>
    </message>
    <message>
        <source>Folders that are looked at from time to time instead of watched ({count})</source>
        <translation>Ordner, die von Zeit zu Zeit durchsucht statt überwacht werden ({count})</translation>
    </message>
    <message>
        <source>{heading}, the first {count} are listed</source>
        <translation>{heading}, die ersten {count} sind aufgeführt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message>
        <source>Problems</source>
        <extracomment>a line is chosen as a whole, so its cells must not look like pills</extracomment>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>Every photo can be read, and every folder of the library is there.</source>
        <translation>Jedes Foto kann gelesen werden, und jeder Ordner der Bibliothek ist da.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation>
            <numerusform>%Ln Ordner</numerusform>
            <numerusform>%Ln Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln path(s)</source>
        <translation>
            <numerusform>%Ln Pfad kopieren</numerusform>
            <numerusform>%Ln Pfade kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove from the library...</source>
        <translation>Aus der Bibliothek entfernen...</translation>
    </message>
    <message>
        <source>Trying again...</source>
        <translation>Neuer Versuch läuft...</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can be read now.</source>
        <translation>
            <numerusform>%Ln Foto kann jetzt gelesen werden.</numerusform>
            <numerusform>%Ln Fotos können jetzt gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has changed: the same photos cannot be read.</source>
        <translation>Nichts hat sich geändert: Dieselben Fotos können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The folders were looked at again.</source>
        <translation>Die Ordner wurden noch einmal durchsucht.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) were copied.</source>
        <translation>
            <numerusform>%Ln Zeile wurde kopiert.</numerusform>
            <numerusform>%Ln Zeilen wurden kopiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressStatus</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Show what is being done</source>
        <translation>Zeigen, was gerade getan wird</translation>
    </message>
    <message>
        <source>Show what is being done, with a way to stop each job</source>
        <translation>Zeigen, was gerade getan wird; dort lässt sich jede Aufgabe abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s)</source>
        <translation>
            <numerusform>%n weitere Aufgabe</numerusform>
            <numerusform>%n weitere Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>The library is not open</source>
        <translation>Die Bibliothek ist nicht geöffnet</translation>
    </message>
    <message>
        <source>Opening...</source>
        <translation>Wird geöffnet...</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation>{count} Fotos</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 Foto</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) offline</source>
        <translation>
            <numerusform>%n Ordner offline</numerusform>
            <numerusform>%n Ordner offline</numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message numerus="yes">
        <source>%n not read yet</source>
        <translation>
            <numerusform>%n noch nicht gelesen</numerusform>
            <numerusform>%n noch nicht gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>aktuell</translation>
    </message>
</context>
<context>
    <name>QueryCard</name>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>{role}: {name}</source>
        <translation>{role}: {name}</translation>
    </message>
    <message>
        <source>Remove {name} from the search</source>
        <translation>{name} aus der Suche entfernen</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Less like this part</source>
        <translation>Weniger wie dieser Teil</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger wie dieses</translation>
    </message>
    <message>
        <source>Like this part</source>
        <translation>Wie dieser Teil</translation>
    </message>
    <message>
        <source>Like this</source>
        <translation>Wie dieses</translation>
    </message>
</context>
<context>
    <name>QueryStrip</name>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Search without it</source>
        <translation>Ohne dieses suchen</translation>
    </message>
    <message>
        <source>Pictures searched with</source>
        <translation>Bilder, mit denen gesucht wird</translation>
    </message>
    <message>
        <source>Search with this one only</source>
        <translation>Nur mit diesem suchen</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr wie dieses</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger wie dieses</translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation>In der Bibliothek zeigen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>RecognitionPage</name>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>Another model computes every photo anew, in the background. Until that is done the present one answers; your decisions stay.</source>
        <translation>Ein anderes Modell berechnet jedes Foto neu, im Hintergrund. Bis das fertig ist, antwortet das jetzige; Ihre Entscheidungen bleiben.</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>What is not found here is not installed, or the computer does not have it.</source>
        <translation>Was hier nicht gefunden wird, ist nicht installiert, oder der Computer hat es nicht.</translation>
    </message>
    <message>
        <source>&amp;Check now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Selbsttest</translation>
    </message>
    <message>
        <source>Computes a test card and compares the answer with the right one.</source>
        <translation>Berechnet eine Testkarte und vergleicht die Antwort mit der richtigen.</translation>
    </message>
    <message>
        <source>Reading photos</source>
        <translation>Fotos lesen</translation>
    </message>
    <message>
        <source>As many as fit</source>
        <translation>So viele wie passen</translation>
    </message>
    <message>
        <source>&amp;Photos at once</source>
        <translation>&amp;Fotos gleichzeitig</translation>
    </message>
    <message>
        <source>Fewer leave more of the computer to other programs. It counts from the next scan.</source>
        <translation>Weniger lassen anderen Programmen mehr vom Computer. Gilt ab dem nächsten Durchsuchen.</translation>
    </message>
    <message>
        <source>Open the folder of models</source>
        <translation>Modellordner öffnen</translation>
    </message>
    <message>
        <source>The fastest that computes rightly</source>
        <translation>Das schnellste, das richtig rechnet</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA graphics (CUDA)</source>
        <translation>NVIDIA-Grafik (CUDA)</translation>
    </message>
    <message>
        <source>Windows graphics (DirectML)</source>
        <translation>Windows-Grafik (DirectML)</translation>
    </message>
    <message>
        <source>Apple (Core ML)</source>
        <translation>Apple (Core ML)</translation>
    </message>
    <message>
        <source>{title} ({size})</source>
        <translation>{title} ({size})</translation>
    </message>
    <message>
        <source>{device} – not found here</source>
        <translation>{device} – hier nicht gefunden</translation>
    </message>
    <message>
        <source>{name} (missing)</source>
        <translation>{name} (fehlt)</translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation>Wird geprüft...</translation>
    </message>
</context>
<context>
    <name>ResultActions</name>
    <message>
        <source>Add to search</source>
        <translation>Zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger wie dieses</translation>
    </message>
</context>
<context>
    <name>ResultsArea</name>
    <message>
        <source>Similar photos, the most similar first</source>
        <translation>Ähnliche Fotos, die ähnlichsten zuerst</translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation>Suche läuft...</translation>
    </message>
    <message>
        <source>Press S on a photo of the library, drop a picture here, or paste one. Of several pictures, what they have in common counts.</source>
        <translation>Drücken Sie S auf einem Foto der Bibliothek, ziehen Sie ein Bild hierher, oder fügen Sie eines ein. Bei mehreren Bildern zählt, was sie gemeinsam haben.</translation>
    </message>
    <message>
        <source>What looks like this one?</source>
        <translation>Was sieht so aus wie dieses?</translation>
    </message>
    <message>
        <source>Open image...</source>
        <translation>Bild öffnen...</translation>
    </message>
    <message>
        <source>What went wrong, and what can be done, is said above.</source>
        <translation>Was schiefging und was Sie tun können, steht oben.</translation>
    </message>
    <message>
        <source>Nothing was searched for</source>
        <translation>Es wurde nicht gesucht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The most similar one reaches {percent}.</source>
        <translation>Das ähnlichste erreicht {percent}.</translation>
    </message>
    <message>
        <source>No photo is that similar</source>
        <translation>Kein Foto ist so ähnlich</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>There is no photo in this folder or of this time.</source>
        <translation>Es gibt kein Foto in diesem Ordner oder aus dieser Zeit.</translation>
    </message>
    <message>
        <source>No photo fits the filters</source>
        <translation>Kein Foto passt zu den Filtern</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Photos can be found as soon as they were read; they appear here.</source>
        <translation>Fotos können gefunden werden, sobald sie gelesen sind; sie erscheinen hier.</translation>
    </message>
    <message>
        <source>There is nothing to compare with yet</source>
        <translation>Es gibt noch nichts zu vergleichen</translation>
    </message>
    <message>
        <source>Update results</source>
        <translation>Treffer aktualisieren</translation>
    </message>
    <message>
        <source>{done} of {total} photos are searchable yet.</source>
        <translation>Bisher sind {done} von {total} Fotos durchsuchbar.</translation>
    </message>
    <message>
        <source>The library has changed since this search.</source>
        <translation>Die Bibliothek hat sich seit dieser Suche geändert.</translation>
    </message>
</context>
<context>
    <name>ReviewBoard</name>
    <message>
        <source>The group you were looking at has changed or is gone. Look at this one, then press again.</source>
        <extracomment>the current group took the place of another one while nobody asked for it</extracomment>
        <translation>Die Gruppe, die Sie ansahen, hat sich geändert oder ist fort. Sehen Sie diese hier an, und drücken Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>{name} does not belong to the group any more and was not marked.</source>
        <translation>{name} gehört nicht mehr zur Gruppe und wurde nicht markiert.</translation>
    </message>
    <message>
        <source>The group has changed meanwhile; nothing was done.</source>
        <translation>Die Gruppe hat sich inzwischen geändert; es wurde nichts getan.</translation>
    </message>
    <message>
        <source>Marked: {totals}. Ctrl+Z takes it back.</source>
        <translation>Markiert: {totals}. Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>The group is not shown any more. Ctrl+Z brings it back.</source>
        <translation>Die Gruppe wird nicht mehr gezeigt. Strg+Z holt sie zurück.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Taken back. Ctrl+Y does it again.</source>
        <translation>Zurückgenommen. Strg+Y stellt es wieder her.</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Keep only this one</source>
        <translation>Nur dieses behalten</translation>
    </message>
</context>
<context>
    <name>RowText</name>
    <message>
        <source>The chosen line</source>
        <translation>Die ausgewählte Zeile</translation>
    </message>
</context>
<context>
    <name>RuleBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>By which order of rules the one to keep is suggested</source>
        <translation>Nach welcher Regelreihenfolge vorgeschlagen wird, was bleibt</translation>
    </message>
    <message>
        <source>The photos of a series are different shots: what is marked here exists only once. Mark {files} photos ({size}) in {groups} series, all but the first of each?</source>
        <translation>Die Fotos einer Serie sind verschiedene Aufnahmen: Was hier markiert wird, gibt es nur einmal. {files} Fotos ({size}) in {groups} Serien markieren, alle bis auf das erste jeder Serie?</translation>
    </message>
    <message>
        <source>Mark {files} files ({size}) for the trash, in the {groups} groups that are listed? The suggested one of each stays, and so does what you decided yourself.</source>
        <translation>{files} Dateien ({size}) in den {groups} aufgeführten Gruppen für den Papierkorb markieren? Die vorgeschlagene jeder Gruppe bleibt, ebenso alles, was Sie selbst entschieden haben.</translation>
    </message>
    <message>
        <source>Mark {files} files ({size}) for the trash, in {groups} groups? The suggested one of each stays, and so does what you decided yourself.</source>
        <translation>{files} Dateien ({size}) in {groups} Gruppen für den Papierkorb markieren? Die vorgeschlagene jeder Gruppe bleibt, ebenso alles, was Sie selbst entschieden haben.</translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei markieren</numerusform>
            <numerusform>%Ln Dateien markieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleList</name>
    <message>
        <source>Rules, the weightiest first</source>
        <translation>Regeln, die wichtigste zuerst</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move a rule</source>
        <translation>Alt+Hoch und Alt+Runter verschieben eine Regel</translation>
    </message>
</context>
<context>
    <name>RuleQuestion</name>
    <message>
        <source>There is nothing left that the rule would mark here.</source>
        <extracomment>what the bar asks about</extracomment>
        <translation>Hier gibt es nichts mehr, was die Regel markieren würde.</translation>
    </message>
</context>
<context>
    <name>ScopeBar</name>
    <message>
        <source>Show all groups</source>
        <translation>Alle Gruppen zeigen</translation>
    </message>
    <message>
        <source>Only groups with something in {folder}</source>
        <translation>Nur Gruppen mit etwas in {folder}</translation>
    </message>
    <message numerus="yes">
        <source>Only groups with something in one of %n folder(s)</source>
        <translation>
            <numerusform>Nur Gruppen mit etwas in %n Ordner</numerusform>
            <numerusform>Nur Gruppen mit etwas in einem von %n Ordnern</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionSummary</name>
    <message>
        <source>Find similar to these</source>
        <extracomment>photos are read so many at a time, so that a million of them need no room</extracomment>
        <translation>Ähnliche zu diesen suchen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation>
            <numerusform>%n Foto ausgewählt</numerusform>
            <numerusform>%n Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n folder(s)</source>
        <translation>
            <numerusform>in %n Ordner</numerusform>
            <numerusform>in %n Ordnern</numerusform>
        </translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>Keeper rules</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Arbeitsumgebung</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Another photofinder is writing to this library. Change settings there.</source>
        <translation>Ein anderes photofinder schreibt in diese Bibliothek. Ändern Sie die Einstellungen dort.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkombinationen</translation>
    </message>
    <message>
        <source>Filter by word or key</source>
        <translation>Nach Wort oder Taste filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Views and folders</source>
        <extracomment>five digits with what is around them</extracomment>
        <translation>Ansichten und Ordner</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>Neu hinzugekommen</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche suchen</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serien</translation>
    </message>
    <message>
        <source>Duplicate folders</source>
        <translation>Doppelte Ordner</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>{name} (offline)</source>
        <translation>{name} (offline)</translation>
    </message>
</context>
<context>
    <name>SidecarsLeft</name>
    <message>
        <source>Sidecars that were not taken back</source>
        <translation>Begleitdateien, die nicht zurückgenommen wurden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) of kept photos still say what was taken over from photos that are back.</source>
        <translation>
            <numerusform>%Ln Begleitdatei eines behaltenen Fotos sagt noch, was von Fotos übernommen wurde, die wieder da sind.</numerusform>
            <numerusform>%Ln Begleitdateien behaltener Fotos sagen noch, was von Fotos übernommen wurde, die wieder da sind.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SimilarHeader</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>{text} ({keys})</source>
        <translation>{text} ({keys})</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Search with a picture from elsewhere</source>
        <translation>Mit einem Bild von anderswo suchen</translation>
    </message>
    <message>
        <source>Open image...</source>
        <translation>Bild öffnen...</translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation>Bild einfügen</translation>
    </message>
    <message>
        <source>Add image to this search...</source>
        <translation>Bild zu dieser Suche hinzufügen...</translation>
    </message>
    <message>
        <source>Add pasted picture to this search</source>
        <translation>Eingefügtes Bild zu dieser Suche hinzufügen</translation>
    </message>
    <message>
        <source>Folder, date and copies</source>
        <translation>Ordner, Datum und Kopien</translation>
    </message>
    <message>
        <source>Filters ({count})</source>
        <translation>Filter ({count})</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>SimilarPage</name>
    <message>
        <source>Find similar</source>
        <extracomment>photos of one answer; the threshold cuts them without another search an answer that comes sooner changes everything at once, without a veil that would only flicker</extracomment>
        <translation>Ähnliche suchen</translation>
    </message>
    <message>
        <source>At least one picture must stay that the photos are like.</source>
        <translation>Mindestens ein Bild muss bleiben, dem die Fotos ähneln sollen.</translation>
    </message>
    <message>
        <source>Drop a picture to add it to the search</source>
        <translation>Ziehen Sie ein Bild hierher, um es zur Suche hinzuzufügen</translation>
    </message>
    <message>
        <source>Only the first {count} pictures are searched with.</source>
        <translation>Nur mit den ersten {count} Bildern wird gesucht.</translation>
    </message>
    <message>
        <source>At most {count} pictures can be searched with.</source>
        <translation>Mit höchstens {count} Bildern kann gesucht werden.</translation>
    </message>
    <message>
        <source>{folder} holds no photos of the library. Add it to the library first.</source>
        <translation>{folder} enthält keine Fotos der Bibliothek. Fügen Sie den Ordner zuerst der Bibliothek hinzu.</translation>
    </message>
</context>
<context>
    <name>ThresholdBar</name>
    <message>
        <source>Show photos that are at least so similar: 100 % is the same picture</source>
        <translation>Nur Fotos zeigen, die mindestens so ähnlich sind: 100 % ist das gleiche Bild</translation>
    </message>
    <message>
        <source>Si&amp;milarity</source>
        <translation>Ähnlich&amp;keit</translation>
    </message>
    <message>
        <source>Lowest similarity</source>
        <translation>Geringste Ähnlichkeit</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n photo(s)</source>
        <translation>
            <numerusform>{shown} von %n Foto</numerusform>
            <numerusform>{shown} von %n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation>Suche läuft...</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>{text} ({keys})</source>
        <extracomment>what the title beside the buttons needs to say anything the room for all words, and for those that go last</extracomment>
        <translation>{text} ({keys})</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open photofinder</source>
        <extracomment>a notice more often than this is a nuisance the tooltip goes through the desktop&apos;s message bus</extracomment>
        <translation>photofinder öffnen</translation>
    </message>
    <message>
        <source>Pause watching</source>
        <translation>Überwachung pausieren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>photofinder goes on here. To end it, choose Quit in the menu.</source>
        <translation>photofinder läuft hier weiter. Um es zu beenden, wählen Sie „Beenden“ im Menü.</translation>
    </message>
    <message>
        <source>photofinder – paused</source>
        <translation>photofinder – pausiert</translation>
    </message>
    <message>
        <source>photofinder – {work}</source>
        <translation>photofinder – {work}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new duplicate(s)</source>
        <translation>
            <numerusform>%Ln neues Duplikat</numerusform>
            <numerusform>%Ln neue Duplikate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnitList</name>
    <message>
        <source>Belongs together</source>
        <translation>Gehört zusammen</translation>
    </message>
    <message>
        <source>These files are one photo: they are kept, removed and restored together.</source>
        <translation>Diese Dateien sind ein Foto: Sie werden zusammen behalten, entfernt und zurückgelegt.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchingPage</name>
    <message>
        <source>&amp;Notice new, changed and removed photos by itself</source>
        <translation>&amp;Neue, geänderte und entfernte Fotos von selbst bemerken</translation>
    </message>
    <message>
        <source>Without it the folders are looked at when the program starts, and by F5.</source>
        <translation>Sonst werden die Ordner beim Start des Programms und mit F5 durchsucht.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>&amp;Look every</source>
        <translation>Nachsehen &amp;alle</translation>
    </message>
    <message>
        <source>Only for folders that the system cannot watch, such as network drives.</source>
        <translation>Nur für Ordner, die das System nicht überwachen kann, etwa Netzlaufwerke.</translation>
    </message>
    <message>
        <source>Folders that are never entered</source>
        <translation>Ordner, die nie durchsucht werden</translation>
    </message>
    <message>
        <source>Names of folders that are never entered</source>
        <translation>Namen von Ordnern, die nie durchsucht werden</translation>
    </message>
    <message>
        <source>A name, such as cache or *.tmp</source>
        <translation>Ein Name, etwa cache oder *.tmp</translation>
    </message>
    <message>
        <source>Names of folders, upper and lower case alike; * stands for any letters. Photos in them leave the library at the next look; nothing is deleted.</source>
        <translation>Namen von Ordnern, Groß- und Kleinschreibung gleich; * steht für beliebige Zeichen. Fotos darin verlassen die Bibliothek beim nächsten Durchsuchen; gelöscht wird nichts.</translation>
    </message>
    <message>
        <source>Restore the usual names</source>
        <translation>Übliche Namen wiederherstellen</translation>
    </message>
    <message>
        <source>Give the name of a folder without the folders above it.</source>
        <translation>Geben Sie den Namen eines Ordners ohne die Ordner darüber an.</translation>
    </message>
    <message>
        <source>This name is in the list already.</source>
        <translation>Dieser Name steht schon in der Liste.</translation>
    </message>
    <message>
        <source>This would leave out every folder.</source>
        <translation>Das würde jeden Ordner auslassen.</translation>
    </message>
</context>
<context>
    <name>_JobRow</name>
    <message>
        <source>Stop: {job}</source>
        <translation>Abbrechen: {job}</translation>
    </message>
    <message>
        <source>Stop this job; what is done stays</source>
        <translation>Diese Aufgabe abbrechen; was getan ist, bleibt</translation>
    </message>
    <message>
        <source>stopping...</source>
        <translation>wird abgebrochen...</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
</context>
<context>
    <name>similar_filters</name>
    <message>
        <source>Choose a folder to search in</source>
        <extracomment>a filter that is being changed is not asked for at every step before the first photograph; stands for &quot;any&quot; in a date field</extracomment>
        <translation>Ordner wählen, in dem gesucht werden soll</translation>
    </message>
</context>
<context>
    <name>similar_threshold</name>
    <message>
        <source>{percent} %</source>
        <extracomment>unrelated photos mostly lie below, what has something in common above [measured: 600 photos]</extracomment>
        <translation>{percent} %</translation>
    </message>
</context>
</TS>
