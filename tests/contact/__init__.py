"""Every page at once: a contact sheet to look at, and a check of what is written in every chart."""
