"""``python -m poryadok`` is the command ``poryadok``."""

from poryadok.cli.main import run

if __name__ == "__main__":
    run()
