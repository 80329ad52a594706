"""Runs one piece of work within a time limit and says what came of it."""

import contextlib
import signal
import sys

REASON_LIMIT = 300


class NotOffered(Exception):
    """This version of the client has no such class, method or argument."""


def outcome_of(action, limit_seconds):
    """What an action came to, as the fields of an outcome line."""
    signal.signal(signal.SIGALRM, _too_long(limit_seconds))
    signal.alarm(limit_seconds)
    try:
        # What the action prints is for people; standard output is for the outcomes.
        with contextlib.redirect_stdout(sys.stderr):
            action()
        return {"outcome": "ok"}
    except NotOffered as error:
        return {"outcome": "n/a", "reason": str(error)}
    except Exception as error:
        return {"outcome": "fail", "reason": _reason(error)}
    finally:
        signal.alarm(0)


def _reason(error):
    body = getattr(error, "body", None)
    if body is not None:
        text = f"{getattr(error, 'status', '')} {getattr(error, 'reason', '')}: {body}"
    else:
        text = f"{type(error).__name__}: {error}"
    return " ".join(text.split())[:REASON_LIMIT]


def _too_long(limit_seconds):
    def on_alarm(_signal, _frame):
        raise TimeoutError(f"took longer than {limit_seconds} s")

    return on_alarm
