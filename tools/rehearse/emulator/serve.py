"""moto's server on 127.0.0.1, and on the port that is given. It ends with whoever has started it, at the end of its input."""

import os
import sys
import threading

import corrections
import made_by_services
from moto.server import main


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
models = made_by_services.register()
corrections.correct()
main(["-H", "127.0.0.1", "-p", sys.argv[1]])
