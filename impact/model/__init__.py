"""The nouns of the program: errors, messages, table schemas, the programme, the records."""
