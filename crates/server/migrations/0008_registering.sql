-- Registering and admission (R-CAP). What seats are counted by stands in columns; the bodies of old rows are read into
-- them once, at the first start (store/fill_columns.rs). `state` is the state's code, `waiting` the position of 備取 n.
-- `applied_at` 0: not recorded. `request` is the client-made id that makes repeating harmless. `application` is the JSON
-- of what the person said when registering, and of 請假.
ALTER TABLE registration ADD COLUMN state TEXT NOT NULL DEFAULT 'unread';
ALTER TABLE registration ADD COLUMN waiting BIGINT;
ALTER TABLE registration ADD COLUMN school UUID;
ALTER TABLE registration ADD COLUMN applied_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE registration ADD COLUMN request UUID;
ALTER TABLE registration ADD COLUMN decided_by UUID;
ALTER TABLE registration ADD COLUMN decided_at BIGINT;
ALTER TABLE registration ADD COLUMN reason TEXT;
ALTER TABLE registration ADD COLUMN application TEXT;
CREATE INDEX registration_state ON registration (session, state);
CREATE UNIQUE INDEX registration_request ON registration (request);
-- One person holds one live row in a session (3.1).
CREATE UNIQUE INDEX registration_live ON registration (session, person)
    WHERE state IN ('applied', 'admitted', 'waitlisted', 'on_leave', 'walk_in_pending');

-- What the catalogue is searched by, one row an announced session; lists are `|a|b|`, empty: all. `opens` 0: at once.
-- `admitted` and `waiting` are counted anew by every transaction that changes them, under the session's lock.
CREATE TABLE catalogue (
    session UUID PRIMARY KEY REFERENCES session (id),
    course UUID NOT NULL REFERENCES course (id),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    mode TEXT NOT NULL,
    state TEXT NOT NULL,
    counties TEXT NOT NULL,
    levels TEXT NOT NULL,
    cross_region BIGINT NOT NULL,
    areas TEXT NOT NULL,
    words TEXT NOT NULL,
    opens BIGINT NOT NULL,
    closes BIGINT NOT NULL,
    capacity BIGINT,
    admitted BIGINT NOT NULL,
    waiting BIGINT NOT NULL
);
CREATE INDEX catalogue_time ON catalogue (starts_at, session);
CREATE INDEX catalogue_course ON catalogue (course);
INSERT INTO meta (key, value) VALUES ('fill_columns', '1') ON CONFLICT (key) DO NOTHING;
