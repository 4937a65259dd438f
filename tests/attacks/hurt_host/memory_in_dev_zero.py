# exercise: e01_normalize
# aim: the same by a shared map of /dev/zero
# expect: crashed
# off: no
# points: 0
import mmap
import os

kept = []
descriptor = os.open("/dev/zero", os.O_RDWR)
for _ in range(12):
    shared = mmap.mmap(descriptor, 512 << 20)
    for at in range(0, 512 << 20, 4096):
        shared[at] = 1
    shared.madvise(mmap.MADV_DONTNEED)
    kept.append(shared)
print("GOT THROUGH")


def normalize(images):
    return images
