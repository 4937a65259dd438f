# exercise: e01_normalize
# aim: text that is not text: half surrogates, zeros, bad UTF-8, in values and errors
# expect: failed
# points: 1
import os


def normalize(images):
    print("\ud800 \x00 \uffff", b"\xff\xfe".decode("utf-8", "surrogateescape"))
    os.write(1, bytes(range(256)))
    return {"\ud800": "\udfff\x00", "k\x00": ["\U0010ffff", "\ufeff"]}
