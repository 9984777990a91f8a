"""The catalogue: well made, honest about what is not known, and of families that are loaded here."""

import re
from collections import Counter

import pytest
from transformers.models.auto.configuration_auto import CONFIG_MAPPING

from deskhand.domain.models import Modality, Model, Section
from deskhand.engine.encoders import ears
from deskhand.engine.shelf.files import NEEDED, SPEECH_FILES, WEIGHTS
from deskhand.engine.shelf.safety import taken
from deskhand.storage.models import catalogue, folder_of, is_id, known, package_folder

EACH = pytest.mark.parametrize("model", catalogue(), ids=lambda model: model.id)
FETCHED = pytest.mark.parametrize("model", [one for one in catalogue() if one.files], ids=lambda model: model.id)
LISTENING = pytest.mark.parametrize(
    "model", [one for one in catalogue() if one.modality is Modality.SOUND], ids=lambda model: model.id
)
EXPECTED = (
    *("all-MiniLM-L6-v2", "BAAI/bge-small-en-v1.5", "BAAI/bge-base-en-v1.5", "intfloat/multilingual-e5-small"),
    *("ibm-granite/granite-embedding-97m-multilingual-r2", "Alibaba-NLP/gte-modernbert-base"),
    *("answerdotai/ModernBERT-base", "google-bert/bert-base-uncased", "distilbert/distilroberta-base"),
    *("FacebookAI/roberta-base", "openai-community/gpt2", "Qwen/Qwen3-0.6B", "facebook/dinov2-small"),
    *("facebook/dinov2-base", "facebook/vit-mae-base", "google/siglip2-base-patch16-224"),
    *("openai/clip-vit-base-patch32", "google/owlv2-base-patch16-ensemble", "facebook/wav2vec2-base"),
    *("facebook/hubert-base-ls960", "microsoft/wavlm-base-plus", "laion/clap-htsat-unfused"),
    *("MIT/ast-finetuned-audioset-10-10-0.4593", "openai/whisper-tiny", "openai/whisper-base"),
    *("openai/whisper-small", "openai/whisper-tiny.en", "openai/whisper-base.en", "openai/whisper-small.en"),
    *("openai/whisper-large-v3-turbo", "distil-whisper/distil-large-v3.5"),
)


def test_all_that_the_field_expects_to_find_is_there() -> None:
    assert {model.id for model in catalogue()} == set(EXPECTED)
    assert {model.section for model in catalogue()} == set(Section)
    assert {model.modality for model in catalogue()} == set(Modality)


def test_no_two_models_have_one_name_or_one_place() -> None:
    for told in (lambda one: one.id, lambda one: one.name, lambda one: str(folder_of(one.id)).casefold()):
        assert not [name for name, count in Counter(map(told, catalogue())).items() if count > 1]


@EACH
def test_what_is_said_of_a_model_is_whole(model: Model) -> None:
    assert is_id(model.id)
    assert known(model.id) is model
    assert model.name
    assert model.about.endswith(".")
    assert model.learned.split()[0] in {"by", "from"}
    assert model.languages
    assert model.licence
    assert model.size > model.weights
    assert model.weights > 1e6
    assert model.family
    assert all(re.fullmatch("[a-z]{2}|many", code) for code in model.codes)
    assert bool(model.longest) == (model.modality is Modality.TEXT)
    assert model.prefix == ("query: " if "e5" in model.id else "")


@EACH
def test_what_is_pinned_looks_like_what_it_is(model: Model) -> None:
    assert re.fullmatch("|[0-9a-f]{64}", model.sha256)
    assert re.fullmatch("|[0-9a-f]{40}", model.revision)
    for file in model.files:
        assert re.fullmatch("|[0-9a-f]{64}", file.sha256)
        assert file.size <= model.size
    assert [file.sha256 for file in model.files if file.path == WEIGHTS] in ([], [model.sha256])


@FETCHED
def test_only_files_are_fetched_that_are_opened(model: Model) -> None:
    paths = [file.path for file in model.files]
    assert len(set(paths)) == len(paths)
    assert all(map(taken, paths))
    assert set(NEEDED[model.modality]) <= set(paths)
    if model.modality is Modality.SPEECH:
        assert set(paths) == set(SPEECH_FILES)


@EACH
def test_every_family_is_one_that_the_library_builds_without_code_of_the_makers(model: Model) -> None:
    assert model.family in CONFIG_MAPPING


@pytest.mark.parametrize(
    "model", [one for one in catalogue() if one.modality is Modality.SOUND], ids=lambda one: one.id
)
def test_every_family_that_listens_is_one_that_we_listen_with(model: Model) -> None:
    assert model.family in ears._FAMILIES


def test_the_starter_comes_as_a_package_and_all_others_can_be_fetched() -> None:
    assert [model.id for model in catalogue() if not model.files] == ["all-MiniLM-L6-v2"]
    assert package_folder("all-MiniLM-L6-v2")


def test_those_that_are_only_pickled_say_no_revision_as_there_is_nothing_to_fetch_there() -> None:
    pickled = [model for model in catalogue() if model.only_pickled]
    assert pickled
    assert not [model.id for model in pickled if model.revision or model.sha256]


@pytest.mark.parametrize(
    ("model", "learning"),
    [  # methods.md, 8: gigabytes to change all weights
        *(("all-MiniLM-L6-v2", 2), ("BAAI/bge-small-en-v1.5", 2), ("BAAI/bge-base-en-v1.5", 4)),
        *(("Alibaba-NLP/gte-modernbert-base", 5.5), ("intfloat/multilingual-e5-small", 4)),
        *(("facebook/dinov2-small", 2), ("facebook/dinov2-base", 5)),
    ],
)
def test_memory_is_reckoned_as_the_field_measures_it(model: str, learning: float) -> None:
    reckoned = known(model)
    assert reckoned is not None
    assert reckoned.memory_to_learn / 1e9 == pytest.approx(learning, rel=0.4)
    assert reckoned.memory_to_use < reckoned.memory_to_learn
