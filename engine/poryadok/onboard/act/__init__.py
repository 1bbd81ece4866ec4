"""An act's text as a tree of clauses with locators and fingerprints (DESIGN §2)."""
