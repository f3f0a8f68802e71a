"""A new release from a template: what is asked for, who does what, the rows of it in the team's own columns."""
