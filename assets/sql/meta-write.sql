UPDATE meta SET hlc = ?1, card_sum = ?2, alias_sum = ?3, flags_sum = ?4
