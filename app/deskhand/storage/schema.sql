-- The project's database. Every table has a page of the product that needs it; the page stands beside it.
PRAGMA user_version = 1;

CREATE TABLE project (          -- Home: name, job, created, step reached
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE sources (          -- Choose: the tables and folders that items come from
    id           INTEGER PRIMARY KEY,
    path         BLOB NOT NULL, -- bytes, as the file system has them; relative to the project where possible
    sheet        TEXT NOT NULL,
    header_row   INTEGER NOT NULL,
    columns      TEXT NOT NULL, -- JSON
    text_columns TEXT NOT NULL, -- JSON
    notes        TEXT NOT NULL, -- JSON
    rows         INTEGER NOT NULL DEFAULT 0, -- 0 until read whole
    removed      INTEGER NOT NULL DEFAULT 0,
    kind         TEXT NOT NULL DEFAULT 'table',
    files        TEXT NOT NULL DEFAULT '[]', -- JSON, base64: of a folder, only these
    together     INTEGER NOT NULL DEFAULT 0  -- part of the file names whose equals are kept together; 0: none
) STRICT;

CREATE TABLE items (            -- Choose: the grid; everywhere: what is asked about
    id        INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources,
    row       INTEGER NOT NULL, -- 1-based, as in the person's own program
    cells     TEXT NOT NULL,    -- JSON list of strings, as they look
    UNIQUE (source_id, row)
) STRICT;

CREATE TABLE recordings (       -- Choose: where the sound of an item is
    item_id  INTEGER PRIMARY KEY REFERENCES items,
    path     BLOB NOT NULL,     -- relative to the folder of the source
    size     INTEGER NOT NULL,
    received TEXT NOT NULL,     -- local time, ISO 8601; '' if not known
    caller   TEXT NOT NULL
) STRICT;

CREATE TABLE transcripts (      -- Check: what was heard, as it is now; its row in items follows
    item_id    INTEGER PRIMARY KEY REFERENCES items,
    run_id     INTEGER NOT NULL REFERENCES runs,
    digest     TEXT NOT NULL,   -- SHA-256 of the file: the same recording is heard once
    state      TEXT NOT NULL,
    seconds    REAL NOT NULL,
    sure       REAL NOT NULL,
    doubtful   INTEGER NOT NULL, -- how many passages and numbers a person should hear
    checked    INTEGER NOT NULL DEFAULT 0,
    corrected  INTEGER NOT NULL DEFAULT 0,
    transcript TEXT NOT NULL    -- JSON
) STRICT;
CREATE INDEX transcripts_by_run ON transcripts (run_id, item_id);
CREATE INDEX transcripts_by_digest ON transcripts (digest);
CREATE INDEX transcripts_by_sure ON transcripts (sure, item_id);

CREATE TABLE parts_heard (      -- Run: where a long recording goes on after a kill
    run_id   INTEGER NOT NULL REFERENCES runs,
    item_id  INTEGER NOT NULL REFERENCES items,
    part     INTEGER NOT NULL,
    heard    TEXT NOT NULL,     -- JSON
    PRIMARY KEY (run_id, item_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE files (            -- Choose, Plan: where a document or photo is, and what is known of it
    item_id  INTEGER PRIMARY KEY REFERENCES items,
    path     BLOB NOT NULL,     -- relative to the folder of the source
    size     INTEGER NOT NULL,
    modified INTEGER NOT NULL,  -- nanoseconds since 1970
    place    BLOB,              -- absolute: where a filing has moved it to; NULL: it is where it was listed
    state    TEXT NOT NULL DEFAULT 'waiting',
    digest   TEXT NOT NULL DEFAULT '', -- SHA-256 of the file: the same one is read once
    run_id   INTEGER REFERENCES runs,  -- that read it
    content  TEXT NOT NULL DEFAULT '', -- JSON, without the words, which are in items
    source_id INTEGER NOT NULL REFERENCES sources -- that of the item: so counting 100,000 reads no items
) STRICT;
CREATE INDEX files_by_digest ON files (digest) WHERE digest <> '';
CREATE INDEX files_by_state ON files (state, source_id, item_id);
CREATE INDEX files_by_run ON files (run_id, item_id);

CREATE TABLE questions (        -- Teach: the tabs
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    column_name TEXT NOT NULL,
    careful     REAL NOT NULL DEFAULT 0.8, -- Check: the dial
    dropped     INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE question_labels (  -- Teach: the category buttons, in the order of their keys
    question_id INTEGER NOT NULL REFERENCES questions,
    label       TEXT NOT NULL,
    position    INTEGER NOT NULL,
    taken       INTEGER NOT NULL DEFAULT 0, -- how often a workbook gave it: the commonest get the first keys
    PRIMARY KEY (question_id, label)  -- its columns come first: quick_check of SQLite 3.40 errs otherwise
) STRICT, WITHOUT ROWID;

CREATE TABLE labels (           -- Teach: answers given; sequence orders the last ten
    question_id INTEGER NOT NULL REFERENCES questions,
    item_id     INTEGER NOT NULL REFERENCES items,
    value       TEXT NOT NULL,
    source      TEXT NOT NULL,
    why         TEXT NOT NULL DEFAULT '',
    sequence    INTEGER NOT NULL, -- 0 for those of a workbook
    source_id   INTEGER NOT NULL REFERENCES sources, -- that of the item: while it is removed its answers do not count
    PRIMARY KEY (question_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX labels_by_value ON labels (question_id, source_id, value);
CREATE INDEX labels_by_sequence ON labels (question_id, sequence) WHERE source <> 'workbook';

CREATE TABLE findings (         -- Choose: the data check; a remedy is the flag "applied"
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    count       INTEGER NOT NULL,
    question_id INTEGER REFERENCES questions,
    subject     TEXT NOT NULL,
    spellings   TEXT NOT NULL,  -- JSON
    applied     INTEGER NOT NULL
) STRICT;

CREATE TABLE finding_items (    -- Choose: "Show"; learning: what is set aside or kept together
    finding_id INTEGER NOT NULL REFERENCES findings,
    group_no   INTEGER NOT NULL,
    item_id    INTEGER NOT NULL REFERENCES items,
    aside      INTEGER NOT NULL,
    PRIMARY KEY (finding_id, group_no, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_items_by_item ON finding_items (item_id);
CREATE INDEX finding_items_aside ON finding_items (finding_id, item_id) WHERE aside = 1;

CREATE TABLE skills (           -- Report card; "Restore the skill before"
    id          TEXT PRIMARY KEY,
    question_id INTEGER NOT NULL REFERENCES questions,
    model       TEXT NOT NULL,
    evaluation  TEXT NOT NULL,  -- JSON
    made_at     TEXT NOT NULL,
    in_use      INTEGER NOT NULL,
    picture_model TEXT NOT NULL DEFAULT '',
    sound_model   TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE courses (          -- Learning: what is learned thoroughly, and what came out
    id          INTEGER PRIMARY KEY,
    course      TEXT NOT NULL,  -- JSON
    question_id INTEGER REFERENCES questions, -- NULL: none
    planned_at  TEXT NOT NULL,
    paused      INTEGER NOT NULL DEFAULT 0,
    ended_at    TEXT,
    stages      TEXT NOT NULL DEFAULT '[]', -- JSON: those reached, with their words
    lines       TEXT NOT NULL DEFAULT '',   -- JSON
    decision    TEXT NOT NULL DEFAULT ''    -- JSON; '' after its end: given up
) STRICT;

CREATE TABLE course_points (    -- Learning: the chart
    id        INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES courses,
    point     TEXT NOT NULL     -- JSON
) STRICT;
CREATE INDEX course_points_by_course ON course_points (course_id, id);

CREATE TABLE own_models (       -- Learning, Report card: models that were changed by the person's own files
    id        TEXT PRIMARY KEY,
    modality  TEXT NOT NULL,
    model     TEXT NOT NULL     -- JSON
) STRICT;

CREATE TABLE models_in_use (    -- Models: what was chosen for texts, pictures, sounds, speech
    modality  TEXT PRIMARY KEY,
    model     TEXT NOT NULL     -- its name as in the act ModelChosen
) STRICT;

CREATE TABLE held_out (         -- Report card: the items behind a cell; Check: the counts of the dial
    skill_id   TEXT NOT NULL REFERENCES skills,
    item_id    INTEGER NOT NULL REFERENCES items,
    truth      TEXT NOT NULL,
    answer     TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (skill_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (             -- Run: what was to be done
    id           INTEGER PRIMARY KEY,
    question_ids TEXT NOT NULL, -- JSON
    source_id    INTEGER REFERENCES sources,
    item_limit   INTEGER,
    answered_too INTEGER NOT NULL,
    started_at   TEXT NOT NULL,
    ended_at     TEXT,
    total        INTEGER NOT NULL, -- items to answer, counted when it was planned
    done         INTEGER NOT NULL DEFAULT 0, -- counted while it runs, as the page asks often
    undone       INTEGER NOT NULL DEFAULT 0,
    task         TEXT NOT NULL DEFAULT 'answer'
) STRICT;

CREATE TABLE layers (           -- Check, Run: answers that count or do not count together
    id           INTEGER PRIMARY KEY,
    question_id  INTEGER NOT NULL REFERENCES questions,
    run_id       INTEGER NOT NULL REFERENCES runs,
    source_id    INTEGER NOT NULL REFERENCES sources, -- that of their items
    overtaken_by TEXT NOT NULL, -- JSON: the newer runs that answered the same items, undone or not
    counts       INTEGER NOT NULL DEFAULT 0, -- 1: run not undone, source here, not overtaken by a run that is not undone
    answers      INTEGER NOT NULL DEFAULT 0, -- how many they are
    UNIQUE (question_id, run_id, source_id, overtaken_by)
) STRICT;

CREATE TABLE predictions (      -- Check: Deskhand's answers
    question_id       INTEGER NOT NULL REFERENCES questions,
    item_id           INTEGER NOT NULL REFERENCES items,
    run_id            INTEGER NOT NULL REFERENCES runs,
    answer            TEXT NOT NULL,
    confidence        REAL NOT NULL,
    second            TEXT NOT NULL,
    second_confidence REAL NOT NULL,
    layer_id          INTEGER NOT NULL REFERENCES layers, -- so undoing a run of 100,000 touches a handful of rows
    decided           INTEGER NOT NULL, -- 1: the item has a label, which wins; the triggers below keep it true
    PRIMARY KEY (question_id, item_id, run_id)
) STRICT, WITHOUT ROWID;
-- Each holds all that the page filters by, so counting 100,000 reads no table.
CREATE INDEX predictions_by_confidence ON predictions (question_id, confidence, item_id, decided, answer, layer_id);
CREATE INDEX predictions_by_answer ON predictions (question_id, answer, confidence, item_id, decided, layer_id);
CREATE INDEX predictions_by_item ON predictions (question_id, item_id, confidence, decided, answer, layer_id);
CREATE INDEX predictions_decided ON predictions (question_id, decided, confidence, item_id, answer, layer_id)
    WHERE decided = 1;
CREATE INDEX predictions_by_run ON predictions (run_id, item_id);

CREATE TRIGGER label_given AFTER INSERT ON labels BEGIN
    UPDATE predictions SET decided = 1 WHERE question_id = NEW.question_id AND item_id = NEW.item_id;
END;
CREATE TRIGGER label_taken_back AFTER DELETE ON labels BEGIN
    UPDATE predictions SET decided = 0 WHERE question_id = OLD.question_id AND item_id = OLD.item_id;
END;

CREATE TABLE failures (         -- Check: "could not be read"
    run_id  INTEGER NOT NULL REFERENCES runs,
    item_id INTEGER NOT NULL REFERENCES items,
    problem TEXT NOT NULL,      -- JSON
    PRIMARY KEY (run_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE in_flight (        -- Run: what a worker had in hand when it died; two deaths fail the item
    run_id  INTEGER NOT NULL REFERENCES runs,
    item_id INTEGER NOT NULL REFERENCES items,
    deaths  INTEGER NOT NULL DEFAULT 0,
    in_hand INTEGER NOT NULL DEFAULT 1, -- 0 once a death has been counted, until it is started again
    PRIMARY KEY (run_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE folder_names (     -- Plan: a category becomes a folder only by a name that the person can see
    question_id INTEGER NOT NULL REFERENCES questions,
    label       TEXT NOT NULL,
    folder      TEXT NOT NULL,
    PRIMARY KEY (question_id, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE filings (          -- Plan, Use: copies and moves, as they are planned or were made
    id         INTEGER PRIMARY KEY,
    rule       TEXT NOT NULL,   -- JSON
    made_at    TEXT NOT NULL,
    whole      INTEGER NOT NULL DEFAULT 0, -- 1: the plan is complete
    started_at TEXT,
    ended_at   TEXT
) STRICT;

CREATE TABLE moves (            -- Plan: the rows; Use: what is put back. The plan is the intent of every move
    filing_id  INTEGER NOT NULL REFERENCES filings,
    item_id    INTEGER NOT NULL REFERENCES items,
    source     BLOB NOT NULL,   -- absolute
    folder     TEXT NOT NULL,   -- JSON: the names below the target
    name       TEXT NOT NULL,
    remark     TEXT NOT NULL,
    why        TEXT NOT NULL,
    wanted     INTEGER NOT NULL,
    confidence REAL NOT NULL,
    size       INTEGER NOT NULL,
    digest     TEXT NOT NULL,
    state      TEXT NOT NULL,
    problem    TEXT NOT NULL DEFAULT '', -- JSON
    PRIMARY KEY (filing_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX moves_by_folder ON moves (filing_id, folder, name, item_id, remark, wanted, state); -- all that is asked
CREATE INDEX moves_by_remark ON moves (filing_id, remark, wanted, state, item_id);
CREATE INDEX moves_by_state ON moves (filing_id, state, item_id);

CREATE TABLE planned_folders (  -- Plan: the tree; undoing: which folders were made
    filing_id INTEGER NOT NULL REFERENCES filings,
    folder    TEXT NOT NULL,    -- JSON
    files     INTEGER NOT NULL,
    is_new    INTEGER NOT NULL,
    PRIMARY KEY (filing_id, folder)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (          -- Use: what happened, newest first, and how to undo it
    id       INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    message  TEXT NOT NULL,     -- the act or event, as the codec writes it
    inverse  TEXT NOT NULL,     -- the act that takes it back ("": nothing does)
    again    TEXT NOT NULL DEFAULT '', -- the act that takes that back in turn
    undone   INTEGER NOT NULL DEFAULT 0
) STRICT;
