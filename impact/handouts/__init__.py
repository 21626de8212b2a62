"""What is handed out: files made from the same claims, words and figures as the pages.

- `claims_json`: the claims for other programs.
"""
