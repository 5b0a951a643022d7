"""A digest to MJML, HTML, text and a MIME message. Pure: the same input gives the same bytes.

`digest.render.digest.render_digest` makes the whole mail, `digest.render.text.render_text` its text part alone,
without the template engine, and `digest.render.words.planned_sections` what a new digest begins with. Nothing is
imported here, so that only who draws a mail pays for what draws it.
"""
