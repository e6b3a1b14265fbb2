#!/bin/sh
# Make a disk image of the built app: make_dmg.sh Lentigo.app Lentigo-1.2.3.dmg
set -eu
app=$1
image=$2
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
ditto "$app" "$staging/Lentigo.app"
# To be dragged onto: that is how a Mac installs.
ln -s /Applications "$staging/Applications"
hdiutil create -volname Lentigo -srcfolder "$staging" -fs HFS+ -format UDZO -ov "$image"
