SELECT DISTINCT card FROM change WHERE seq > ?1
