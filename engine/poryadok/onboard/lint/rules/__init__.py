"""The rules of lint, a module each: its docstring is the rule's page in Russian, ``check`` finds.

A module's name is the rule's id (``norm_without_bearer`` is ``lint.norm-without-bearer``), ``SEVERITY`` its
usual severity; ``NEEDS_ACT`` marks a rule that reads the act's text, ``LATE`` one that reads what the
others found.
"""
