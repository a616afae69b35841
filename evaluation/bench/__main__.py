"""``python -m evaluation.bench``."""

from evaluation.bench.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
