"""How a tool over the network is called: at its pace, with patience, by one layer that owns all retries."""
