-- Accounts opened by administrators (R-ACC). NULL: opened before this migration, or from the command line.
ALTER TABLE account ADD COLUMN created_at BIGINT;
ALTER TABLE account ADD COLUMN created_by UUID;

-- Yearly confirmation (S2-18): who said when that the person is still there. Opening an account confirms it.
CREATE TABLE account_confirmation (
    account UUID NOT NULL REFERENCES account (id),
    school_year BIGINT NOT NULL,
    at BIGINT NOT NULL,
    confirmed_by UUID,
    PRIMARY KEY (account, school_year)
);

-- The audit trail is read by who did it, to what, and when (X-17).
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_target ON audit (target);
