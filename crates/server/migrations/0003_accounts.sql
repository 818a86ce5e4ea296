-- Accounts that log in themselves (R-ACC). An account without a line in `credential` cannot log in with a password: demo
-- people, and people whose account nobody has opened yet.

-- active | disabled (停用). A disabled account stays as a name in history.
ALTER TABLE account ADD COLUMN state TEXT NOT NULL DEFAULT 'active';

-- `login` as shown, `login_key` folded for comparing. `password` is a PHC string; NULL until the first login or after a
-- reset. The one-time code (first login, reset) is kept as a hash. `totp_pending` is a secret not yet confirmed by a
-- code; `totp_step` the newest time step a code was accepted for.
CREATE TABLE credential (
    account UUID PRIMARY KEY REFERENCES account (id),
    login TEXT NOT NULL,
    login_key TEXT NOT NULL UNIQUE,
    password TEXT,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_login_at BIGINT,
    code_hash BYTEA,
    code_expires_at BIGINT,
    totp_secret BYTEA,
    totp_pending BYTEA,
    totp_step BIGINT NOT NULL
);

-- Each works once: using one removes its line.
CREATE TABLE recovery_code (
    account UUID NOT NULL REFERENCES account (id),
    code_hash BYTEA NOT NULL,
    PRIMARY KEY (account, code_hash)
);

-- So that the owner recognises a session and can end it. NULL: not used since it began.
ALTER TABLE account_session ADD COLUMN last_used_at BIGINT;
ALTER TABLE account_session ADD COLUMN browser TEXT NOT NULL DEFAULT '';
CREATE INDEX account_session_account ON account_session (account);
