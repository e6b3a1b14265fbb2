#!/bin/sh
# Have Apple look through a signed disk image, and staple its word to it: notarise.sh Lentigo-1.2.3.dmg
#
# Once, beforehand:
#   1. an Apple Developer account, and its certificate "Developer ID Application" in the keychain;
#   2. LENTIGO_SIGNING_IDENTITY="Developer ID Application: NAME (TEAM)" set while build.py runs: PyInstaller then signs every
#      library and the app with it, with the hardened runtime and entitlements.plist;
#   3. xcrun notarytool store-credentials lentigo --apple-id … --team-id … --password APP-SPECIFIC-PASSWORD
# Without all that the app still runs, after a right click and "Open"; build.py then signs it ad hoc.
set -eu
image=$1
codesign --sign "$LENTIGO_SIGNING_IDENTITY" --timestamp "$image"
xcrun notarytool submit "$image" --keychain-profile lentigo --wait
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature --verbose "$image"
