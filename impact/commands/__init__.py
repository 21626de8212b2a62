"""The commands of the command line, one module for each family of them.

A module has one function, ``add_to(commands_of)``, which registers its parsers; `__main__` lists
the modules. What several of them need stands in `shared`.
"""
