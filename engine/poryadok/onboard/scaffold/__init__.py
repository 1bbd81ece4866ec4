"""New repositories and new profiles: what they are laid out from and how they are written."""
