"""Renderers: pure functions of one result. Each format is a module of its own."""
