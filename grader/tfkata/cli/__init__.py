"""The commands of `tfkata`. The only room that prints or exits."""
