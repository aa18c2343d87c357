<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%Ln identical file(s)</source>
        <translation>
            <numerusform>%Ln identical file</numerusform>
            <numerusform>%Ln identical files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical picture(s)</source>
        <translation>
            <numerusform>%Ln identical picture</numerusform>
            <numerusform>%Ln identical pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other version(s) of a shot</source>
        <translation>
            <numerusform>%Ln other version of a shot</numerusform>
            <numerusform>%Ln other versions of a shot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of a series, of which there is no copy</source>
        <translation>
            <numerusform>%Ln photo of a series, of which there is no copy</numerusform>
            <numerusform>%Ln photos of a series, of which there are no copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) will be written; no photo is changed, and an undo takes them back. The list shows what is written where.</source>
        <translation>
            <numerusform>%Ln sidecar will be written; no photo is changed, and an undo takes it back. The list shows what is written where.</numerusform>
            <numerusform>%Ln sidecars will be written; no photo is changed, and an undo takes them back. The list shows what is written where.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copies of %Ln kept photo(s) know something that the photo itself does not. Without the check mark that goes to the trash with them.</source>
        <translation>
            <numerusform>Copies of %Ln kept photo know something that the photo itself does not. Without the check mark that goes to the trash with them.</numerusform>
            <numerusform>Copies of %Ln kept photos know something that the photos themselves do not. Without the check mark that goes to the trash with them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the check mark %Ln more photo(s) can go: their sidecar is not lost then.</source>
        <translation>
            <numerusform>With the check mark %Ln more photo can go: its sidecar is not lost then.</numerusform>
            <numerusform>With the check mark %Ln more photos can go: their sidecars are not lost then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the check mark %Ln photo(s) stay whose metadata cannot be kept.</source>
        <translation>
            <numerusform>With the check mark %Ln photo stays whose metadata cannot be kept.</numerusform>
            <numerusform>With the check mark %Ln photos stay whose metadata cannot be kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln file(s) to the quarantine</source>
        <translation>
            <numerusform>Move %Ln file to the quarantine</numerusform>
            <numerusform>Move %Ln files to the quarantine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln file(s) to the trash</source>
        <translation>
            <numerusform>Move %Ln file to the trash</numerusform>
            <numerusform>Move %Ln files to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) to look for</source>
        <translation>
            <numerusform>%Ln file to look for</numerusform>
            <numerusform>%Ln files to look for</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) moved to the quarantine</source>
        <translation>
            <numerusform>%Ln file moved to the quarantine</numerusform>
            <numerusform>%Ln files moved to the quarantine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) moved to the trash</source>
        <translation>
            <numerusform>%Ln file moved to the trash</numerusform>
            <numerusform>%Ln files moved to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are gone from their place and not certainly in the trash; Undo looks for them.</source>
        <translation>
            <numerusform>%Ln file is gone from its place and not certainly in the trash; Undo looks for it.</numerusform>
            <numerusform>%Ln files are gone from their place and not certainly in the trash; Undo looks for them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) lie in the folder .photofinder-quarantine on their own drive, which has no trash; it is emptied by nobody but you.</source>
        <translation>
            <numerusform>%Ln file lies in the folder .photofinder-quarantine on its own drive, which has no trash; it is emptied by nobody but you.</numerusform>
            <numerusform>%Ln files lie in the folder .photofinder-quarantine on their own drive, which has no trash; it is emptied by nobody but you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are back where they were.</source>
        <translation>
            <numerusform>%Ln file is back where it was.</numerusform>
            <numerusform>%Ln files are back where they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sidecar(s) of kept photos say no more what was taken over.</source>
        <translation>
            <numerusform>%Ln sidecar of a kept photo no longer says what was taken over.</numerusform>
            <numerusform>%Ln sidecars of kept photos no longer say what was taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be put back or taken back.</source>
        <translation>
            <numerusform>%Ln file could not be put back or taken back.</numerusform>
            <numerusform>%Ln files could not be put back or taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undone, but for %Ln sidecar(s)</source>
        <translation>
            <numerusform>Undone, but for %Ln sidecar</numerusform>
            <numerusform>Undone, but for %Ln sidecars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) of identical pictures</source>
        <translation>
            <numerusform>%Ln file of identical pictures</numerusform>
            <numerusform>%Ln files of identical pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln version(s) of one shot</source>
        <translation>
            <numerusform>%Ln version of one shot</numerusform>
            <numerusform>%Ln versions of one shot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Series of %Ln photo(s)</source>
        <translation>
            <numerusform>Series of %Ln photo</numerusform>
            <numerusform>Series of %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to the trash</source>
        <translation>
            <numerusform>%Ln to the trash</numerusform>
            <numerusform>%Ln to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: nothing of its group would be left.</source>
        <translation>
            <numerusform>%Ln file not marked: nothing of its group would be left.</numerusform>
            <numerusform>%Ln files not marked: nothing of their groups would be left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: nothing identical would be left, only another version. Choose between versions in Same shot.</source>
        <translation>
            <numerusform>%Ln file not marked: nothing identical would be left, only another version. Choose between versions in Same shot.</numerusform>
            <numerusform>%Ln files not marked: nothing identical would be left, only another version. Choose between versions in Same shot.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: it lies in a protected folder.</source>
        <translation>
            <numerusform>%Ln file not marked: it lies in a protected folder.</numerusform>
            <numerusform>%Ln files not marked: they lie in protected folders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: not verified yet. The next scan compares the pixels.</source>
        <translation>
            <numerusform>%Ln file not marked: not verified yet. The next scan compares the pixels.</numerusform>
            <numerusform>%Ln files not marked: not verified yet. The next scan compares the pixels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: it is the same file under another name, and removing it would gain nothing.</source>
        <translation>
            <numerusform>%Ln file not marked: it is the same file under another name, and removing it would gain nothing.</numerusform>
            <numerusform>%Ln files not marked: they are the same files under other names, and removing them would gain nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n folder</numerusform>
            <numerusform>%n folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>about %n hour</numerusform>
            <numerusform>about %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be moved; History says why.</source>
        <translation>
            <numerusform>%Ln file could not be moved; History says why.</numerusform>
            <numerusform>%Ln files could not be moved; History says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <extracomment>widths of a cell; pictures are 16 px less, and thumbnails are 320 px long at most while the size still changes, thumbnails of the size before are shown, scaled the photo that stays in its place while the width changes, and its height there</extracomment>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln matching detail(s)</source>
        <translation>
            <numerusform>%Ln matching detail</numerusform>
            <numerusform>%Ln matching details</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln detail(s) lie at the same places in both pictures.</source>
        <translation>
            <numerusform>%Ln detail lies at the same place in both pictures.</numerusform>
            <numerusform>%Ln details lie at the same places in both pictures.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them identical as pictures only</source>
        <translation>
            <numerusform>%n of them identical as a picture only</numerusform>
            <numerusform>%n of them identical as pictures only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be compared</source>
        <translation>
            <numerusform>%n could not be compared</numerusform>
            <numerusform>%n could not be compared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicate(s)</source>
        <translation>
            <numerusform>%n duplicate</numerusform>
            <numerusform>%n duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not</source>
        <translation>
            <numerusform>%n not</numerusform>
            <numerusform>%n not</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be checked</source>
        <translation>
            <numerusform>%n could not be checked</numerusform>
            <numerusform>%n could not be checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n folder(s) and look for duplicates</source>
        <translation>
            <numerusform>Add the folder and look for duplicates</numerusform>
            <numerusform>Add %n folders and look for duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) are not in the library yet.</source>
        <translation>
            <numerusform>%n folder is not in the library yet.</numerusform>
            <numerusform>%n folders are not in the library yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CertaintyBar</name>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln group</numerusform>
            <numerusform>%Ln groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CleanupDialog</name>
    <message numerus="yes">
        <source>Looking at %Ln file(s) on the disk...</source>
        <translation>
            <numerusform>Looking at %Ln file on the disk...</numerusform>
            <numerusform>Looking at %Ln files on the disk...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln problem</numerusform>
            <numerusform>%Ln problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message numerus="yes">
        <source>Compare %n photo(s)</source>
        <translation>
            <numerusform>Compare %n photo</numerusform>
            <numerusform>Compare %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiesList</name>
    <message numerus="yes">
        <source>%n identical file(s) elsewhere</source>
        <translation>
            <numerusform>%n identical file elsewhere</numerusform>
            <numerusform>%n identical files elsewhere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message numerus="yes">
        <source>It has happened %Ln time(s).</source>
        <translation>
            <numerusform>It has happened %Ln time.</numerusform>
            <numerusform>It has happened %Ln times.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DesktopProgram</name>
    <message numerus="yes">
        <source>%n file(s) left out: too many at once.</source>
        <translation>
            <numerusform>%n file left out: too many at once.</numerusform>
            <numerusform>%n files left out: too many at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderPairsPage</name>
    <message numerus="yes">
        <source>%Ln pair(s), the most useful first</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs, the most useful first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: put back %Ln file(s)</source>
        <translation>
            <numerusform>Undo: put back %Ln file</numerusform>
            <numerusform>Undo: put back %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: take back %Ln sidecar(s)</source>
        <translation>
            <numerusform>Undo: take back %Ln sidecar</numerusform>
            <numerusform>Undo: take back %Ln sidecars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) of the journal were written to {path}.</source>
        <translation>
            <numerusform>%Ln file of the journal was written to {path}.</numerusform>
            <numerusform>%Ln files of the journal were written to {path}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message numerus="yes">
        <source>%Ln identical file(s) elsewhere</source>
        <translation>
            <numerusform>%Ln identical file elsewhere</numerusform>
            <numerusform>%Ln identical files elsewhere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureIntake</name>
    <message numerus="yes">
        <source>Only the first {most} pictures are searched with; %n left out.</source>
        <translation>
            <numerusform>Only the first {most} pictures are searched with; %n left out.</numerusform>
            <numerusform>Only the first {most} pictures are searched with; %n left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) left out. Drop pictures to search with, or add them to the library.</source>
        <translation>
            <numerusform>%n folder left out. Drop pictures to search with, or add it to the library.</numerusform>
            <numerusform>%n folders left out. Drop pictures to search with, or add them to the library.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out that are no pictures.</source>
        <translation>
            <numerusform>%n file left out that is no picture.</numerusform>
            <numerusform>%n files left out that are no pictures.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out that cannot be read.</source>
        <translation>
            <numerusform>%n file left out that cannot be read.</numerusform>
            <numerusform>%n files left out that cannot be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them lie on a drive without a trash and go to a folder on it named .photofinder-quarantine, which is emptied by nobody but you.</source>
        <translation>
            <numerusform>%Ln of them lies on a drive without a trash and goes to a folder on it named .photofinder-quarantine, which is emptied by nobody but you.</numerusform>
            <numerusform>%Ln of them lie on a drive without a trash and go to a folder on it named .photofinder-quarantine, which is emptied by nobody but you.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation>
            <numerusform>%Ln folder</numerusform>
            <numerusform>%Ln folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln path(s)</source>
        <translation>
            <numerusform>Copy %Ln path</numerusform>
            <numerusform>Copy %Ln paths</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can be read now.</source>
        <translation>
            <numerusform>%Ln photo can be read now.</numerusform>
            <numerusform>%Ln photos can be read now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) were copied.</source>
        <translation>
            <numerusform>%Ln line was copied.</numerusform>
            <numerusform>%Ln lines were copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressStatus</name>
    <message numerus="yes">
        <source>%n more job(s)</source>
        <translation>
            <numerusform>%n more job</numerusform>
            <numerusform>%n more jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) offline</source>
        <translation>
            <numerusform>%n folder offline</numerusform>
            <numerusform>%n folders offline</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read yet</source>
        <translation>
            <numerusform>%n not read yet</numerusform>
            <numerusform>%n not read yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleBar</name>
    <message numerus="yes">
        <source>Mark %Ln file(s)</source>
        <translation>
            <numerusform>Mark %Ln file</numerusform>
            <numerusform>Mark %Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScopeBar</name>
    <message numerus="yes">
        <source>Only groups with something in one of %n folder(s)</source>
        <translation>
            <numerusform>Only groups with something in %n folder</numerusform>
            <numerusform>Only groups with something in one of %n folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionSummary</name>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation>
            <numerusform>%n photo selected</numerusform>
            <numerusform>%n photos selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n folder(s)</source>
        <translation>
            <numerusform>in %n folder</numerusform>
            <numerusform>in %n folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidecarsLeft</name>
    <message numerus="yes">
        <source>%Ln sidecar(s) of kept photos still say what was taken over from photos that are back.</source>
        <translation>
            <numerusform>%Ln sidecar of a kept photo still says what was taken over from photos that are back.</numerusform>
            <numerusform>%Ln sidecars of kept photos still say what was taken over from photos that are back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ThresholdBar</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n photo(s)</source>
        <translation>
            <numerusform>{shown} of %n photo</numerusform>
            <numerusform>{shown} of %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%Ln new duplicate(s)</source>
        <translation>
            <numerusform>%Ln new duplicate</numerusform>
            <numerusform>%Ln new duplicates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnitList</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
</TS>
