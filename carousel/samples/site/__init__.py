"""A small site of news about clubs that do not exist, for seeing feeds at work on one's own machine."""
