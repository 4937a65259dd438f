# exercise: e01_normalize
# aim: connections and addresses of the host, as /proc shows them
# expect: crashed
# points: 0
import os

errors = []
for place in ("/proc/self/net/tcp", "/proc/self/net/unix", f"/proc/self/task/{os.getpid()}/net/route",
              "/proc/net/tcp", "/sys/class/net/lo/address", "/etc/hosts", "/etc/passwd", "/etc/resolv.conf"):
    try:
        print("GOT THROUGH", place, open(place).read()[:60])
    except OSError as error:
        errors.append(error)
raise errors[0]


def normalize(images):
    return images
