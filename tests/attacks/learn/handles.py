# exercise: e01_normalize
# aim: opens files by handle and by descriptor of a mount
# expect: crashed
# points: 0
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
buffer, mount = ctypes.create_string_buffer(b"\x80\0\0\0" + b"\0" * 200), ctypes.c_int()
if libc.name_to_handle_at(-100, b"/etc/passwd", buffer, ctypes.byref(mount), 0) == 0:
    print("GOT THROUGH")
if libc.syscall(428, -100, b"/", 1) >= 0:
    print("GOT THROUGH open_tree")
raise PermissionError(ctypes.get_errno(), "name_to_handle_at")


def normalize(images):
    return images
