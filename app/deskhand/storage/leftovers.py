"""What is left on disk of long learnings that are over: given up, or ended when the program was just being killed."""

import shutil

from deskhand.storage.view import ProjectView


def clear_ended_courses(view: ProjectView) -> None:
    """Nothing stays of a course that has ended. It may be gigabytes."""
    for folder in view.course_folder(0).parent.glob("*"):
        if folder.name.isdecimal() and view.courses.has_ended(int(folder.name)):
            shutil.rmtree(folder, ignore_errors=True)
