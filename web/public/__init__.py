"""/public/: what everybody may read and do. No sign-in, no script, no cookie.

The lists are static files that `reports` writes (`files.py`); the forms are here. None of them knows who sends it, so
there is nothing that another site could abuse and no token of a session: a signed time stamp (`stamps.py`), a field
that stays empty and the limits of the services stand in the way of machines.
"""

from web.public import files as files
from web.public import look_up_pages as look_up_pages
from web.public import objection_pages as objection_pages
from web.public import report_pages as report_pages
from web.public.blueprint import pages as pages
