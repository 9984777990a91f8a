"""A folder of texts or subtitles: nobody's files are lost, and every name is there once."""

from pathlib import Path, PurePath

from deskhand.domain.jobs import OutputKind
from deskhand.domain.recordings import CallState, Passage, Transcript
from deskhand.writers import call_files
from deskhand.writers.calls import Call


def call(name: str, words: str = "Hello.") -> Call:
    transcript = Transcript(CallState.DONE, 2.0, "en", 0.9, (Passage(0, 2, words, 0.9),))
    return Call(1, (name, "", "2.0", "", "", words, "90%", "done"), PurePath(name), Path(name), transcript)


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != call_files.LIST
    }


def test_two_recordings_of_one_name_get_a_file_each(tmp_path: Path) -> None:
    calls = [call("a.wav", "One."), call("A.mp3", "Two."), call("sub/a.wav", "Three.")]
    assert call_files.write(calls, tmp_path, OutputKind.TEXT).notes == ()
    assert texts(tmp_path) == {"a.txt": "One.\n", "A (2).txt": "Two.\n", "sub/a.txt": "Three.\n"}


def test_saving_again_replaces_what_deskhand_wrote(tmp_path: Path) -> None:
    call_files.write([call("a.wav", "One."), call("a.mp3", "Two.")], tmp_path, OutputKind.TEXT)
    call_files.write([call("a.wav", "One, corrected."), call("a.mp3", "Two.")], tmp_path, OutputKind.TEXT)
    assert texts(tmp_path) == {"a.txt": "One, corrected.\n", "a (2).txt": "Two.\n"}


def test_a_file_of_somebody_else_and_one_changed_since_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("theirs")
    call_files.write([call("a.wav"), call("b.wav")], tmp_path, OutputKind.TEXT)
    (tmp_path / "b.txt").write_text("edited")
    written = call_files.write([call("a.wav", "New."), call("b.wav", "New.")], tmp_path, OutputKind.TEXT)
    assert texts(tmp_path) == {"a.txt": "theirs", "a (2).txt": "New.\n", "b.txt": "edited", "b (2).txt": "New.\n"}
    assert written.notes[0].startswith("2 files were there already")


def test_a_saving_that_was_killed_before_it_was_noted_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Hello.\n")
    call_files.write([call("a.wav")], tmp_path, OutputKind.TEXT)
    assert texts(tmp_path) == {"a.txt": "Hello.\n"}


def test_names_are_never_too_long_nor_above_the_folder(tmp_path: Path) -> None:
    calls = [call(f"{'😀' * 62}.wav"), call(f"{'😀' * 62}.mp3"), call("../../up.wav"), call("/etc/at.wav")]
    call_files.write(calls, tmp_path / "out", OutputKind.SRT)
    assert len(texts(tmp_path / "out")) == 4
    assert not list(tmp_path.glob("*.srt"))
    assert (tmp_path / "out" / "etc" / "at.srt").is_file()


def test_speakers_begin_lines_of_their_own(tmp_path: Path) -> None:
    passages = (Passage(0, 1, "Hello?", 0.9, speaker=1), Passage(1, 2, "Hello.", 0.9, speaker=2))
    both = Call(1, ("a.wav",), PurePath("a.wav"), Path("a.wav"), Transcript(CallState.DONE, 2, "en", 0.9, passages))
    call_files.write([both], tmp_path, OutputKind.TEXT)
    assert texts(tmp_path) == {"a.txt": "Left: Hello?\nRight: Hello.\n"}
