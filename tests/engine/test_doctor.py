"""The doctor: real work in real processes, some of which really hang, crash, or are killed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from deskhand.domain.jobs import Stopped
from deskhand.domain.processors import DeviceReport, Trial, Work
from deskhand.engine.choosing_processors import chosen
from deskhand.engine.doctor import drivers, testing
from deskhand.engine.doctor.apart import Child
from deskhand.engine.doctor.reasons import reason_of
from deskhand.engine.failing import ProcessorLostError, give_up_if_broken, is_broken, is_memory
from deskhand.storage.computer import last_check, remember_check, remember_failure
from deskhand.storage.settings import ONLY_MAIN, Settings

from .deadly_trial import FILE

GPU = DeviceReport("A card", "cuda:0")
MAIN = DeviceReport("Main processor", "cpu")
PATIENT = 300.0  # seconds; nothing waits for them but a test that fails


def quiet() -> None:
    """Nobody has cancelled."""


def deadly(how: str, seconds: float = PATIENT) -> Child:
    return Child((sys.executable, str(FILE), how), seconds)


def test_the_main_processor_is_found_and_really_reads_and_learns() -> None:
    patient = Child(seconds=PATIENT)
    *_, main = testing.processors(patient, quiet)
    assert (main.kind, main.memory > main.free > 0) == ("cpu", True)
    for work in testing.works_for(main, speech_model=""):
        main = testing.tried(main, work, "", patient, quiet)
    assert [(trial.work, trial.works) for trial in main.trials] == [(Work.READING, True), (Work.LEARNING, True)]


def test_a_speech_model_is_really_listened_with(speech_model: object) -> None:
    tried = testing.tried(MAIN, Work.HEARING, str(speech_model), Child(seconds=PATIENT), quiet)
    assert tried.speed(Work.HEARING) > 0


def test_a_processor_that_is_not_there_is_said_to_be_no_good_and_harms_nobody() -> None:
    tried = testing.tried(GPU, Work.READING, "", Child(seconds=PATIENT), quiet)
    assert tried.works is False
    assert tried.trials[0].detail


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("crash", "ended the test by itself"),
        ("leave", "ended the test by itself"),
        ("killed", "too little free memory"),
        ("memory", "too little free memory"),
        ("differ", "Gave different answers, not used."),
        ("kernels", "not made for a card of this age"),
    ],
)
def test_whatever_happens_to_the_process_is_told_in_words_with_advice(how: str, said: str) -> None:
    (trial,) = testing.tried(GPU, Work.READING, "", deadly(how), quiet).trials
    assert said in trial.detail
    assert (trial.works, bool(trial.advice)) == (False, True)


def test_a_driver_that_hangs_is_stopped_and_its_process_is_gone() -> None:
    before = {process.pid for process in psutil.Process().children()}
    (trial,) = testing.tried(GPU, Work.READING, "", deadly("hang", seconds=0.3), quiet).trials
    assert "did not answer in time" in trial.detail
    assert {process.pid for process in psutil.Process().children()} <= before


def test_even_a_driver_that_hangs_when_asked_for_its_processors_leaves_the_main_one() -> None:
    silent = Child((sys.executable, "-c", "import time; time.sleep(3600)"), 0.3)
    assert testing.processors(silent, quiet) == (MAIN,)


def test_a_person_who_cancels_does_not_wait_for_the_driver() -> None:
    def stop() -> None:
        raise Stopped

    before = {process.pid for process in psutil.Process().children()}
    with pytest.raises(Stopped):
        testing.tried(GPU, Work.READING, "", deadly("hang"), stop)
    assert {process.pid for process in psutil.Process().children()} <= before


def test_the_process_ends_with_whoever_asked_for_it() -> None:
    command = [sys.executable, str(FILE), "hang", "reading", "cuda:0"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env=dict(os.environ))
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(PATIENT) == 0


def test_a_process_that_reaches_for_the_network_is_seen_to_be_stopped(home: Path) -> None:
    assert testing.network_is_shut(Child(seconds=PATIENT), quiet)
    assert not (home / "logs" / "network-refused.log").exists()
    assert not testing.network_is_shut(Child((sys.executable, "-c", "pass"), PATIENT), quiet)


CARDS = "0, NVIDIA GeForce RTX 3060, 535.183.01, 12288\n1, NVIDIA GT 710, 470.223.02, 1998\n"


@pytest.mark.parametrize(
    ("told", "drivers_seen"),
    [
        (CARDS, ["535.183.01", "470.223.02"]),
        ("", []),
        ("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n", []),
        ("0, A card, 535, [N/A]\n", ["535"]),
        ("\x00\xff,,,\n", []),
    ],
    ids=["two", "none", "failed", "memory not said", "nonsense"],
)
def test_cards_are_read_off_what_their_own_tool_says(told: str, drivers_seen: list[str]) -> None:
    assert [card.driver for card in drivers.cards(lambda: told)] == drivers_seen


@pytest.mark.parametrize(
    ("driver", "build", "said"),
    [
        ("470.223.02", "12.8", "Its driver is 470.223.02; this Deskhand needs 525 or newer."),
        ("535.183.01", "13.0", "Its driver is 535.183.01; this Deskhand needs 580 or newer."),
        ("535.183.01", "12.8", "Its driver is there, but does not let Deskhand use the card."),
        ("535.183.01", "", "This Deskhand was installed for the main processor alone."),
        ("535.183.01", "77.0", "Its driver is there, but does not let Deskhand use the card."),
    ],
)
def test_a_card_that_cannot_be_reached_is_told_with_the_driver_it_needs(driver: str, build: str, said: str) -> None:
    detail, advice = drivers.why_unreached(drivers.Card(0, "A card", driver, 0), build)
    assert (detail, bool(advice)) == (said, True)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("The NVIDIA driver on your system is too old (found version 11040)."), "too old"),
        (RuntimeError("CUDA driver version is insufficient for CUDA runtime version"), "too old"),
        (RuntimeError("Library libcublas.so.12 is not found or cannot be loaded"), "libraries for listening"),
        (RuntimeError("Library cublas64_12.dll is not found or cannot be loaded"), "libraries for listening"),
        (RuntimeError("Could not load library libcudnn_ops.so.9: cannot open shared object"), "libraries for listen"),
        (AssertionError("Torch not compiled with CUDA enabled"), "lacks something"),
        (RuntimeError("all CUDA-capable devices are busy or unavailable"), "Another program"),
        (MemoryError(), "too little free memory"),
        (RuntimeError("/home/ada/secret.txt went wrong"), "It failed (RuntimeError)."),
    ],
)
def test_errors_of_libraries_are_said_in_words_without_their_own(error: Exception, said: str) -> None:
    detail, advice = reason_of(error, "cuda:0", lambda: ())
    assert said in detail
    assert advice
    assert "ada" not in detail + advice


@pytest.mark.parametrize(
    ("error", "memory", "broken"),
    [
        (RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"), True, False),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"), True, False),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"), True, False),
        (MemoryError(), True, False),
        (RuntimeError("CUDA error: an illegal memory access was encountered"), False, True),
        (RuntimeError("CUDA failed with error unspecified launch failure"), False, True),
        (RuntimeError("HIP error: invalid device function"), False, True),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), False, False),
        (ValueError("CUDA error"), False, False),
    ],
)
def test_want_of_memory_and_a_lost_driver_are_told_apart(error: Exception, memory: bool, broken: bool) -> None:
    assert (is_memory(error), is_broken(error)) == (memory, broken)


def test_a_processor_that_is_lost_is_not_used_again_until_it_is_tested() -> None:
    with pytest.raises(ProcessorLostError):
        give_up_if_broken(RuntimeError("CUDA error: device-side assert triggered"), "cuda:0", Work.LEARNING)
    assert chosen(Work.LEARNING, ["cuda:0", "cpu"], lambda _: "") == "cpu"
    remember_check((DeviceReport("A card", "cuda:0", trials=(Trial(Work.LEARNING, 9.0, ""),)), MAIN))
    assert chosen(Work.LEARNING, ["cuda:0", "cpu"], lambda _: "") == "cuda:0"


def device(kind: str, **speeds: float) -> DeviceReport:
    return DeviceReport(kind, kind, trials=tuple(Trial(Work(work), speed, "") for work, speed in speeds.items()))


BAD: Callable[[str], str] = lambda _: "does not work"  # noqa: E731
GOOD: Callable[[str], str] = lambda _: ""  # noqa: E731


def test_for_each_kind_of_work_the_quickest_that_works_is_used() -> None:
    remember_check((device("cuda:0", reading=60, learning=0), device("cpu", reading=9, learning=4)))
    assert chosen(Work.READING, ["cuda:0", "cpu"], BAD) == "cuda:0"
    assert chosen(Work.LEARNING, ["cuda:0", "cpu"], GOOD) == "cpu"
    assert chosen(Work.HEARING, ["cuda:0", "cpu"], GOOD) == "cuda:0"  # was not tested: tried when it is needed
    assert chosen(Work.HEARING, ["cuda:0", "cpu"], BAD) == "cpu"


def test_a_slow_card_is_left_alone_and_a_new_one_is_tried() -> None:
    remember_check((device("cuda:0", reading=5), device("cpu", reading=9)))
    assert chosen(Work.READING, ["cuda:0", "cpu"], GOOD) == "cpu"
    assert chosen(Work.READING, ["cuda:0", "cuda:1", "cpu"], GOOD) == "cuda:1"
    assert chosen(Work.READING, ["cpu"], GOOD) == "cpu"  # the card was taken out


def test_the_person_can_keep_to_the_main_processor() -> None:
    remember_check((device("cuda:0", reading=60), device("cpu", reading=9)))
    Settings().set("work.processor", ONLY_MAIN)
    assert chosen(Work.READING, ["cuda:0", "cpu"], GOOD) == "cpu"


def test_a_failure_is_remembered_once() -> None:
    for _ in range(2):
        remember_failure("cuda:0", Work.READING)
    assert len(last_check().failures) == 1
