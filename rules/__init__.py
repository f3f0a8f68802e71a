"""The pure core: the normalized model of a release, the rules, and the engine that runs them."""
