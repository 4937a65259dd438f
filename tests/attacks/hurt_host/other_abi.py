# exercise: e01_normalize
# aim: a system call by the old 32-bit gate, where the numbers mean others
# expect: crashed
# points: 0
# off: no
import ctypes
import mmap

code = bytes.fromhex("b814000000" "cd80" "c3")  # mov eax, 20 (getpid of i386); int 0x80; ret
page = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7)
page.write(code)
call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
print("GOT THROUGH", call())


def normalize(images):
    return images
