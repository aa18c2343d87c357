<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>only here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>higher resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>larger file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earliest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>older file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oldest file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>higher rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N P</source>
        <comment>two keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next, previous group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1–9</source>
        <comment>keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep that one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A</source>
        <comment>a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T</source>
        <comment>a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trash or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X</source>
        <comment>a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C</source>
        <comment>a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <comment>a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>← →</source>
        <comment>two keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file of the group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R</source>
        <comment>a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S</source>
        <comment>a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>find similar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} × {height}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for duplicates...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found so far is being put into groups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The duplicates cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still comparing: {count} to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then its photos are compared, and what is there several times is shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No group matches the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are groups of this class with other names or in other folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is found appears here at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No identical files in {count} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No identical pictures in {count} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other versions of a shot in {count} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No series in {count} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No duplicates found in {count} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same file several times, byte for byte. All but one are marked from the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same pixels in different files: other metadata, or another format that loses nothing. All but one are marked from the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One shot in several versions: resized, cropped, turned, edited, compressed again. Nothing is marked until you do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos taken one after the other, or of one scene. They are related, not copies; nothing is marked until you do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) of identical pictures</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln version(s) of one shot</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Series of %Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Keep</source>
        <comment>a mark on a photo</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash</source>
        <comment>a mark on a photo</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not decided</source>
        <comment>a photo without a mark</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln to the trash</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Related, not copies: {relation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You keep {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep {name}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First of the series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays in the place of the suggested one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % of the pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: nothing of its group would be left.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: it lies in a protected folder.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not marked: it is the same file under another name, and removing it would gain nothing.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{name} {count}</source>
        <comment>a tab</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} {count} · {size}</source>
        <comment>a tab</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo {number} of {count}</source>
        <extracomment>a screen reader asks for what is near; the items of others are let go</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing {done} of {total}</source>
        <extracomment>below so many a second a decimal says more than it confuses</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing, {done} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing, {done} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for changes, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for changes, {done} photos so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading with the new model, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading with the new model, {done} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading with the new model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the search index, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the search index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building the search index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleaning up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing photos back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {done} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find similar</source>
        <extracomment>more would open a window each</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {count} of the photos are searched with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two to {most} photos to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program opens {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough free memory for this picture.
Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No preview</source>
        <extracomment>between a cell&apos;s edge and its plate, and between the plate and the picture smaller cells have no room for a name; their badges have icons only badges never sit on less than this, however narrow the picture names are a little smaller than other text</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ISO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Software</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} × {height} ({mega} MP)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f/{number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1/{part} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{length} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{degrees}° N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{degrees}° S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{degrees}° E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{degrees}° W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stars} of {most} stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} computes the test card rightly on {provider}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lies in a protected folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the camera&apos;s RAW file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the camera&apos;s data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the higher resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the more original format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is less compressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the earlier capture time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has more metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has no name like a copy&apos;s, such as “photo (1)”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lies in fewer folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has the shorter path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a list of photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First and last photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A screenful up or down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose up to here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift with a key that moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one more, or one less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl and the mouse wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a keeper rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the message bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add a folder...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open image...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search with &amp;clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close &amp;window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;similar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in &amp;file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy p&amp;ath</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look for changes now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try &amp;unreadable photos again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing waits until you go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About photofinder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong: {reason}</source>
        <extracomment>the translation context of the engine&apos;s templates</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Identical files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identical pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same shot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open image to find similar photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without RAW files ({patterns})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAW files ({patterns})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files ({patterns})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About photofinder</source>
        <extracomment>what tells most about a problem; the others are in the list of what it is made with</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photofinder {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds similar photos and copies in your own library, wholly on your computer: no account, no upload, no network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is not open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with, and under which licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnyDateEdit</name>
    <message>
        <source>any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}. Delete stands for any date.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>The system&apos;s</source>
        <extracomment>each in its own words, so that who lands in a foreign language finds back</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on in the notification area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New photos are read and new duplicates are told while the window is closed. Quit is in the menu of the icon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop has no notification area, so closing the window ends the program.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>Try again</source>
        <extracomment>how often a watch is asked whether it still works after a failed watch (a full disk), so long until it is tried again by itself</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasSurface</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Files of the group</source>
        <extracomment>widths of a card with the room beside it; the view shares its width out between these a picture&apos;s place is so high for its width a list view breaks a line that is just full folder, facts, date, two of what it is, difference</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>Keep this photo (K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark this photo for the trash (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo {number}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested to keep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Facts compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}   {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≠ differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>= same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value}  –  {note}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Show only what differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Compare %n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiesList</name>
    <message>
        <source>Other places of the same file</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n identical file(s) elsewhere</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>A mistake in photofinder</source>
        <extracomment>after &quot;Go on&quot; another bug opens the dialog again, but not sooner</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Include the names of photos and folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photofinder made a mistake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not your fault, and your photos were not harmed: what is saved stays saved. You can go on; what you did last may have to be done again. The report below helps to mend it, and it is sent nowhere by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>It has happened %Ln time(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DateScrubber</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DesktopProgram</name>
    <message>
        <source>Another photofinder is writing to this library. You can look and search; nothing is indexed meanwhile.</source>
        <extracomment>the first photos are painted before the folders are walked</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>No photo selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo to see it here, with its facts and its copies.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DifferencePane</name>
    <message>
        <source>Difference: {first} {first_name} and {second} {second_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be shown, so there is nothing to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No difference to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One is cropped, turned or has a border: {first} and {second} cannot be laid over each other. Flip between them instead (F).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shapes differ too much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pixel differs, compared at {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} % of the pixels differ visibly, on average by {mean} of {levels} levels. Bright is different ({gain} times amplified), dark is the same; compared at {size}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropTarget</name>
    <message>
        <source>Drop a picture to find similar photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DuplicatesFoot</name>
    <message>
        <source>Mark all by rule...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the suggested file of every group, mark the others (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away every mark in the groups that are listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean up {totals}...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean up...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has this library open; here it can only be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is marked for the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what would go before anything does</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DuplicatesHead</name>
    <message>
        <source>Duplicates</source>
        <extracomment>a filter that is being typed is not applied at every letter</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only groups with something in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name or folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder...</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>There is nothing left that the rule would mark here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Find what looks alike, and what you have twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photofinder looks through your folders of photos, shows which look like any picture you choose, and which you have several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this computer. Your photos are only read; nothing is moved unless you ask for it, and that can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {folder}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>A folder on the way to it is a link now and leads to {target}.
Scan the folder where the photos lie now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder on the way to the photo to keep, {keeper}, is a link now and leads to {target}.
Scan the folder where the photos lie now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another file took its place while it was moved; that one lies in the trash now, as {place}.
Undo the clean-up to get it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another photofinder (process {pid}) is changing the library in {path}.
Wait until it has finished, or close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It and {keeper} are one file under two names: nothing would be gained, and the only copy might go.
Keep both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be put back ({reason}); it is still in the trash.
Check the drive and your rights, then undo again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be read ({reason}), so nobody can tell what it is now.
Check its drive and your rights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It changed since it was indexed.
Scan its folder, then look at its group again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is another picture now than the one that was shown.
Look at its group again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is gone, and the trash does not say where it put it.
Look for {name} in the system&apos;s trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not an indexed photo of the library.
Scan its folder, then look at its group again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not identical to {keeper}.
Look at its group again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not in the trash any more, where it was {place}.
Connect its drive and undo again; if the trash was emptied, it is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not there any more.
Scan its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the photo to keep.
Choose another photo to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lies in a trash already.
Take the trash out of the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lies in the protected folder {folder}.
Keep this one and remove the other, or take the folder out of the protected ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was removed, but something is wrong with the photo to keep ({reason}), and it could not be put back.
Undo the clean-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its drive has no trash, and no folder for removed photos can be made there ({reason}).
Make the drive writable, or remove the photo by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its folder {folder} is not there.
Connect the drive it is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space is left on the disk of {path}.
Free some space and start again: everything indexed so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No way to run the model {name} works on this machine ({reason}).
Reinstall onnxruntime.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading or writing the catalog {path} failed ({reason}).
Check the disk: it may be full, unplugged or failing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the picture needs more than {limit_mb} MB and was given up. The file is probably damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the picture took more than {limit_s} s and was given up. The file is probably damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped on request. What was done so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The RAW file holds no preview that can be read ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The benchmarks are not part of this installation ({path}).
Run `python3 packaging/dev.py bench` in a checkout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog {path} is damaged ({reason}). Your photos are not touched.
Move it away, together with its -wal and -shm files, and scan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog {path} is in use or was not closed properly, and you may not write into {folder}, which reading it now takes.
Make that folder writable for you, or run `photofinder scan` once as its owner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog {path} is locked by another program.
Close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog {path} was made by a newer photofinder (schema {found}, this program knows {known}).
Update photofinder, or choose another --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clean-up was stopped before its turn.
Clean up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder {path} cannot be written ({reason}).
Make it writable, or choose another with --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The decoder crashed on this file ({reason}). It is probably damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read ({reason}).
Check the drive it is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file changed while it was read.
It is read again at the next scan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has {size_mb} MB; the limit for one photo is {limit_mb} MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty (0 bytes).
Restore it from a backup or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a picture in a format photofinder reads ({found}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was there and is gone. Nothing is forgotten: it is taken up again when it comes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} cannot be written ({reason}).
Choose another place for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} is not there.
Connect its drive or make the folder, then undo again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} of the photo to keep is not there.
Connect the drive it is on, or keep another photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} cannot be read ({reason}).
Give yourself the right to read it, then scan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} does not exist.
Check the spelling, or connect the drive it is on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The helper process that decodes risky formats cannot be started ({reason}).
Close other programs, or restart the computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file {path} is damaged: its SHA-256 is not the one in its manifest.
Reinstall photofinder, or fetch the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} is not installed in {path}.
Reinstall photofinder, or choose another model in settings.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {path} cannot be loaded ({reason}).
Fetch it again, or choose another one: `photofinder model` lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {path} does not match its manifest: {reason}.
Mend the manifest as models/README.md describes it, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {path} gave a wrong answer: {reason}.
Choose another one: `photofinder model` lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, cannot be read ({reason}).
Check its drive and your rights, or keep another photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, changed since it was indexed.
Scan its folder, then look at the group again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is another picture now than the one that was shown.
Look at the group again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is not an indexed photo of the library.
Scan its folder, then look at the group again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is not there any more.
Scan its folder, then look at the group again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, is to be removed too.
Choose one that stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, lies in a trash.
Keep another photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo to keep, {keeper}, vanished with it. It was put back.
Take one of the two folders out of the library: they are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture ends too early; part of it is missing.
Copy it again from its source if you can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture has {megapixels} megapixels and would need {need_mb} MB to read; the limit is {limit_mb} MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is damaged and cannot be decoded ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program ended before its turn.
Clean up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The region {left}, {top}, {width} x {height} does not lie in the picture.
Draw it anew; its numbers are shares of the picture from 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting {name} cannot be {value}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {path} cannot be read ({reason}).
Mend it, or move it away to start from the defaults.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system cannot watch all of {path} ({reason}). photofinder looks for changes every {interval_s} s instead.
{remedy}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system did not say where in the trash it is.
Put {name} back from the system&apos;s trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test card {path} is missing.
Reinstall photofinder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trash did not take it ({reason}). It is where it was.
Check the drive&apos;s free space and your rights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trash took it, but it is still there.
Check the drive, then scan its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a file in its old place already; it is not overwritten.
Move or rename {path}, then undo again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a file {path} already; it is not overwritten.
Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a {kind} in its place now.
Scan its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a {kind} in the place of the photo to keep, {keeper}.
Scan its folder, then look at the group again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no clean-up with the number {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}.
Check the spelling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model named {name}. Installed: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to look for.
Give at least one picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a {kind}, not a file, although its name looks like a photo&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This setting cannot be used: {reason}.
Choose another value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two model folders are named {name}: {path} and {other}.
Rename one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing was stopped before its turn.
Undo again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What lies in the trash as {place} is another file now; it is left there.
Look for {name} in the system&apos;s trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not allowed to read this file.
Change its permissions, then scan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not take files out of its folder {folder}.
Give yourself the right to change that folder, then clean up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy of another shot of the series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it comes first in its series; none of it is a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has the camera&apos;s data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has the highest resolution ({width} x {height})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has the richest metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has the shortest path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a {format}, the more original format here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is the camera&apos;s RAW file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is the least compressed ({megabytes} MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it lies in a protected folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it lies in the fewest folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its capture time is the earliest known ({taken_at})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its name does not look like a copy&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mirrored and turned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mirrored top to bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing tells them apart; it is the first by path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the same burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recompressed or edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same pixels, {difference}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stored in another way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken within the same second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken {seconds} s apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same file under another name (hard link)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned by 180 degrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned by 90 degrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first}; of those like it in that, {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{format} instead of {keeper_format}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be {reason}, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no manifest.json.
See models/README.md for its form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds photofinder&apos;s own data and cannot be a photo folder.
Choose another folder, or another --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a folder.
Give one picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a folder.
Give the folder that holds the photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a photo of the library.
Add its folder, then scan: photofinder add FOLDER.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not one of the library&apos;s folders.
`photofinder status` lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is on a network drive ({kind}), of which the system hears no changes that other computers make. photofinder looks for changes every {interval_s} s instead.
To see them at once, run photofinder on the computer that holds the photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {reason}.
Check the name, the disk and your rights, then start again: everything indexed so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {reason}.
See models/README.md for the manifest&apos;s form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} computes {name} wrongly (cosine {cosine} with the reference, {minimum} needed).
Update onnxruntime and the driver, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} is not a date.
Write it as 2019, 2019-07 or 2019-07-24.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} x {height} instead of {keeper_width} x {keeper_height}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out copies of the pictures searched with, and show each picture once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only photos of this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only photos of {folder}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderControl</name>
    <message>
        <source>Add a folder of photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} was taken out of the library. Its photos were not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} was taken out of the library. Its photos were not touched, and what was learnt of them is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove and forget what was learnt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders of the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Protected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A clean-up never removes a photo of a protected folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add a folder...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove, keep what was learnt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove and forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>protected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {folder} out of the library? Its photos stay where they are. If what was learnt of them is kept, adding the folder again takes no time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridSurface</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <extracomment>widths of a cell; pictures are 16 px less, and thumbnails are 320 px long at most while the size still changes, thumbnails of the size before are shown, scaled</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupDetail</name>
    <message>
        <source>Keep all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this group goes (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the photos side by side (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep and hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep all of them and never ask about them again (X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are no copies of each other; remember that (X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not related</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They do not belong together; remember that (X)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageCanvas</name>
    <message>
        <source>Drag a rectangle, or move it with the arrow keys and size it with Shift. Enter searches, Esc cancels.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the list of jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is being done. New and changed photos are read when they come.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeeperPage</name>
    <message>
        <source>Which copy is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the usual order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of several equal pictures the one is kept that wins by the first rule that tells them apart. Nothing is removed by this alone; each suggestion says its reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protected folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A clean-up never removes a photo below these folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protect a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is protected already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyLegend</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Photos</source>
        <extracomment>a filter that is being typed is not asked for at every letter</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name, folder, camera or date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of thumbnails (Ctrl+wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo fits the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here has “{text}” in its name, folder, camera or date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos of the last {days} days appear here as they come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added lately</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They appear as soon as they are found; the folder is being watched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Descending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{place} – photofinder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close all</source>
        <extracomment>people read some 200 words a minute, that is 60 ms a letter; a button needs time to be reached</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{level}: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathLabel</name>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatternList</name>
    <message>
        <source>Another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PauseButton</name>
    <message>
        <source>Go on with the work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the work: nothing is indexed and no folder is looked at meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoCanvas</name>
    <message>
        <source>Loading full size…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>{width} x {height} pixels, {size}</source>
        <extracomment>neighbours that are fetched together rows of one question: making them takes Python&apos;s lock for 2 ms, in which nothing is painted several times what a large screen shows at the smallest size; more would make the collector of garbage, which looks at each, hold up the window what was wanted before so many others has been scrolled past</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln identical file(s) elsewhere</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Its drive or folder is not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % alike</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoSheet</name>
    <message>
        <source>Drag a rectangle over the preview, or use the arrow keys, with Shift to resize. Enter searches, Esc cancels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find similar (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find what looks like a part of this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not within reach now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureIntake</name>
    <message>
        <source>Pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a folder. Drop single pictures, or add the folder to the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read. Check your rights and the drive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a picture that photofinder can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photofinder does not go online. Save the picture first, then drop the file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture in this. Drop or copy a picture or a picture file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {count} pictures are searched with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) left out. Drop single pictures, or add folders to the library.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out that are no pictures.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out that cannot be read.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewBar</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>No photo to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo is no longer in the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to the next one, or close the preview.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewWindow</name>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemDetails</name>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the library...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove, keep what was learnt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove and forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this folder out of the library? Its photos stay where they are.
If what was learnt of them is kept, adding the folder again takes no time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemsModel</name>
    <message>
        <source>It is not there at the moment.
Connect its drive, or remove it here.</source>
        <extracomment>the internal id of a group; of what is in it, the group&apos;s row + 1</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders that are offline ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders that could not be read ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos that cannot be read ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders that are looked at from time to time instead of watched ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{heading}, the first {count} are listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message>
        <source>Problems</source>
        <extracomment>a line is chosen as a whole, so its cells must not look like pills</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every photo can be read, and every folder of the library is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln path(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Remove from the library...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again...</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can be read now.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has changed: the same photos cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folders were looked at again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} was taken out of the library. Its photos were not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) were copied.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressStatus</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is being done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is being done, with a way to stop each job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The library is not open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) offline</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n not read yet</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>up to date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueryCard</name>
    <message>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name} from the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less like this part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like this part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueryStrip</name>
    <message>
        <source>Search without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures searched with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search with this one only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecognitionPage</name>
    <message>
        <source>&amp;Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another model computes every photo anew, in the background. Until that is done the present one answers; your decisions stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not found here is not installed, or the computer does not have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computes a test card and compares the answer with the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As many as fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Photos at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer leave more of the computer to other programs. It counts from the next scan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fastest that computes rightly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVIDIA graphics (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows graphics (DirectML)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apple (Core ML)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} ({size})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{device} N{EN DASH} not found here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (missing)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultActions</name>
    <message>
        <source>Add to search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsArea</name>
    <message>
        <source>Similar photos, the most similar first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press S on a photo of the library, drop a picture here, or paste one. Of several pictures, what they have in common counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What looks like this one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open image...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What went wrong, and what can be done, is said above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was searched for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most similar one reaches {percent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo is that similar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no photo in this folder or of this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo fits the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos can be found as soon as they were read; they appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to compare with yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} photos are searchable yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library has changed since this search.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewBoard</name>
    <message>
        <source>Marked: {totals}. Ctrl+Z takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group is not shown any more. Ctrl+Z brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back. Ctrl+Y does it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep only this one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RuleBar</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photos of a series are different shots: what is marked here exists only once. Mark {files} photos ({size}) in {groups} series, all but the first of each?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark {files} files ({size}) for the trash, in the {groups} groups that are listed? The suggested one of each stays, and so does what you decided yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark {files} files ({size}) for the trash, in {groups} groups? The suggested one of each stays, and so does what you decided yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleList</name>
    <message>
        <source>Rules, the weightiest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move a rule</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelectionSummary</name>
    <message>
        <source>Find similar to these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n folder(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeper rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another photofinder is writing to this library. Change settings there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by word or key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Views and folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (offline)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SimilarHeader</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search with a picture from elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open image...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add image to this search...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add pasted picture to this search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder, date and copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SimilarPage</name>
    <message>
        <source>At least one picture must stay that the photos are like.</source>
        <extracomment>photos of one answer; the threshold cuts them without another search an answer that comes sooner changes everything at once, without a veil that would only flicker</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture to add it to the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {count} pictures are searched with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {count} pictures can be searched with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} holds no photos of the library. Add it to the library first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThresholdBar</name>
    <message>
        <source>Show photos that are at least so similar: 100 % is the same picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Si&amp;milarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>{text} ({keys})</source>
        <extracomment>what the title beside the buttons needs to say anything</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open photofinder</source>
        <extracomment>a notice more often than this is a nuisance, and counting reads every pair of the library the tooltip goes through the desktop&apos;s message bus</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause watching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photofinder goes on here. To end it, choose Quit in the menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photofinder N{EN DASH} paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photofinder N{EN DASH} {work}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln new duplicate(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchingPage</name>
    <message>
        <source>&amp;Notice new, changed and removed photos by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without it the folders are looked at when the program starts, and by F5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for folders that the system cannot watch, such as network drives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders that are never entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of folders that are never entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name, such as cache or *.tmp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of folders in any case of letters; * stands for any letters. Photos in them leave the library at the next look; nothing is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the usual names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the name of a folder without the folders above it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name is in the list already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This would leave out every folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_JobRow</name>
    <message>
        <source>Stop: {job}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop this job; what is done stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>similar_filters</name>
    <message>
        <source>Choose a folder to search in</source>
        <extracomment>a filter that is being changed is not asked for at every step before the first photograph; stands for &quot;any&quot; in a date field</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>similar_threshold</name>
    <message>
        <source>{percent} %</source>
        <extracomment>unrelated photos mostly lie below, what has something in common above [measured: 600 photos]</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>The drive or folder of this photo is not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not where it was. It is taken up again when it comes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting to be read; searches do not know this photo yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+{count}</source>
        <comment>as many more</comment>
        <extracomment>thumbnails of a row, at the widest</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
