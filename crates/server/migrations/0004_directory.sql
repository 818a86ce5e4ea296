-- What the school directory keeps beyond what clients hold (X-14): `listing` is its JSON, NULL for a school that never
-- was in a file of the Ministry. A closed school is kept, because records name it.
ALTER TABLE school ADD COLUMN listing TEXT;
ALTER TABLE school ADD COLUMN closed_at BIGINT;
