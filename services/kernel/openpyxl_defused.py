"""openpyxl, made to read XML with defusedxml. Import this wherever openpyxl is wanted, before it.

The hazard: openpyxl takes lxml as soon as that is installed, which python-docx brings along, and lxml drops the
entities of a file silently where defusedxml refuses it. openpyxl asks the environment once, when it is imported, so
this is one of the few modules that work at import; whoever was earlier is told so.
"""

import os
import sys

if "openpyxl" not in sys.modules:
    os.environ["OPENPYXL_LXML"] = "False"

import openpyxl as openpyxl

if openpyxl.LXML or not openpyxl.DEFUSEDXML:
    raise RuntimeError("import services.kernel.openpyxl_defused before openpyxl")
