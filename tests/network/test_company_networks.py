"""In a company's network: a proxy, its name and password, hosts that need none, and a certificate of its own."""

from pathlib import Path

import pytest

from deskhand.domain.models import Model
from deskhand.domain.problems import ProblemError
from deskhand.network.fetching import fetch
from deskhand.network.hub import Hub
from deskhand.network.patience import Patience
from deskhand.network.route import proxy_of
from network.hub_server import HubServer
from network.proxy import Proxy


@pytest.fixture(autouse=True)
def no_exceptions(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_PROXY", "no_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def get(hub: HubServer, model: Model, folder: Path) -> None:
    with Hub(hub.address, "hf_secret") as ours:
        for _ in fetch(ours, model, folder, Patience(waits=(0.01,))):
            pass


def test_everything_goes_through_the_proxy_and_it_sees_no_contents_and_no_key(
    hub: HubServer, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Proxy()
    with proxy.running() as address:
        monkeypatch.setenv("https_proxy", address)
        get(hub, model, tmp_path / "incoming")
    assert set(proxy.asked) == {f"localhost:{hub.port}", f"127.0.0.1:{hub.port}"}
    assert all("Proxy-Authorization: Basic" in head for head in proxy.heads)
    assert not [head for head in proxy.heads if "hf_secret" in head]
    assert not [seen for seen in hub.seen if "proxy" in str(seen.headers).lower()]


@pytest.mark.parametrize("answer", ["407 Proxy Authentication Required", "403 Forbidden"])
def test_a_proxy_that_refuses_is_a_problem_with_advice(
    answer: str, hub: HubServer, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy(refuses=answer).running() as address:
        monkeypatch.setenv("https_proxy", address)
        with pytest.raises(ProblemError, match="HTTPS_PROXY") as caught:
            get(hub, model, tmp_path / "incoming")
    assert caught.value.problem.title == "The proxy did not let Deskhand through"
    assert "word" not in caught.value.problem.details
    assert not hub.seen


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:9", "nonsense://127.0.0.1:9", "http://127.0.0.1:nine"])
def test_a_proxy_of_a_kind_that_is_not_known_is_a_problem_with_advice(
    address: str, hub: HubServer, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", address)
    with pytest.raises(ProblemError, match="HTTPS_PROXY"):
        get(hub, model, tmp_path / "incoming")


def test_the_proxy_of_the_environment_is_taken_but_for_hosts_that_need_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    monkeypatch.setenv("no_proxy", "localhost,.inside.example")
    assert proxy_of("huggingface.co") == "http://proxy.example:3128"
    assert proxy_of("hub.inside.example") == ""
    monkeypatch.delenv("https_proxy")
    assert proxy_of("huggingface.co") == ""
