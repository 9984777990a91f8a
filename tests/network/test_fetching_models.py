"""A model comes whole and as its makers published it, whatever happens on its way; or there is a clear problem."""

from dataclasses import replace
from pathlib import Path

import pytest

from deskhand.domain.models import Model, ModelFile
from deskhand.domain.problems import ProblemError
from deskhand.network.fetching import Coming, fetch
from deskhand.network.hub import Hub
from network.getting import SHORT, get, problem
from network.hub_server import (
    COMMIT,
    OLDER,
    Behaviour,
    HubServer,
    another_part,
    cut_off,
    gives_instead,
    hangs,
    ignores_ranges,
    says,
    sha256,
)

LFS = "GET /lfs/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "incoming"


def lying(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def of_model(contents: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in contents.items() if not name.endswith(".bin")}


def test_a_model_comes_whole_with_its_revision_and_hashes_learned(
    hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]
) -> None:
    came, said = get(hub, model, folder)
    assert lying(folder) == of_model(contents)
    assert came.revision == COMMIT
    assert came.files == tuple(ModelFile(name, len(data), sha256(data)) for name, data in sorted(lying(folder).items()))
    assert came.sha256 == sha256(contents["model.safetensors"])
    assert said[-1] == Coming(came.size, came.size)
    assert [step.done for step in said] == sorted(step.done for step in said)


def test_a_pinned_revision_is_fetched_and_no_newer_one(hub: HubServer, model: Model, folder: Path) -> None:
    hub.files["d" * 40] = {"config.json": b"newer"}
    came, _ = get(hub, replace(model, revision=COMMIT), folder)
    assert came.revision == COMMIT
    assert not [seen for seen in hub.seen if "d" * 40 in seen.path]


def test_nothing_is_fetched_that_the_catalogue_does_not_name(hub: HubServer, model: Model, folder: Path) -> None:
    get(hub, model, folder)
    assert not hub.asked("GET", ".bin")
    assert not hub.asked("HEAD", ".bin")


def test_what_is_no_model_file_is_not_fetched_even_if_it_is_named(hub: HubServer, model: Model, folder: Path) -> None:
    for name in ("pytorch_model.bin", "../config.json", "/config.json", "model.py"):
        assert "damaged" in problem(hub, replace(model, files=(ModelFile(name),)), folder).title
    assert not [seen for seen in hub.seen if "resolve" in seen.path]


def test_fetching_again_asks_for_no_contents(hub: HubServer, model: Model, folder: Path) -> None:
    get(hub, model, folder)
    before = len(hub.asked("GET", "/"))
    get(hub, model, folder)
    assert [seen.path for seen in hub.asked("GET", "/")[before:]] == [f"/api/models/{model.id}/revision/main"]


GOES_ON: dict[str, Behaviour] = {
    "cut off": cut_off(100_000),
    "cut off at once": cut_off(0),
    "hangs up": hangs(0.05),
    "busy": says(503),
    "too many requests": says(429, Retry_After="0"),
    "slow down": says(408),
    "other part": another_part,
}


@pytest.mark.parametrize("name", GOES_ON)
def test_what_passes_is_waited_for_and_gone_on_from(
    name: str, hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]
) -> None:
    hub.behave(LFS + sha256(contents["model.safetensors"]), GOES_ON[name])
    _, said = get(hub, model, folder)
    assert lying(folder) == of_model(contents)
    assert any(step.waits for step in said)


def test_a_bad_line_that_always_breaks_off_gets_the_model_in_the_end(
    hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]
) -> None:
    hub.behave(LFS + sha256(contents["model.safetensors"]), cut_off(30_000), times=13)
    get(hub, model, folder)
    assert lying(folder) == of_model(contents)
    starts = [seen.start for seen in hub.asked("GET", f"/lfs/{sha256(contents['model.safetensors'])}")]
    assert starts == [30_000 * number for number in range(14)]


def test_a_line_that_falls_silent_is_not_waited_for_for_ever(
    hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskhand.network.hub.TIMEOUT", 0.2)
    hub.behave(LFS + sha256(contents["model.safetensors"]), hangs(1.0))
    get(hub, model, folder)
    assert lying(folder) == of_model(contents)


def test_a_server_that_knows_no_ranges_gives_all_of_it_again(
    hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]
) -> None:
    hub.behave(LFS + sha256(contents["model.safetensors"]), cut_off(100_000))
    hub.behave(LFS + sha256(contents["model.safetensors"]), ignores_ranges)
    get(hub, model, folder)
    assert lying(folder) == of_model(contents)


def test_what_was_spoilt_on_the_drive_is_fetched_again(
    hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]
) -> None:
    hub.behave(LFS + sha256(contents["model.safetensors"]), cut_off(100_000), times=1)
    hub.behave(LFS + sha256(contents["model.safetensors"]), says(404), times=1)
    problem(hub, model, folder)
    (part,) = folder.glob("model.safetensors.*.part")
    part.write_bytes(b"\0" * part.stat().st_size)
    get(hub, model, folder)
    assert lying(folder) == of_model(contents)


def test_contents_that_changed_at_the_hub_are_not_put_together_with_older_ones(
    hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]
) -> None:
    hub.behave(LFS, cut_off(100_000))
    hub.behave(LFS, says(404))
    problem(hub, model, folder)
    newer = {**contents, "model.safetensors": contents["model.safetensors"][::-1]}
    hub.files["d" * 40] = newer
    came, _ = get(hub, model, folder)
    assert came.revision == "d" * 40
    assert lying(folder) == of_model(newer)


def test_wrong_bytes_are_thrown_away(hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]) -> None:
    right = contents["model.safetensors"]
    hub.behave(LFS + sha256(right), gives_instead(right[:-1] + b"?"), times=9)
    assert problem(hub, model, folder).title == "What arrived is not the model"
    assert "model.safetensors" not in str(lying(folder).keys())


def test_small_files_are_proven_as_well(hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]) -> None:
    wrong = contents["config.json"].replace(b"bert", b"gpt2")
    hub.behave(f"GET /{model.id}/resolve/{COMMIT}/config.json", gives_instead(wrong), times=9)
    assert problem(hub, model, folder).title == "What arrived is not the model"


def test_more_than_was_promised_is_not_taken(
    hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]
) -> None:
    right = contents["model.safetensors"]
    hub.behave(LFS + sha256(right), gives_instead(right + b"more"), times=9)
    assert problem(hub, model, folder).title == "What arrived is not the model"


def test_less_than_was_promised_ends_in_a_problem(
    hub: HubServer, model: Model, folder: Path, contents: dict[str, bytes]
) -> None:
    right = contents["model.safetensors"]
    hub.behave(LFS + sha256(right), gives_instead(right[:-1000]), times=9)
    assert problem(hub, model, folder).title


@pytest.mark.parametrize("known", [{"sha256": "0" * 64}, {"size": 399_999}])
def test_a_hub_that_has_something_else_under_the_name_is_noticed_before(
    known: dict[str, str | int], hub: HubServer, model: Model, folder: Path
) -> None:
    files = (ModelFile("config.json"), ModelFile("model.safetensors", **known))  # type: ignore[arg-type]
    assert "another model" in problem(hub, replace(model, files=files), folder).title
    assert not hub.asked("GET", "/lfs/")


def test_a_model_without_safetensors_is_not_fetched(hub: HubServer, model: Model, folder: Path) -> None:
    found = problem(hub, replace(model, revision=OLDER), folder)
    assert "safetensors" in found.happened
    assert not hub.asked("GET", "/resolve/")


ENDS: dict[str, tuple[str, Behaviour, str]] = {
    "not there": ("/api/", says(404, X_Error_Code="RepoNotFound"), "The model is not at the hub"),
    "no such version": ("/api/", says(404, X_Error_Code="RevisionNotFound"), "The model is not at the hub"),
    "a key is wanted": ("/api/", says(401), "The hub wants a key for this model"),
    "conditions": ("HEAD", says(403, X_Error_Code="GatedRepo"), "The makers want to know who uses this model"),
    "refused": ("/lfs/", says(403), "The hub refused"),
    "too much to do": ("/lfs/", says(429, Retry_After="3600"), "The hub has too much to do"),
    "always too much": ("/lfs/", says(429), "The hub has too much to do"),
    "broken": ("/lfs/", says(500), "The hub does not work at the moment"),
    "breaks off": ("/lfs/", hangs(0.0), "The connection broke off"),
    "sent to http": ("/resolve/", says(302, Location="http://localhost/x"), "The way to the model is not safe"),
    "sent round and round": ("GET /lfs/", says(302, Location="/lfs/x"), ""),
    "a page to sign in": ("/api/", says(200), ""),
}


@pytest.mark.parametrize("name", ENDS)
def test_what_does_not_pass_ends_in_a_problem_with_advice(
    name: str, hub: HubServer, model: Model, folder: Path
) -> None:
    path, behaviour, title = ENDS[name]
    hub.behave(path, behaviour, times=99)
    found = problem(hub, model, folder)
    assert found.title == title or not title
    assert "signature" not in str(found) + found.details
    assert len(hub.seen) < 40


def test_a_server_that_asks_for_too_long_is_told_in_seconds(hub: HubServer, model: Model, folder: Path) -> None:
    hub.behave("/api/", says(429, Retry_After="3600"), times=9)
    assert "3600" in problem(hub, model, folder).happened
    assert len(hub.seen) == 1


def test_a_hub_that_is_not_there_ends_in_a_problem(hub: HubServer, model: Model, folder: Path) -> None:
    hub.address = "https://localhost:9"
    assert problem(hub, model, folder).title == "The hub could not be reached"


def test_nothing_counts_as_sent_where_there_was_no_connection(model: Model, folder: Path) -> None:
    with Hub("https://localhost:9") as hub:
        with pytest.raises(ProblemError):
            list(fetch(hub, model, folder, SHORT))
        assert not list(hub.meter.take())


def test_a_hub_that_nobody_vouches_for_is_not_asked(
    hub: HubServer, model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert problem(hub, model, folder).title == "The hub could not prove who it is"
    assert not hub.seen


@pytest.mark.parametrize("address", ["http://localhost", "huggingface.co", "", "https://", "https://me:key@localhost"])
def test_a_hub_is_talked_to_encrypted_or_not_at_all(address: str) -> None:
    with pytest.raises(ProblemError, match="address of the model hub"):
        Hub(address)


def test_a_full_drive_is_noticed_before_anything_comes(
    hub: HubServer, model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def free(_: object) -> object:
        return type("Usage", (), {"free": 1 << 20})

    monkeypatch.setattr("deskhand.network.fetching.shutil.disk_usage", free)
    assert problem(hub, model, folder).title == "There is not enough room for the model"
    assert not hub.asked("GET", "/lfs/")
