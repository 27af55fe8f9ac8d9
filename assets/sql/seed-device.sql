INSERT INTO device (key, id) VALUES (1, ?1)
