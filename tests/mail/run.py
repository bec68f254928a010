"""Runs every test of this folder, and says how many passed and failed."""

import logging
import sys
import time
import unittest
import warnings
from pathlib import Path


class Lines(unittest.TestResult):
    """Every test in a line, and what failed in full."""

    def __init__(self):
        super().__init__()
        self.failed = set()

    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()

    def stopTest(self, test):
        super().stopTest(test)
        word = "FAILED" if test.id() in self.failed else "ok"
        seconds = time.monotonic() - self.began
        print(f"{word} {test.shortDescription() or test.id()} ({seconds:.1f} s)", flush=True)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.fail(test, self.failures)

    def addError(self, test, error):
        super().addError(test, error)
        self.fail(test, self.errors)

    def fail(self, test, reasons):
        self.failed.add(test.id())
        print(reasons[-1][1], flush=True)


def main():
    # The relay tells of every connection that ends badly; some of these tests want that.
    logging.disable()
    warnings.simplefilter("ignore")
    result = Lines()
    unittest.defaultTestLoader.discover(str(Path(__file__).parent)).run(result)
    print(f"{result.testsRun - len(result.failed)} passed, {len(result.failed)} failed")
    return 1 if result.failed or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
