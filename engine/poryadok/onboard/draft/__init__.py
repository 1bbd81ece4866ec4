"""From the text of an act to a draft profile: what is recognised by patterns, and holes for the rest."""
