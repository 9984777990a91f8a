"""What a hub learns of the person and of this computer, and that all of it is counted."""

import logging
from pathlib import Path

import pytest

from deskhand.domain.models import Model
from deskhand.network.fetching import fetch
from deskhand.network.hub import Hub
from network.getting import SHORT, get
from network.hub_server import HubServer, says


def test_the_key_goes_to_the_hub_and_to_nobody_else_and_into_no_log(
    hub: HubServer, model: Model, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hub.behave("/resolve/", says(503))
    hub.behave("GET /lfs/", says(503))
    get(hub, model, tmp_path / "incoming", key="hf_secret")
    at_hub = [seen for seen in hub.seen if seen.host.startswith("localhost")]
    elsewhere = [seen for seen in hub.seen if not seen.host.startswith("localhost")]
    assert all("Bearer hf_secret" in seen.headers.values() for seen in at_hub)
    assert elsewhere
    assert not [seen for seen in elsewhere if "secret" in str(seen.headers)]
    assert "hf_secret" not in caplog.text


def test_no_key_is_sent_that_other_programs_left_here(
    hub: HubServer, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_of_another_program")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login me password of_another_program\n")
    monkeypatch.setenv("NETRC", str(netrc))
    get(hub, model, tmp_path / "incoming")
    assert not [seen for seen in hub.seen if "uthorization" in str(seen.headers)]


def test_little_is_said_of_this_computer(hub: HubServer, model: Model, tmp_path: Path) -> None:
    get(hub, model, tmp_path / "incoming")
    agents = {value for seen in hub.seen for name, value in seen.headers.items() if name.lower() == "user-agent"}
    assert all(agent.startswith("deskhand/") and "python" not in agent for agent in agents)


def test_every_byte_of_contents_is_counted_with_its_host(
    hub: HubServer, model: Model, tmp_path: Path, contents: dict[str, bytes]
) -> None:
    with Hub(hub.address) as ours:
        for _ in fetch(ours, model, tmp_path / "incoming", SHORT):
            pass
        moved = {counted.host: counted for counted in ours.meter.take()}
        assert not list(ours.meter.take())
    large = sum(len(contents[name]) for name in ("model.safetensors", "tokenizer.json"))
    assert large < moved["127.0.0.1"].received < large + 2_000
    assert 0 < moved["localhost"].sent < 20_000
    assert moved["127.0.0.1"].sent > 200
