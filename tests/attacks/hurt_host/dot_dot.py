# exercise: e01_normalize
# aim: writes, renames and deletes outside the work folder by ..
# expect: crashed
# off: no
# points: 0
import os
import shutil

errors = []
open("mine", "w").close()
for act in (lambda: open("../tfkata-attack-outside", "w"), lambda: os.rename("mine", "../tfkata-attack-outside"),
            lambda: os.remove("/tmp/tfkata-attack-canary/secret"), lambda: os.mkdir("/tmp/tfkata-attack-outside"),
            lambda: os.rename("/tmp/tfkata-attack-canary", "here"), lambda: os.truncate("/tmp/tfkata-attack-canary/secret", 0),
            lambda: shutil.copy("mine", "../../tfkata-attack-outside"), lambda: os.rmdir(os.getcwd() + "/../tfkata-attack-canary")):
    try:
        act()
        print("GOT THROUGH")
    except OSError as error:
        errors.append(error)
raise errors[0]


def normalize(images):
    return images
