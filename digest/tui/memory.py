"""The memory that the desk holds, for as long as a day: what it no longer uses goes back to the machine."""

import gc

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""What glibc's malloc.h calls two of its settings."""

_LARGE = 128 * 1_024


def give_back_freed() -> None:
    """From now on, before there is a second thread, what is freed is not kept for later.

    glibc would keep for each thread what that thread has freed, of which a desk has a dozen; and with each larger
    buffer that is freed, as a search has them, it would keep larger ones. Other C libraries have no such settings, and
    no such habits.
    """
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)
        mallopt(_M_MMAP_THRESHOLD, _LARGE)  # its own value, which it no longer changes once it was set


def drop_garbage() -> None:
    """Drop what the start left, where nothing looked for garbage yet, and look for it from now on.

    What is there to stay is not looked through again.
    """
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()
