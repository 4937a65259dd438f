# exercise: e01_normalize
# aim: replaces the method that answers requests
# expect: crashed
# points: 1
import tfkata.candidate.serve
from tfkata.wire import codec


def answer(self, body):
    request = codec.decode(body)
    return codec.encode({"id": request["id"], "ok": True, "outcome": "passed", "points": 7, "mutated": False})


tfkata.candidate.serve.LearnerModule.answer = answer


def normalize(images):
    return images
