"""What a draft does: the only room that knows spaCy."""
