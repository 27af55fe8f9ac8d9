SELECT card, field, new FROM change ORDER BY seq
