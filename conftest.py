"""Tests keep what they read in a folder of their own, which goes when they end."""

import os
import tempfile
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def cache_folder() -> Iterator[str]:
    """Give the tests, and the commands that they run, a cache of their own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STAKEHOLDERS_CACHE"] = folder
        yield folder
        del os.environ["STAKEHOLDERS_CACHE"]
