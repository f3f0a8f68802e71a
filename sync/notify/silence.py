"""Quiet around the libraries that send: what they log of a request holds its address, which is a secret."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def silence() -> Iterator[None]:
    """Let no library log or warn inside."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            # Loading its plugins imports modules that Python is about to drop.
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
