"""Data from outside: a file becomes rows, rows become records; one module per source.

Reading is pure and says of each row it refuses where it stands and why; storing is
keyed, may be run again, and leaves what an editor changed.
"""
