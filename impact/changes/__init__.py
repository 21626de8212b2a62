"""What somebody sends in, on its way to being published: one path for pages and command line.

Read (`submit`), merge into the records (`merge`, `prepare`), compare (`difference`), see what
would change (`rehearse`), and put it into the store (`publish`).
"""
