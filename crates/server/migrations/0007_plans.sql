-- Plans (計畫). `draft` is what is being written; `changed` is 1 where it differs from the version in force. `revision`
-- rises with every saving, so that two people editing at once are told. `pending` and `in_force` are version numbers.
CREATE TABLE plan (
    id UUID PRIMARY KEY,
    unit UUID NOT NULL,
    author UUID NOT NULL REFERENCES account (id),
    title TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by UUID NOT NULL REFERENCES account (id),
    revision BIGINT NOT NULL,
    draft TEXT NOT NULL,
    changed BIGINT NOT NULL,
    pending BIGINT,
    in_force BIGINT,
    announced_at BIGINT,
    deleted_at BIGINT
);
CREATE INDEX plan_unit ON plan (unit);

-- What was submitted. `body` never changes; state: pending | approved | returned | withdrawn.
CREATE TABLE plan_version (
    plan UUID NOT NULL REFERENCES plan (id),
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    submitted_by UUID NOT NULL REFERENCES account (id),
    submitted_at BIGINT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_at BIGINT,
    comment TEXT NOT NULL,
    PRIMARY KEY (plan, number)
);

-- Which plan an announced course comes from.
CREATE TABLE plan_course (
    course UUID PRIMARY KEY REFERENCES course (id),
    plan UUID NOT NULL REFERENCES plan (id)
);

-- Who approves the plans of a unit; no row: its approver. policy: by_unit | by_unit_or_county | not_needed.
CREATE TABLE plan_policy (
    unit UUID PRIMARY KEY,
    policy TEXT NOT NULL
);

-- Meeting rooms with their secrets (S1-09), apart from the session so that no tablet can get them.
CREATE TABLE session_link (
    session UUID PRIMARY KEY REFERENCES session (id),
    body TEXT NOT NULL
);
