#!/bin/sh
# Makes photofinder-VERSION-macos-MACHINE.dmg: the program, and a link to put it into.
#
#   sh make_dmg.sh photofinder.app VERSION FOLDER
#
# With SIGN_IDENTITY ("Developer ID Application: ...") the program is signed with the hardened
# runtime, with NOTARY_PROFILE (of `xcrun notarytool store-credentials`) Apple also notarises it;
# without them it is signed for this machine, and others have to allow it in the system's settings.
set -eu

app=$1
version=$2
target=$3
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
image=$target/photofinder-$version-macos-$(uname -m).dmg
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

if [ -n "${SIGN_IDENTITY:-}" ]; then
    codesign --force --deep --timestamp --options runtime \
        --entitlements "$here/entitlements.plist" --sign "$SIGN_IDENTITY" "$app"
else
    codesign --force --deep --sign - "$app"
fi
codesign --verify --deep --strict "$app"

cp -R "$app" "$stage/photofinder.app"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -volname photofinder -srcfolder "$stage" -fs HFS+ -format UDZO "$image"

if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
