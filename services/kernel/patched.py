"""Import this first in a process that runs nameko: eventlet then replaces the standard library's waiting.

It is the one module that works at import, because both variables are read at import too. Without the first, RPC
does not come back after the broker restarts under another address; without the second, each PostgreSQL query
stops every green thread of the process.
"""

import os
import sys
import warnings

if too_early := {"eventlet", "psycopg"} & sys.modules.keys():
    raise RuntimeError(f"import services.kernel.patched before {', '.join(sorted(too_early))}")
os.environ["EVENTLET_NO_GREENDNS"] = "yes"
os.environ["PSYCOPG_WAIT_FUNC"] = "wait_selector"

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # eventlet announces its own end at every import
    import eventlet

eventlet.monkey_patch()
