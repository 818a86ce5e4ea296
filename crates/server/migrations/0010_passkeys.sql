-- Passkeys (WebAuthn) as second factor beside, or instead of, the authenticator app.

-- `body` is what the relying-party library keeps of one: public key and flags, no secret. `sign_count` is the newest counter it
-- showed; many show none (0).
CREATE TABLE passkey (
    id UUID PRIMARY KEY,
    account UUID NOT NULL REFERENCES account (id),
    credential_id BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    sign_count BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX passkey_account ON passkey (account);

-- A question asked and not answered yet; the line goes with the answer, whatever it is. `purpose` is one of bind, log_in, prove.
CREATE TABLE passkey_challenge (
    id UUID PRIMARY KEY,
    account UUID NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenge_account ON passkey_challenge (account);
