"""`python3 app`: opens Deskhand. With arguments it is the command line."""

import sys

from environment import hand_over

hand_over("deskhand", sys.argv[1:], extra="")
