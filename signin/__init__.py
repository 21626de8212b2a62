"""Who is staff, and how they prove it.

::

    caller (address, headers, cookies) ──desk──▶ pass (who, when) ──office──▶ person, or why not
                                         │ code.py: a code of this run, for a laptop
                                         │ provider.py: any OpenID Connect provider, for a server

The office also knows who has signed out since (`sign_outs`), how often somebody may try
(`limits`), and writes down what happened (`audit`). `doors` stands in front of the server,
`routes` takes the code, `links` leads
back to where somebody wanted to go. Where no office is open there are no staff pages.
"""
