# exercise: e01_normalize
# aim: shared memory that no process has mapped any more, so that none seems to use it
# expect: crashed
# off: no
# points: 0
import mmap

kept = []
for _ in range(12):
    shared = mmap.mmap(-1, 512 << 20)
    for at in range(0, 512 << 20, 4096):
        shared[at] = 1
    shared.madvise(mmap.MADV_DONTNEED)
    kept.append(shared)
print("GOT THROUGH")


def normalize(images):
    return images
