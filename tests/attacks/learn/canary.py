# exercise: e01_normalize
# aim: reads a secret file of the user who grades
# expect: crashed
# points: 0
print(open("/tmp/tfkata-attack-canary/secret").read())
print("GOT THROUGH")


def normalize(images):
    return images
