"""moto's server on 127.0.0.1, and on the port that is given. Told by its variables where it is itself."""

import sys

import corrections
import made_by_services
from moto.server import main

models = made_by_services.register()
corrections.correct()
main(["-H", "127.0.0.1", "-p", sys.argv[1]])
