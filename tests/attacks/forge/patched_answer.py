# exercise: e01_normalize
# aim: replaces the shim's own Candidate.answer
# expect: crashed
# points: 1
import grader.candidate
from grader import wire


def answer(self, body):
    request = wire.decode(body)
    return wire.encode({"id": request["id"], "ok": True, "outcome": "passed", "points": 7, "mutated": False})


grader.candidate.Candidate.answer = answer


def normalize(images):
    return images
