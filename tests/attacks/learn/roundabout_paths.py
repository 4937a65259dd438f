# exercise: e01_normalize
# aim: the same by relative paths, /proc/self/cwd, /proc/self/root and .. of the work folder
# expect: crashed
# points: 0
import os

import tfkata.wire.codec

root = os.path.abspath(tfkata.wire.codec.__file__).rpartition("/grader/")[0]
target = root + "/solutions/e01_normalize.py"
for place in (os.path.relpath(target), "/proc/self/cwd/../.." + target, "/proc/self/root" + target,
              "/proc/thread-self/root" + target, f"/proc/{os.getpid()}/task/{os.getpid()}/root" + target,
              "/usr/lib/../.." + target, "/dev/../" + target, "//" + target):
    try:
        print("GOT THROUGH", open(place).read()[:200])
    except PermissionError as error:
        last = error
os.chdir("/")
try:
    print("GOT THROUGH", open(target[1:]).read()[:200])
except PermissionError as error:
    last = error
raise last


def normalize(images):
    return images
