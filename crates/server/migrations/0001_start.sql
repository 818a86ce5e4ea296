-- One text for both databases. PostgreSQL takes the types literally; SQLite reads UUID and BYTEA as "no conversion",
-- so the bytes stay bytes. Times are milliseconds since 1970 (BIGINT). A `body` is the JSON of the domain type.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Replication: what clients may hold, by scope. `version` is bumped first in every writing transaction (row lock).
CREATE TABLE scope (
    name TEXT PRIMARY KEY,
    version BIGINT NOT NULL,
    docs BIGINT NOT NULL,
    events BIGINT NOT NULL,
    hash BIGINT NOT NULL
);

-- `body` is NULL in a tombstone.
CREATE TABLE scope_doc (
    scope TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    v BIGINT NOT NULL,
    body TEXT,
    PRIMARY KEY (scope, kind, id)
);
CREATE INDEX scope_doc_v ON scope_doc (scope, v);

-- The event log: exact bytes, never edited, never deleted.
CREATE TABLE event (
    id UUID PRIMARY KEY,
    session UUID NOT NULL,
    v BIGINT NOT NULL,
    device UUID NOT NULL,
    seq BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    raw TEXT NOT NULL
);
CREATE UNIQUE INDEX event_stream ON event (device, seq);
CREATE INDEX event_v ON event (session, v);

-- Events kept aside (5.3). `id` is derived from the device and the bytes, so that a repeated push adds nothing.
CREATE TABLE quarantine (
    id UUID PRIMARY KEY,
    course UUID NOT NULL,
    device UUID NOT NULL,
    seq BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    raw TEXT NOT NULL
);

-- Erasable personal text beside the log (V-09).
CREATE TABLE side_record (
    id UUID PRIMARY KEY,
    session UUID NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE county (
    code TEXT PRIMARY KEY,
    position BIGINT NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE school (
    id UUID PRIMARY KEY,
    county TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX school_county ON school (county);

CREATE TABLE person (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    school UUID,
    title TEXT NOT NULL
);

CREATE TABLE account (
    id UUID PRIMARY KEY,
    person UUID NOT NULL UNIQUE REFERENCES person (id)
);

-- role: attendee | venue_staff | organiser; target: the session or course it is for.
CREATE TABLE account_role (
    account UUID NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    target UUID NOT NULL,
    PRIMARY KEY (account, role, target)
);

-- Only a hash of the cookie's token is kept.
CREATE TABLE account_session (
    token_hash BYTEA PRIMARY KEY,
    account UUID NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE course (
    id UUID PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE session (
    id UUID PRIMARY KEY,
    course UUID NOT NULL REFERENCES course (id),
    number BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX session_course ON session (course);

-- `body` is the roster entry.
CREATE TABLE registration (
    id UUID PRIMARY KEY,
    session UUID NOT NULL REFERENCES session (id),
    person UUID,
    position BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX registration_session ON registration (session);
CREATE INDEX registration_person ON registration (person);

-- kind: tablet | office (the virtual device of back-filled paper). `held` and `ended` are JSON.
CREATE TABLE device (
    id UUID PRIMARY KEY,
    course UUID NOT NULL REFERENCES course (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    token_hash BYTEA UNIQUE,
    created_at BIGINT NOT NULL,
    last_seen BIGINT,
    head BIGINT NOT NULL,
    unsent BIGINT NOT NULL,
    held TEXT NOT NULL,
    ended TEXT NOT NULL,
    clock_offset_ms BIGINT,
    app_version TEXT NOT NULL,
    replaced_by UUID,
    quarantined BIGINT NOT NULL,
    published_at BIGINT NOT NULL
);
CREATE INDEX device_course ON device (course);

CREATE TABLE device_session (
    device UUID NOT NULL REFERENCES device (id),
    session UUID NOT NULL REFERENCES session (id),
    PRIMARY KEY (device, session)
);
CREATE INDEX device_session_session ON device_session (session);

-- `sessions` is a JSON list.
CREATE TABLE enrolment_code (
    code_hash BYTEA PRIMARY KEY,
    course UUID NOT NULL REFERENCES course (id),
    sessions TEXT NOT NULL,
    replaces UUID,
    created_by UUID NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    used_by UUID
);

-- `pin` is the verifier as JSON.
CREATE TABLE operator (
    session UUID NOT NULL REFERENCES session (id),
    account UUID NOT NULL REFERENCES account (id),
    pin TEXT,
    PRIMARY KEY (session, account)
);

-- Every decision is kept; the newest by (at, id) counts.
CREATE TABLE determination (
    id UUID PRIMARY KEY,
    session UUID NOT NULL,
    subject UUID NOT NULL,
    period UUID NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX determination_session ON determination (session);

CREATE TABLE draft_link (
    draft UUID PRIMARY KEY,
    session UUID NOT NULL,
    registration UUID NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX draft_link_session ON draft_link (session);

CREATE TABLE final_override (
    session UUID PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE hours_record (
    session UUID NOT NULL,
    subject UUID NOT NULL,
    version BIGINT NOT NULL,
    person UUID,
    body TEXT NOT NULL,
    PRIMARY KEY (session, subject, version)
);
CREATE INDEX hours_record_person ON hours_record (person);

-- Every check is kept; the newest is published.
CREATE TABLE readiness (
    device UUID NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (device, at)
);

-- Who did what to what; ids and codes only, no names.
CREATE TABLE audit (
    id UUID PRIMARY KEY,
    at BIGINT NOT NULL,
    account UUID,
    device UUID,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT NOT NULL
);
