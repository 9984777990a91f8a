"""Tiny real models for tests of the shelf: folders as their makers publish them, and the job that adds them."""

import shutil
from pathlib import Path

import torch
from transformers import BertConfig, BertModel

from deskhand import jobs
from deskhand.domain.jobs import Event, Failed, ImportModel, ModelPlaced, Progress
from deskhand.domain.models import Model
from deskhand.domain.problems import Problem
from deskhand.engine import shelf


class Heard:
    """How far a job said it was."""

    def __init__(self) -> None:
        self.all: list[Progress] = []

    def progress(self, progress: Progress) -> None:
        self.all.append(progress)


def tiny_bert(folder: Path, seed: int = 0) -> Path:
    """A real BERT with random weights, and the tokenizer of the model that comes with Deskhand."""
    torch.manual_seed(seed)
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=48)
    BertModel(config).save_pretrained(folder)
    shutil.copy(shelf.find().folder / "tokenizer.json", folder)
    return folder


def add(path: Path) -> list[Event]:
    """All that adding a model answers."""
    return list(jobs.perform(ImportModel(str(path)), None, Heard()))


def added(path: Path) -> Model:
    """The model that was added."""
    (placed,) = (event for event in add(path) if isinstance(event, ModelPlaced))
    return placed.model


def problem_of_adding(path: Path) -> Problem:
    """Why it was not added."""
    ending = add(path)[-1]
    assert isinstance(ending, Failed), ending
    return ending.problem
