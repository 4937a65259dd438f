# exercise: e01_normalize
# aim: changes what Keras and matplotlib read for the next candidate
# expect: passed
# off: no
import os
import pathlib
import pwd

import numpy as np

for home in {pwd.getpwuid(os.getuid()).pw_dir if os.path.exists("/etc/passwd") and os.access("/etc/passwd", 4) and False else "/root"}:
    for name in (".keras/settings.json", ".config/matplotlib/matplotlibrc", ".local/lib/python3.11/site-packages/x.pth"):
        try:
            path = pathlib.Path(home, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("{}")
            print("GOT THROUGH", path)
        except OSError:
            pass


def normalize(images):
    return (images / 255).astype(np.float32)
