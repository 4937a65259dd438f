# exercise: e01_normalize
# aim: leaves notes in every folder that the next candidate might share
# expect: passed
# off: no
import os
import pathlib

import numpy as np

for place in ("/tmp", "/dev/shm", "/var/tmp", "/root", "/home", "/run", "/run/lock", "/dev/mqueue", "/", "..",
              os.path.expanduser("~/.."), "/proc/self/cwd/..", "/usr/lib", np.__path__[0]):
    try:
        pathlib.Path(place, "tfkata-note-for-the-next").write_text("42")
        print("GOT THROUGH", place)
    except OSError:
        pass


def normalize(images):
    return (images / 255).astype(np.float32)
