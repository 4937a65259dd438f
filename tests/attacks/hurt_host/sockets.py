# exercise: e01_normalize
# aim: a socket of every family
# expect: crashed
# points: 0
import socket

errors = []
for family, kind in ((socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET, socket.SOCK_DGRAM), (socket.AF_INET6, 1),
                     (socket.AF_UNIX, 1), (socket.AF_NETLINK, 3), (socket.AF_PACKET, 3), (socket.AF_INET, 3),
                     (38, 5), (40, 1), (29, 3), (31, 5), (15, 3)):
    try:
        socket.socket(family, kind)
        print("GOT THROUGH", family)
    except OSError as error:
        errors.append(error)
raise errors[0]


def normalize(images):
    return images
