-- What is known of a person beyond name, school and title. `disambiguator` and `listed_email` are what an imported roster
-- says, to tell people of one name apart (F-15); nothing is sent there. `email` was confirmed by its owner: mail goes only
-- there.
ALTER TABLE person ADD COLUMN disambiguator TEXT;
ALTER TABLE person ADD COLUMN listed_email TEXT;
ALTER TABLE person ADD COLUMN email TEXT;
CREATE INDEX person_school ON person (school);

-- An address that waits for its code; asking again replaces it.
CREATE TABLE email_confirmation (
    person UUID PRIMARY KEY REFERENCES person (id),
    email TEXT NOT NULL,
    code_hash BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    asked_at BIGINT NOT NULL
);

-- What an organiser decided about the rows of a roster, so that the same file needs no second look: schools by the way
-- they are written, rows by a digest of their texts and which copy of equal rows it is.
CREATE TABLE roster_school_choice (
    course UUID NOT NULL REFERENCES course (id),
    county TEXT NOT NULL,
    written TEXT NOT NULL,
    school UUID NOT NULL,
    PRIMARY KEY (course, county, written)
);
CREATE TABLE roster_row_choice (
    session UUID NOT NULL REFERENCES session (id),
    digest BYTEA NOT NULL,
    copy BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (session, digest, copy)
);

-- Mail that could not be handed over yet: how often it was tried, and when next. After the last try `mail_next_at` is
-- NULL again and `mailed_at` stays NULL.
ALTER TABLE notice ADD COLUMN mail_tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE notice ADD COLUMN mail_next_at BIGINT;
CREATE INDEX notice_mail ON notice (mail_next_at);

-- Which process does a periodic job, and until when nobody else does.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder UUID NOT NULL,
    until BIGINT NOT NULL
);

-- Secret address of a person's calendar; only its hash is kept. One a person: renewing ends the old one.
CREATE TABLE calendar_address (
    person UUID PRIMARY KEY REFERENCES person (id),
    secret_hash BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

-- Which version of the privacy notice a person was shown, and where (V-02).
CREATE TABLE privacy_shown (
    person UUID NOT NULL REFERENCES person (id),
    version TEXT NOT NULL,
    place TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, version)
);

-- Requests of people about their own data (V-07). state: open | done | refused.
CREATE TABLE data_request (
    id UUID PRIMARY KEY,
    person UUID NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    due BIGINT NOT NULL,
    state TEXT NOT NULL,
    reply TEXT,
    answered_by UUID,
    answered_at BIGINT
);
CREATE INDEX data_request_person ON data_request (person, at);
CREATE INDEX data_request_state ON data_request (state, due);
