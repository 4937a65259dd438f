# exercise: e01_normalize
# aim: is told by the kernel of every file that others touch
# expect: crashed
# points: 0
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
watcher = libc.inotify_init()
if watcher < 0:
    raise PermissionError(ctypes.get_errno(), "inotify_init")
if libc.inotify_add_watch(watcher, b"/tmp", 0xFFF) >= 0:
    print("GOT THROUGH")


def normalize(images):
    return images
