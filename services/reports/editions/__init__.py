"""Editions: what was published of a month, made from log positions alone, and provable by whoever has the file
(docs/editions.md, docs/adr/0006). Nothing in here opens a database."""
