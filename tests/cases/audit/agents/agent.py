"""An agent that may only look at the board."""

from agents.mcp import MCPServerStdio, create_static_tool_filter

looking = create_static_tool_filter(allowed_tool_names=["read_board"])
board = MCPServerStdio(params={"command": "board"}, tool_filter=looking)
pay = MCPServerStdio(params={"command": "pay"}, tool_filter=None)
