"""Whole histories as a folder of files: `minqing log export` and `minqing log import`, between any two systems.

A manifest (written last: without it a folder is no export) and one JSON-lines file for each table of each service:

    manifest.json                 format, origin, when; each log's head; lines and SHA-256 of each file
    issues.log.jsonl              the facts as they are stored, in order; hash-chained as the log itself is
    issues.command_answer.jsonl   so that a command sent again is answered, not done again
    issues.checkpoint.jsonl       how far reactions, effects and the relay have come
    issues.number_counter.jsonl   and the other tables that a service declares (`portable.py`)
    issues.subject_key.jsonl      only on request: keys of subjects, wrapped by the master key as they are
    campaign.account.jsonl        only on request: logins and password hashes

Read models are not in it: they follow from the logs and are folded again. Nor are the secrets of a deployment, nor
sessions and one-time links. What is in the folder is not signed: whoever can write into it can write history. Compare
the digests that the two commands print (docs/adr/0011).
"""
