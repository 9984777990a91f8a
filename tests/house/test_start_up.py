"""What is not needed is not loaded."""

import subprocess
import sys

import pytest

HEAVY = (
    "torch", "transformers", "pandas", "numpy", "sklearn", "scipy", "openpyxl", "xlsxwriter", "python_calamine", "av",
    "faster_whisper", "ctranslate2", "onnxruntime", "PIL", "pi_heif", "cv2", "rapidocr",
)  # fmt: skip


def loaded_by(statement: str) -> set[str]:
    """The heavy libraries that a fresh Python has loaded after ``statement``."""
    code = f"{statement}\nimport sys\nprint([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(eval(done.stdout))


@pytest.mark.parametrize("module", ["gui.main", "gui.window", "cli.main", "worker.main", "jobs", "storage.project"])
def test_nothing_heavy_is_loaded_to_begin_with(module: str) -> None:
    assert loaded_by(f"import deskhand.{module}") == set()


def test_the_command_line_does_not_load_the_window() -> None:
    code = "import sys, deskhand.cli.main, deskhand.worker.main; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_model_is_loaded_only_for_its_job() -> None:
    jobs = "from deskhand.jobs import preview_table, save_results"
    assert "torch" not in loaded_by(jobs)


def test_what_opens_files_is_loaded_only_by_those_who_do() -> None:
    jobs = "from deskhand.jobs import list_files, read_files, draw_picture"
    assert loaded_by(jobs) == set()
