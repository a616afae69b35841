"""``python -m evaluation.cluster``."""

import sys

from evaluation.cluster.cli import main

sys.exit(main())
