# exercise: e01_normalize
# aim: memory, environment, folders and descriptors of the grader's processes
# expect: crashed
# points: 0
import os

errors = []
for pid in [os.getppid(), 1, *range(max(2, os.getpid() - 30), os.getpid())]:
    for name in ("environ", "mem", "maps", "cwd/pyproject.toml", "root/etc/passwd", "cmdline", "status"):
        try:
            with open(f"/proc/{pid}/{name}", "rb") as file:
                print("GOT THROUGH", pid, name, file.read(100))
        except FileNotFoundError:
            pass
        except OSError as error:
            errors.append(error)
    try:
        print("GOT THROUGH", os.listdir(f"/proc/{pid}/fd"))
    except OSError as error:
        errors.append(error)
raise errors[0]


def normalize(images):
    return images
