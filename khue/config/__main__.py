"""`python -m khue.config …` is `khue …`, for processes that must not depend on PATH."""

import sys

from khue.config.cli import main

sys.exit(main())
