"""A YAML registry of MCP servers and tools becomes a static policy catalog."""
