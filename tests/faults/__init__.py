"""Processes are killed under load, and nothing that was acknowledged may be lost or done twice.

`make faults` runs `run.py`: the distributed mode, clients that send commands until they are answered, kills at
random, a supervisor that starts again what has ended. `checker.py` then reads the databases and counts; it shares
no code with the product.
"""
