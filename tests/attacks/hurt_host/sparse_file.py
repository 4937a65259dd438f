# exercise: e01_normalize
# aim: a file that claims far more than there is
# expect: crashed
# points: 0
with open("sparse", "wb") as file:
    file.truncate(1 << 44)
print("GOT THROUGH")


def normalize(images):
    return images
