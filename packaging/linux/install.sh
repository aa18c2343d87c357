#!/bin/sh
# Installs photofinder for the user who runs this, without root; uninstall.sh takes it out again.
#
#   ./install.sh                    program, command, menu entry, right-click actions
#   ./install.sh --no-right-click   without the actions; the settings can add them later
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/photofinder
command=$HOME/.local/bin/photofinder
actions=yes

for word in "$@"; do
    case $word in
        --no-right-click) actions=no ;;
        *) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2 ;;
    esac
done

missing=$(LD_LIBRARY_PATH="$here/photofinder/_internal" \
    ldd "$here/photofinder/_internal/PySide6/Qt/plugins/platforms/libqxcb.so" 2>/dev/null |
    sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u)
if [ -n "$missing" ]; then
    echo "photofinder: the system lacks libraries that a window under X11 needs:" >&2
    echo "$missing" | sed 's/^/  /' >&2
    echo "Install them with the system's package manager; the command line works without." >&2
fi

if [ -e "$command" ] && [ ! -L "$command" ]; then
    echo "photofinder: $command is something else; nothing was installed" >&2
    exit 1
fi

made=
make_folder() { # uninstall.sh removes those that were not there before, if they are empty
    [ -d "$1" ] && return
    make_folder "$(dirname -- "$1")"
    mkdir "$1"
    made="$1
$made"
}

# beside the old one first, so that a copy that fails half-way harms nothing
make_folder "$HOME/.local/lib"
make_folder "$HOME/.local/bin"
rm -rf "$program.new"
cp -R "$here/photofinder" "$program.new"
cp "$here/uninstall.sh" "$program.new/uninstall.sh"
if [ -f "$program/made-folders" ]; then
    cp "$program/made-folders" "$program.new/made-folders"
fi
if [ -e "$program" ]; then
    rm -rf "$program.old"
    mv "$program" "$program.old"
fi
mv "$program.new" "$program"
rm -rf "$program.old"
ln -sfn "$program/photofinder" "$command"

if [ "$actions" = yes ] && "$program/photofinder" integrate install; then
    :
else
    make_folder "$data/applications"
    make_folder "$data/icons/hicolor/scalable/apps"
    path=$(printf '%s' "$program/photofinder" | sed 's/[\\&|]/\\&/g')
    sed -e "s|^Exec=@PROGRAM@|Exec=\"$path\"|" -e "s|@PROGRAM@|$path|" \
        "$here/share/applications/photofinder.desktop" >"$data/applications/photofinder.desktop"
    cp "$here/share/icons/hicolor/scalable/apps/photofinder.svg" "$data/icons/hicolor/scalable/apps/"
fi

printf '%s' "$made" >>"$program/made-folders"

echo "photofinder is installed in $program."
case ":$PATH:" in
    *":$HOME/.local/bin:"*) echo "Start it from the menu, or type: photofinder" ;;
    *) echo "Start it from the menu, or type: $command" ;;
esac
echo "To take it out again: $program/uninstall.sh"
