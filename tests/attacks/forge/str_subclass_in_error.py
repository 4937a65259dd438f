# exercise: e01_normalize
# aim: an exception whose text is an object with methods of its own
# expect: crashed, failed
# points: 1
class Text(str):
    def __getitem__(self, key):
        return self

    def encode(self, *args):
        return b"\xff\xfe"

    def __format__(self, spec):
        raise SystemExit(0)


class Error(Exception):
    def __str__(self):
        return Text("passed")


def normalize(images):
    raise Error
