"""A script that stands for the program: asks a `forking.py` at a socket to be it, here and now.

    python -IS asking.py SOCKET WORDS …

What it may load is little: it is there to start quickly.
"""

import os
import socket
import sys

with socket.socket(socket.AF_UNIX) as server:
    server.connect(sys.argv[1])
    told = ascii((sys.argv[2:], os.getcwd(), dict(os.environ)))  # noqa: PTH109  pathlib is slow
    socket.send_fds(server, [told.encode()], [0, 1, 2])
    server.shutdown(socket.SHUT_WR)
    sys.exit(int(server.recv(16)))
