# exercise: e01_normalize
# aim: links out of the work folder, for the host to follow when it deletes it
# expect: crashed
# off: no
# points: 0
import os

errors = []
for make in (lambda: os.symlink("/", "root"), lambda: os.link("/usr/lib/os-release", "linked"),
             lambda: os.link("/proc/self/status", "proc"), lambda: os.rename("/dev/null", "null"),
             lambda: os.mkfifo("fifo"), lambda: os.mknod("device", 0o20666, os.makedev(1, 1)),
             lambda: os.rename(".", "../elsewhere"), lambda: os.symlink("/etc/passwd", "../x")):
    try:
        make()
        print("GOT THROUGH")
    except OSError as error:
        errors.append(error)
raise errors[0]


def normalize(images):
    return images
