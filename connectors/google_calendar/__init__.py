"""Google Calendar: events that mirror a plan, in a calendar of our own or one that people share with us."""
