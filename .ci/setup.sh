# Installs what a fresh Debian 12 with a Swift toolchain lacks. Sourced by ./ecocomp and ./test, from the
# checkout's top folder. Everything it says goes to stderr.

ecocomp_packages="git pkg-config liblapacke-dev libopenblas-dev libgdal-dev libxlsxwriter-dev libssl-dev"

ecocomp_say() { printf 'ecocomp: %s\n' "$*" >&2; }

ecocomp_missing_packages() {
    local package
    for package in $ecocomp_packages; do
        [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | cut -c1-2)" = "ii" ] ||
            printf '%s ' "$package"
    done
}

# Runs apt-get as root, or through sudo where that needs no question in a script.
ecocomp_apt() {
    if [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive apt-get "$@" >&2
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        sudo DEBIAN_FRONTEND=noninteractive apt-get "$@" >&2
    else
        return 77
    fi
}

ecocomp_install_packages() {
    local missing
    if ! command -v dpkg-query >/dev/null; then
        ecocomp_say "this is not a Debian system; the build needs OpenBLAS, LAPACKE, GDAL, libxlsxwriter and OpenSSL"
        return 0
    fi
    missing=$(ecocomp_missing_packages)
    [ -z "$missing" ] && return 0
    ecocomp_say "installing ${missing% }"
    # shellcheck disable=SC2086 # a list of package names
    if ecocomp_apt update -q && ecocomp_apt install -y -q --no-install-recommends $missing; then
        return 0
    fi
    ecocomp_say "could not install: ${missing% }"
    ecocomp_say "as an administrator, run: apt-get update && apt-get install ${missing% }"
    return 1
}

ecocomp_require_swift() {
    local version
    if ! command -v swift >/dev/null; then
        ecocomp_say "no Swift toolchain found; install Swift 6.1 or newer from https://www.swift.org/install"
        return 1
    fi
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    case "$version" in
        6.[1-9]* | [7-9].* | [1-9][0-9].*) return 0 ;;
    esac
    ecocomp_say "Swift ${version:-of an unknown version} found; EcoComp needs 6.1 or newer: https://www.swift.org/install"
    return 1
}

# Kernels are compiled for AVX2 where the processor has it. Results are the same to the last bit: nothing in them
# uses fused multiply-add.
ecocomp_processor_options() {
    if [ "$(uname -m)" = x86_64 ] && grep -qw avx2 /proc/cpuinfo 2>/dev/null &&
        grep -qw bmi2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo; then
        printf '%s' "-Xcc -march=x86-64-v3"
    fi
}

ecocomp_setup() { ecocomp_require_swift && ecocomp_install_packages; }
