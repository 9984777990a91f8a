"""What makes a plan old: answers, names of folders, and files that have come, gone or been filed."""

from deskhand.domain import acts, jobs

_MAKES_OLD = (
    acts.Labelled,
    acts.Unlabelled,
    acts.AnswersPutBack,
    acts.CarefulSet,
    acts.SkillChosen,
    acts.RunUndone,
    acts.QuestionAsked,
    acts.QuestionDropped,
    acts.SourceAdded,
    acts.SourceRemoved,
    acts.FolderNamed,
    jobs.AnswersTaken,
    jobs.Predicted,
    jobs.FilesListed,
    jobs.FileRead,
    jobs.FilesFiled,
)


def makes_old(message: object) -> bool:
    """Whether a plan that was made before is no longer true."""
    return isinstance(message, _MAKES_OLD)
