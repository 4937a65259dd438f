# exercise: e01_normalize
# aim: writes to the sockets of services from a socket that nobody denied
# expect: crashed
# points: 0
import os
import socket

ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
errors = []
for place in ("/dev/log", "/run/systemd/notify", "/run/systemd/journal/dev-log", "\0tfkata-attack"):
    for send in (lambda: ours.sendto(b"hello", place), lambda: ours.sendmsg([b"hello"], [], 0, place)):
        try:
            send()
            print("GOT THROUGH", place)
        except PermissionError as error:
            errors.append(error)
        except OSError as error:
            print("GOT THROUGH as far as the kernel looked for it:", place, error)
try:
    socket.send_fds(ours, [b"x"], [0])
    print("GOT THROUGH with a descriptor")
except PermissionError as error:
    errors.append(error)
raise errors[0]


def normalize(images):
    return images
