"""Words and numbers for people: translations, Dutch house style, generated sentences."""
