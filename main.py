"""Launcher: `python main.py` opens the window, `python main.py VERB …` answers on the command line."""

import sys

from ui.app import main

if __name__ == "__main__":
    sys.exit(main())
