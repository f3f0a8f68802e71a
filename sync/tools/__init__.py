"""One file for each tool: how its parts are joined. Vendor libraries are loaded only where their tool is used."""
