"""Figures from small tables: colours and fonts in `style`, charts in `charts`."""
