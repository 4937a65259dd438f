# exercise: e01_normalize
# aim: escapes, backspaces and text that runs backwards in everything that is shown
# expect: crashed
# points: 0
def normalize(images):
    print("\x1b[2J\x1b]0;owned\x07\u202e\x9b31m" + "a" * 8000 + "\b" * 8000)
    raise ValueError("\x1b[1A\x1b[2K\x1b[32mpassed\x1b[0m \u202edessap\u202c\r5 passed" + "\x08" * 500)
