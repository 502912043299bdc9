"""The words that reading knows, as tables of data: one word or phrase added here is all that a new wording needs."""
