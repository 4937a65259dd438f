# exercise: e01_normalize
# aim: writes what a report of the grader would look like
# expect: failed
# points: 3
import json

with open("results.json", "w") as file:
    json.dump({"score": 100, "tests": [{"name": "all", "score": 7, "max_score": 7}]}, file)
with open("junit.xml", "w") as file:
    file.write('<testsuite tests="1" failures="0"/>')


def normalize(images):
    return images
