# exercise: e01_normalize
# aim: starts a shell by every way Python has
# expect: crashed
# points: 0
import os
import subprocess

errors = []
for start in (lambda: subprocess.run(["/bin/true"]), lambda: os.posix_spawn("/bin/true", ["true"], {}),
              lambda: os.execv("/bin/true", ["true"]), lambda: os.execve(os.open("/usr/lib", 0), ["true"], {})):
    try:
        start()
        print("GOT THROUGH")
    except OSError as error:
        errors.append(error)
raise errors[0]


def normalize(images):
    return images
