package mcp.policy

default decision := {"effect": "deny", "reason": "No rule of the policy lets this call through."}

decision := {"effect": "allow", "reason": "The tool retrieves data and leaves everything as it was."} if {
	input.server == "corner.shop"
	input.tool == "list_orders"
}

decision := {"effect": "ask", "reason": "It gives out secrets, and whoever holds them needs no further call."} if {
	input.server == "corner.shop"
	input.tool == "get_api_key"
}

decision := {"effect": "ask", "reason": "The tool creates or changes data."} if {
	input.server == "corner.shop"
	input.tool == "update_order"
}

decision := {"effect": "ask", "reason": "The tool runs commands, code or queries, or sets off a process whose effect depends on its arguments."} if {
	input.server == "corner.shop"
	input.tool == "run_report"
	holds("sql", "matches", "(?i)^\\s*(?:(?:(?:explain\\s+(?:query\\s+plan\\s+)?)?select|show)\\b[^;]*|describe\\s+[^\\s;]+)\\s*;?\\s*$", true)
}

decision := {"effect": "deny", "reason": "The tool removes or overwrites data for good."} if {
	input.server == "corner.shop"
	input.tool == "delete_order"
}

decision := {"effect": "ask", "reason": "The tool moves money, commits to a payment, or changes what somebody is charged."} if {
	input.server == "corner.shop"
	input.tool == "refund_order"
	holds("amount", "lte", 100, true)
}

decision := {"effect": "ask", "reason": "The tool runs commands, code or queries, or sets off a process whose effect depends on its arguments."} if {
	input.server == "corner.shop"
	input.tool == "sync_stock"
}

decision := {"effect": "deny", "reason": "Nobody has judged it, and no rule understood its definition."} if {
	input.server == "corner.shop"
	input.tool == "frobnicate"
}

decision := {"effect": "ask", "reason": "The policy does not list this tool."} if {
	input.server == "corner.shop"
	not input.tool in ["list_orders", "get_api_key", "update_order", "run_report", "delete_order", "refund_order", "sync_stock", "frobnicate"]
}

decision := {"effect": "ask", "reason": "It gives out data that not everybody may see, and from the agent's context any other tool can pass it on."} if {
	input.server == "post"
	input.tool == "read_messages"
}

decision := {"effect": "ask", "reason": "It brings text from any address into the agent's context, and the address itself can carry data out."} if {
	input.server == "post"
	input.tool == "fetch_page"
}

decision := {"effect": "ask", "reason": "It carries what the agent writes to a recipient the agent chooses, and a message cannot be called back."} if {
	input.server == "post"
	input.tool == "send_message"
	holds("file", "matches", "^/workspace(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$", false)
}

decision := {"effect": "ask", "reason": "The tool creates or changes data."} if {
	input.server == "post"
	input.tool == "list_stamps"
}

decision := {"effect": "ask", "reason": "The policy does not list this tool."} if {
	input.server == "post"
	not input.tool in ["read_messages", "fetch_page", "send_message", "list_stamps"]
}

# What an argument has to be; one that is not given holds unless it is required. Arguments that are no object never hold.
holds(arg, _, _, false) if {
	is_object(object.get(input, "args", {}))
	not is_given(arg)
}

holds(arg, "exists", _, _) if is_given(arg)

holds(arg, "eq", value, _) if input.args[arg] == value

holds(arg, "neq", value, _) if {
	type_name(input.args[arg]) == type_name(value)
	input.args[arg] != value
}

holds(arg, "in", values, _) if input.args[arg] in values

holds(arg, "not_in", values, _) if {
	is_string(input.args[arg])
	not input.args[arg] in values
}

holds(arg, "lt", value, _) if {
	is_number(input.args[arg])
	input.args[arg] < value
}

holds(arg, "lte", value, _) if {
	is_number(input.args[arg])
	input.args[arg] <= value
}

holds(arg, "gt", value, _) if {
	is_number(input.args[arg])
	input.args[arg] > value
}

holds(arg, "gte", value, _) if {
	is_number(input.args[arg])
	input.args[arg] >= value
}

holds(arg, "matches", pattern, _) if {
	is_string(input.args[arg])
	regex.match(pattern, input.args[arg])
}

is_given(arg) if arg in object.keys(input.args)
