"""The job: pull, normalize, assemble, check, plan, guard, apply, report; the store, the settings, the command line."""
