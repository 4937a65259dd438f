# exercise: e01_normalize
# aim: commands of GitHub Actions, GitLab and Azure in output and messages
# expect: crashed
# points: 0
def normalize(images):
    for line in ("::set-output name=points::100", "  ::error file=a.py::owned", "::stop-commands::pause", "::add-mask::7",
                 "##[set-output name=points;]100", "##vso[task.setvariable variable=points]100", "section_start:0:x"):
        print(line)
    raise ValueError("\n::set-output name=points::100\n##[add-path]/tmp\n<script>alert(1)</script>]]><b>&")
