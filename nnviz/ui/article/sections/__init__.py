"""The sections of the article, from the brain to the outlook."""
