"""Strangers' files: read without following links, written whole, removed whatever is in them."""
