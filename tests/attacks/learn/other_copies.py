# exercise: e01_normalize
# aim: looks for a second copy of the kit in every folder of libraries, on the import path or beside it
# expect: crashed
# points: 0
import glob
import os
import site
import sys

import tfkata.wire.codec

own = os.path.dirname(os.path.dirname(os.path.abspath(tfkata.wire.codec.__file__)))
libraries = {*sys.path, *site.getsitepackages(), site.getusersitepackages(), "/usr/lib", "/usr/local/lib"}
libraries |= {*glob.glob(sys.base_prefix + "/lib/python*/*-packages"), *glob.glob("/usr/lib/python*/*-packages")}
last = PermissionError("no folder could be listed")
for folder in sorted(libraries):
    for place in ("tfkata/kit/solutions", "kit/solutions", "solutions", "tfkata/curriculum/e01_normalize"):
        for name in ("e01_normalize.py", "checks.py", "en.toml", "record.toml"):
            try:
                with open(os.path.join(folder, place, name)) as file:
                    print("GOT THROUGH", file.name, file.read()[:80])
            except OSError as error:
                last = error if isinstance(error, PermissionError) else last
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            if name.startswith("e01_normalize") and os.access(os.path.join(parent, name), os.R_OK):
                try:
                    os.close(os.open(os.path.join(parent, name), os.O_RDONLY))
                    print("GOT THROUGH", parent, name)
                except OSError as error:
                    last = error
raise last


def normalize(images):
    return images
