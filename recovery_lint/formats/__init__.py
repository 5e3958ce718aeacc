"""How reports are shown: text for people, JSON for programs."""
