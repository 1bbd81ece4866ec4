"""Forms of a comparison: text, Markdown, JSON, HTML, DOCX. Words for people are made here.

Every form of ``diff`` has one shape: ``render(diff, vocabulary)`` writes one comparison, and
``render_many(diffs, added, removed, vocabulary)`` those of ``diff --git``; ``added`` and ``removed`` are the
ids of profiles that are in one tree only. Text and Markdown are lines without newlines; JSON, HTML and DOCX
are the bytes of the whole file.
"""
