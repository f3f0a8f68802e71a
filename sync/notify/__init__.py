"""Who is told what is new, what is due, and what is wrong with the runs themselves: at most once, and nothing else."""
