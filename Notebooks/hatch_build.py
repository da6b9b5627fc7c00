"""Puts the shared library into a wheel where ECOCOMP_WHEEL_LIBRARY names it; such a wheel is for this platform alone."""

import os
import sysconfig

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LibraryHook(BuildHookInterface):
    def initialize(self, version, build_data):
        library = os.environ.get("ECOCOMP_WHEEL_LIBRARY")
        if not library:
            return
        if not os.path.isfile(library):
            raise FileNotFoundError(f"ECOCOMP_WHEEL_LIBRARY names {library}, and there is no such file")
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["force_include"][os.path.abspath(library)] = "ecocomp/libEcoComp.so"
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"
