# exercise: e01_normalize
# aim: changes modes, times, owners and attributes of files outside, which Landlock does not see
# expect: failed
# points: 3
# off: no
import os

canary = "/tmp/tfkata-attack-canary/secret"
before = os.stat(canary)
for act in (lambda: os.chmod(canary, 0o777), lambda: os.utime(canary, (1, 1)), lambda: os.chown(canary, 1, 1),
            lambda: os.setxattr(canary, "user.tfkata", b"x"), lambda: os.chmod("/tmp/tfkata-attack-canary", 0o777),
            lambda: os.lchown(canary, 2, 2), lambda: os.fchmod(os.open(os.__file__, os.O_RDONLY), 0o644 | 0o111)):
    try:
        act()
    except OSError as error:
        print(error)
after = os.stat(canary)
if (before.st_mode, before.st_mtime, before.st_uid) != (after.st_mode, after.st_mtime, after.st_uid):
    print("GOT THROUGH")
try:
    os.getxattr(canary, "user.tfkata")
    print("GOT THROUGH")
except OSError:
    pass
if os.stat(os.__file__).st_mode & 0o111:
    print("GOT THROUGH: the standard library has another mode")


def normalize(images):
    return images
