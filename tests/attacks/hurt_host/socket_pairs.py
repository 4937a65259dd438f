# exercise: e01_normalize
# aim: a pair of sockets of every family: there is none, but the kernel loads the module to find out
# expect: crashed
# points: 0
# off: no
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
pair = (ctypes.c_int * 2)()
for family in range(2, 46):
    for kind in (1, 2, 3, 5):
        libc.socketpair(family, kind, 0, pair)
        if ctypes.get_errno() != errno.EPERM:
            print("GOT THROUGH", family, errno.errorcode[ctypes.get_errno()])
raise PermissionError(errno.EPERM, "socketpair")


def normalize(images):
    return images
