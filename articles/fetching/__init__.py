"""Getting pages from other sites; `client` is the only module that opens a connection."""
