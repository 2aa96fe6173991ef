"""Many ledgers, one question: each is asked by itself, and what they tell is put together."""
