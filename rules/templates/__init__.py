"""What releases, content and meetings usually take: TOML files that a team may change, and the types they become."""
