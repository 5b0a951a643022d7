"""Findings about a digest before it leaves: one small file for each family of rules. Pure.

`digest.check.rules.check_digest` runs them all.
"""
