"""The five loops that feed each other: planning, assets, promotion, audience, review; and where a release stands."""
