"""What a reading amounts to: pure functions on plain data."""
