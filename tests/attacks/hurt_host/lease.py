# exercise: e01_normalize
# aim: a lease on a file of the Python library: every reader waits
# expect: crashed
# off: no
# points: 0
import fcntl
import os

descriptor = os.open(os.__file__, os.O_RDONLY)
fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
print("GOT THROUGH")


def normalize(images):
    return images
