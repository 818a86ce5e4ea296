-- 縣市督導: counties have codes, not ids, so they stand beside account_role.
CREATE TABLE account_county (
    account UUID NOT NULL REFERENCES account (id),
    county TEXT NOT NULL,
    PRIMARY KEY (account, county)
);

-- In-app notices, also published into the person's scope. `topic` is what the notice is about: the same topic is told
-- once (S0-06). `body` is the JSON of the notice. `mailed_at` is NULL until the mail server took it, or none was wanted.
CREATE TABLE notice (
    id UUID PRIMARY KEY,
    person UUID NOT NULL REFERENCES person (id),
    topic TEXT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    read_at BIGINT,
    mailed_at BIGINT,
    UNIQUE (person, topic)
);
CREATE INDEX notice_person ON notice (person, at);
