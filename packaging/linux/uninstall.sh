#!/bin/sh
# Takes out what install.sh put in. The library and the settings stay: they are the user's data.
set -eu

data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/photofinder
command=$HOME/.local/bin/photofinder

if [ -x "$program/photofinder" ]; then
    "$program/photofinder" integrate remove ||
        echo "photofinder: some entries in the file managers' menus stay" >&2
fi
entry=$data/applications/photofinder.desktop
if [ -f "$entry" ] && grep -q "^# photofinder-desktop-entry" "$entry"; then
    rm -f "$entry" "$data/icons/hicolor/scalable/apps/photofinder.svg"
fi
if [ -L "$command" ] && [ "$(readlink "$command")" = "$program/photofinder" ]; then
    rm -f "$command"
fi
made=
if [ -f "$program/made-folders" ]; then
    made=$(cat "$program/made-folders")
fi
rm -rf "$program"
printf '%s\n' "$made" | while IFS= read -r folder; do
    if [ -n "$folder" ]; then
        rmdir "$folder" 2>/dev/null || : # something else lies there by now
    fi
done

echo "photofinder is gone. Your library and settings are still in $data/photofinder."
