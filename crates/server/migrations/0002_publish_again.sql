-- New kinds of documents (`device_label`, `registered`): whoever opens the database next publishes them for what is
-- there already.
INSERT INTO meta (key, value) VALUES ('publish_again', 'due');
