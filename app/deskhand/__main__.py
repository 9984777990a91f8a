"""One entry, five doors: window, worker, reader of one file, trial of a processor, command line.

Only the one that is taken is imported.
"""

import sys

from deskhand.network import gate

STOPPED = 3  # the exit code of the command line, which is not imported before it is needed
MAY_REACH = (["--worker", "network"], ["models", "get"])  # what fetches a model; for all others the network is shut


def main() -> int:
    """Go through the door that the arguments name; the exit code."""
    arguments = sys.argv[1:]
    gate.keep(opens=arguments[:2] in MAY_REACH)
    if not arguments:
        from deskhand.gui.main import main as open_window

        return open_window()
    if arguments == ["--worker", "reader"]:
        from deskhand.readers.apart.child import main as read

        return read()
    if arguments[:2] == ["--worker", "trial"]:
        from deskhand.engine.doctor.child import main as be_tried

        return be_tried(arguments[2:])
    if arguments[0] == "--worker":
        from deskhand.worker.main import main as work

        return work(arguments[1:])
    try:
        from deskhand.cli.main import main as command

        return command(arguments)
    except KeyboardInterrupt:  # pressed before the command line was there to hear it
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
