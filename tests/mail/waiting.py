"""Waiting by looking again and again, for a bounded time."""

import time

PATIENCE = 40


def until(what, look, seconds=PATIENCE):
    """Gives what `look` gives, once that is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seen = look()
        if seen:
            return seen
        time.sleep(0.05)
    raise AssertionError(f"in {seconds} s it did not come to this: {what}")
