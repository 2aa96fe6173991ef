"""A script that stands for the program: asks a `forking.py` at a socket to be it, here and now.

    python -IS asking.py SOCKET WORDS …

What it may load is little: it is there to start quickly.
"""

import _socket  # what the standard library puts around it takes half of the start
import os
import sys

server = _socket.socket(_socket.AF_UNIX)
server.connect(sys.argv[1])
told = ascii((sys.argv[2:], os.getcwd(), dict(os.environ), (0, 1, 2)))  # noqa: PTH109  pathlib is slow
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in range(3))
server.sendmsg([f"{told}\n".encode()], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
sys.exit(int(server.recv(16)))
