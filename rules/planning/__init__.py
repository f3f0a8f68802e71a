"""Rules on the plan: dates, runway, lead times, the brief."""
