"""The public site: static pages of every published edition, which need no script and no server but one of files.

Its only source are the editions' documents, so it can be written again from them at any time.
"""
