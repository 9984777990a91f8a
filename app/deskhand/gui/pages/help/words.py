"""What help says about each page: what a newcomer needs and no more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpPart:
    """A question of a newcomer and its answer."""

    heading: str
    words: str


WORDS: dict[str, tuple[HelpPart, ...]] = {
    "Home": (
        HelpPart(
            "How do I begin?",
            "Press the card of the job, or drop a workbook or a folder of recordings anywhere on the window. “Try with"
            " a sample” shows the whole way with things made up; nothing of yours is needed.",
        ),
        HelpPart(
            "What is a project?",
            "A folder on this computer that holds your answers and what Deskhand learned from them. Your workbook, or"
            " your recordings, stay where they are and are never changed.",
        ),
    ),
    "Choose": (
        HelpPart(
            "What do I choose?",
            "The column that Deskhand reads, and the columns that already hold answers, if there are any. Click a"
            " heading to say so. Several columns can be read together.",
        ),
        HelpPart(
            "What is the data check?",
            "It looks for empty rows, repeats, near-copies and answers that disagree, because they would spoil or"
            " flatter the result. Every remedy can be undone, and none changes your workbook.",
        ),
    ),
    "Choose recordings": (
        HelpPart(
            "Which recordings can be read?",
            "Those of phone systems, WhatsApp and telephones, and the sound of videos. Add folders or single files;"
            " when a folder has new recordings, add it again. When the call came and who called is taken from the names"
            " of the files, or from a list that lies beside them.",
        ),
        HelpPart(
            "What is a speech model?",
            "What turns sound into words. It works on this computer: no recording is sent anywhere. Deskhand fetches"
            " one only when you press Get on the page Models. The first one that is here is used in every project.",
        ),
        HelpPart(
            "Where do I get one?",
            "Press “Choose a speech model…” and then Get. Whisper small is a good beginning, base is quicker and"
            " mishears more, large turbo mishears least. Without a connection: save all files of one in a folder on"
            " another computer, bring the folder here on a stick and press “Add from a folder”.",
        ),
        HelpPart(
            "How long will it take?",
            "That depends on the model and the computer. A trial on five shows it, and from then on the time left is"
            " said. You can close the window at any time; work goes on from there at the next start.",
        ),
        HelpPart(
            "What are the names for?",
            "Names of customers, places and goods are heard more reliably when they are listed. What Deskhand wrote"
            " because of the list stays visible beside what it had heard.",
        ),
    ),
    "Models": (
        HelpPart(
            "Which one should I take?",
            "The recommended one: it was tried on a few of your own items, and the figures beside it are from this"
            " computer. Press Faster or Best if something else matters more to you.",
        ),
        HelpPart(
            "Does a larger one answer better?",
            "Often, not always. “Try these on my answers” has those that are here answer what you have answered, each"
            " time without having learned from it. The dot is how often it was right, the band where that likely lies."
            " Where the bands overlap, more answers are needed to tell them apart.",
        ),
        HelpPart(
            "What happens when I press Get?",
            "Deskhand says what comes, how large it is, from where and under which licence. Only then it opens the"
            " network, fetches those files, compares their fingerprints and tries the model before it is used. Pause,"
            " close Deskhand or lose the connection: what has come is kept, and “Go on” goes on from there.",
        ),
        HelpPart(
            "This computer has no network",
            "“Add from a folder” takes a model from a stick, as a folder or a zip, and checks it in the same way. A"
            " project that was handed over with its models brings them along.",
        ),
    ),
    "Teach": (
        HelpPart(
            "How many answers are needed?",
            "Deskhand guesses from two answers a category on. Ten a category work well; the figure at the side says"
            " how often it is right, and between what and what that likely lies.",
        ),
        HelpPart(
            "Why does it ask about this one?",
            "It asks about those that teach it most. Some are picked at random, so that the figure stays honest;"
            " on those the guess is hidden until you have answered.",
        ),
    ),
    "Learn thoroughly": (
        HelpPart(
            "What is different from learning as I answer?",
            "As you answer, Deskhand learns in seconds and leaves its model as it is. Here it changes the model itself,"
            " which takes minutes or hours, and uses the result only if it wins on answers it has not learned from.",
        ),
        HelpPart(
            "When does it pay?",
            "From about a hundred answers, and where they are about more than the subject: a mood, an urgency, a kind"
            " of damage. Often there is nothing to gain; then it says so, and you keep what you have.",
        ),
        HelpPart(
            "May I go on working, or close the window?",
            "Both. What you ask for goes first, and learning goes on by itself. After the window was closed it goes on"
            " from the last time through when you open the project again.",
        ),
    ),
    "Report card": (
        HelpPart(
            "Where do the figures come from?",
            "Each of your answers was tested by a skill that had not learned from it, and near-copies were kept"
            " together. The range says where the true figure likely lies.",
        ),
        HelpPart(
            "Why word counts?",
            "Counting words is the simple way. If it does as well as the model, the report card says so and Deskhand"
            " uses it.",
        ),
    ),
    "Run": (
        HelpPart(
            "What happens when I run?",
            "Deskhand answers every message that you have not answered. Try it on five first. Each answer is kept as"
            " soon as it is there: you can stop or close the window at any time and go on later.",
        ),
        HelpPart(
            "And with recordings?",
            "They are turned into text first; if there are questions with answers of yours, these are answered next,"
            " from the words. No speech, too quiet, could not be read: these are results too, nothing is invented.",
        ),
        HelpPart(
            "What does “Only at night” do?",
            "Long runs wait until 20:00 and pause at 6:00, while Deskhand is open. A trial never waits.",
        ),
    ),
    "Check": (
        HelpPart(
            "What waits for me?",
            "The answers of which Deskhand is not sure. Decide them with the number keys, or accept with Space. The"
            " dial says how sure it must be to answer without you.",
        ),
        HelpPart(
            "Does it learn from what I change?",
            "Yes: a correction is an answer. “Learn from your corrections” makes a new skill of them; it replaces"
            " the old one only if it does better.",
        ),
    ),
    "Use": (
        HelpPart(
            "Where do the answers go?",
            "Into a copy of your workbook with new columns, a new workbook, or a CSV file; calls also become texts and"
            " subtitles, again at any time. Your own files stay as they are. The history shows what was done, and"
            " undoes it.",
        ),
    ),
}
