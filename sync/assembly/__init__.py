"""The steps of joining several sources' values into one slate: people, releases, what belongs where."""
