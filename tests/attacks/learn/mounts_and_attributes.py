# exercise: e01_normalize
# aim: the host's mounts by system calls of their own, and the attributes of files of others
# expect: crashed
# points: 0
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
request = (ctypes.c_uint64 * 3)(24, 2**64 - 1, 0)
found = (ctypes.c_uint64 * 256)()
if libc.syscall(458, request, found, ctypes.c_long(256), 0) > 0:
    print("GOT THROUGH: listmount")
if libc.syscall(457, request, found, ctypes.c_long(2048), 0) == 0:
    print("GOT THROUGH: statmount")
for path in ("/tmp/tfkata-attack-canary/secret", "/etc/passwd"):
    try:
        print("GOT THROUGH", os.listxattr(path))
    except OSError as error:
        refused = error
raise refused


def normalize(images):
    return images
