"""Organizations: one file describes one, and a fork edits nothing else.

`loading.load` reads such a file, `model.Organization` is what it gives, `problems.OrganizationFileError` is how
it refuses, and `python -m organizations` renews `schema.json`, which lets editors complete and check the file.
"""
