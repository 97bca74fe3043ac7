"""Are the packages of requirements.txt (the argument) installed in exactly these versions?"""

import sys
from importlib.metadata import version

lines = [line.split("#")[0].strip() for line in open(sys.argv[1], encoding="utf-8")]
for name, pinned in (line.split("==") for line in lines if line):
    if version(name) != pinned:
        sys.exit(f"REFUSED {name} {version(name)} is installed, not {pinned}: run tests/outside/install")
