"""What two or more formats share: species, places, times, ids, people's names, the account."""
