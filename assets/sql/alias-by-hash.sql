SELECT card, alias FROM alias WHERE hash = ?1
