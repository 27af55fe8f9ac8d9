INSERT INTO meta (one, device, created_at, hlc, card_sum, alias_sum, flags_sum) VALUES (1, 1, ?1, 0, 0, 0, 0)
