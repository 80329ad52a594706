"""What cases and scenarios check with."""


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def check_equal(actual, expected, what):
    check(actual == expected, f"{what}: expected {expected!r}, got {actual!r}")


def raised(kind, action):
    """The error of this kind that an action must raise."""
    try:
        answer = action()
    except kind as error:
        return error
    raise AssertionError(f"expected {kind.__name__}, got {str(answer)[:120]}")
