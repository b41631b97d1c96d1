"""How fast the program is, measured from outside on a pseudo-terminal: `python -m tests.bench`.

Each row is a ratio of two things measured in the same run, so that it says the same on a slow machine.
A measurement is never a test: it has no place in pytest.
"""
