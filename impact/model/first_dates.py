"""Dates at which the clocks of cameras and computers begin, as long as nobody sets them."""

FIRST_DATES = ("1970-01-01", "1980-01-01", "2000-01-01", "2005-01-01", "2010-01-01", "2012-01-01")
"""See the manuals of trail cameras, and Unix and DOS; in the order of the calendar."""
