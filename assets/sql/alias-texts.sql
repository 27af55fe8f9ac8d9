SELECT hash, alias FROM alias
