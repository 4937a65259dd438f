"""The process that parses strangers' text: source and notebooks become plain data. Confined, holds no secret."""
