SELECT meta.device, device.id, hlc, card_sum, alias_sum, flags_sum FROM meta JOIN device ON device.key = meta.device
