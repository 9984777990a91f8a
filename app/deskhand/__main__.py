"""One entry, four doors: window, worker, reader of one file, command line. Only the one that is taken is imported."""

import sys

STOPPED = 3  # the exit code of the command line, which is not imported before it is needed


def main() -> int:
    """Go through the door that the arguments name; the exit code."""
    arguments = sys.argv[1:]
    if not arguments:
        from deskhand.gui.main import main as open_window

        return open_window()
    if arguments == ["--worker", "reader"]:
        from deskhand.readers.apart.child import main as read

        return read()
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
