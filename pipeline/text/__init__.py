"""Letters, words and sentences: what every later stage means by "the text"."""
