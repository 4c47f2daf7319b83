"""The four ways in which clients talk to a model: what a request says, and how a reply is written.

A dialect reads from a request the tools it shows (`Shown`), the calls the conversation holds so far, and the answers
they got; and it writes a reply, which is one call of a tool or a closing word, as server-sent events or as one document.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

Body = dict[str, Any]


class Name(NamedTuple):
    """How a model addresses a tool: Codex groups tools in namespaces, all others have one flat name."""

    namespace: str | None
    name: str


class Shown(NamedTuple):
    """A tool as a request shows it to the model."""

    name: Name
    description: str


class Call(NamedTuple):
    """A tool that the mock model asks for; the id tells its place in the script."""

    id: str
    name: Name
    arguments: Body


def text_of(content: Any) -> str:
    """The text in an answer of a tool, however it is nested."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "\n".join(filter(None, map(text_of, content)))
    if isinstance(content, dict):
        return "\n".join(text_of(value) for key, value in content.items() if key not in {"type", "id", "name"})
    return ""


class Anthropic:
    """`POST /v1/messages`."""

    path = "/v1/messages"

    def shown(self, body: Body) -> Iterator[Shown]:
        for tool in body.get("tools") or ():
            yield Shown(Name(None, tool["name"]), tool.get("description", ""))

    def blocks(self, body: Body, kind: str) -> Iterator[Body]:
        for message in body["messages"]:
            content = message["content"]
            yield from (each for each in content if isinstance(content, list) and each.get("type") == kind)

    def asked(self, body: Body) -> list[str]:
        return [block["id"] for block in self.blocks(body, "tool_use")]

    def answers(self, body: Body) -> dict[str, str]:
        return {block["tool_use_id"]: text_of(block.get("content")) for block in self.blocks(body, "tool_result")}

    def reply(self, body: Body, call: Call | None) -> str | Body:
        block: Body = {"type": "text", "text": "done"}
        if call:
            block = {"type": "tool_use", "id": call.id, "name": call.name.name, "input": call.arguments}
        stop = "tool_use" if call else "end_turn"
        message = {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": body.get("model", "mock"),
            "content": [block],
            "stop_reason": stop,
            "stop_sequence": None,
            "usage": {"input_tokens": 10, "output_tokens": 10},
        }
        if not body.get("stream"):
            return message
        start = {**block, "input": {}} if call else {**block, "text": ""}
        delta = (
            {"type": "input_json_delta", "partial_json": json.dumps(call.arguments)}
            if call
            else {"type": "text_delta", "text": "done"}
        )
        return events(
            {"type": "message_start", "message": {**message, "content": [], "stop_reason": None}},
            {"type": "content_block_start", "index": 0, "content_block": start},
            {"type": "content_block_delta", "index": 0, "delta": delta},
            {"type": "content_block_stop", "index": 0},
            {
                "type": "message_delta",
                "delta": {"stop_reason": stop, "stop_sequence": None},
                "usage": {"output_tokens": 10},
            },
            {"type": "message_stop"},
        )


class Responses:
    """`POST /v1/responses`."""

    path = "/v1/responses"

    def shown(self, body: Body) -> Iterator[Shown]:
        for tool in body.get("tools") or ():
            if tool.get("type") == "namespace":
                for each in tool["tools"]:
                    yield Shown(Name(tool["name"], each["name"]), each.get("description", ""))
            elif tool.get("type") == "function":
                yield Shown(Name(None, tool["name"]), tool.get("description", ""))

    def items(self, body: Body, kind: str) -> Iterator[Body]:
        items = body.get("input")
        yield from (each for each in items if isinstance(items, list) and each.get("type") == kind)

    def asked(self, body: Body) -> list[str]:
        return [item["call_id"] for item in self.items(body, "function_call")]

    def answers(self, body: Body) -> dict[str, str]:
        return {item["call_id"]: text_of(item.get("output")) for item in self.items(body, "function_call_output")}

    def reply(self, body: Body, call: Call | None) -> str | Body:
        item: Body = {
            "type": "message",
            "id": "msg_1",
            "role": "assistant",
            "status": "completed",
            "content": [{"type": "output_text", "text": "done", "annotations": []}],
        }
        if call:
            item = {
                "type": "function_call",
                "id": f"fc_{call.id}",
                "call_id": call.id,
                "status": "completed",
                "name": call.name.name,
                "arguments": json.dumps(call.arguments),
                **({"namespace": call.name.namespace} if call.name.namespace else {}),
            }
        usage = {
            "input_tokens": 10,
            "output_tokens": 10,
            "total_tokens": 20,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        }
        response = {"id": "resp_1", "object": "response", "status": "completed", "output": [item], "usage": usage}
        if not body.get("stream"):
            return response
        return events(
            {"type": "response.created", "response": {**response, "status": "in_progress", "output": []}},
            {"type": "response.output_item.done", "output_index": 0, "item": item},
            {"type": "response.completed", "response": response},
        )


class Chat:
    """`POST /v1/chat/completions`."""

    path = "/v1/chat/completions"

    def shown(self, body: Body) -> Iterator[Shown]:
        for tool in body.get("tools") or ():
            function = tool.get("function") or {}
            if function:
                yield Shown(Name(None, function["name"]), function.get("description", ""))

    def asked(self, body: Body) -> list[str]:
        return [call["id"] for message in body["messages"] for call in message.get("tool_calls") or ()]

    def answers(self, body: Body) -> dict[str, str]:
        return {
            message["tool_call_id"]: text_of(message.get("content"))
            for message in body["messages"]
            if message.get("role") == "tool"
        }

    def reply(self, body: Body, call: Call | None) -> str | Body:
        message: Body = {"role": "assistant", "content": "done"}
        if call:
            function = {"name": call.name.name, "arguments": json.dumps(call.arguments)}
            entry = {"index": 0, "id": call.id, "type": "function", "function": function}
            message = {"role": "assistant", "content": None, "tool_calls": [entry]}
        stop = "tool_calls" if call else "stop"
        usage = {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20}
        head = {"id": "chat_1", "created": 1, "model": body.get("model", "mock")}
        if not body.get("stream"):
            choice = {"index": 0, "message": message, "finish_reason": stop}
            return {**head, "object": "chat.completion", "choices": [choice], "usage": usage}
        chunk = {**head, "object": "chat.completion.chunk"}
        lines = events(
            {**chunk, "choices": [{"index": 0, "delta": message, "finish_reason": None}]},
            {**chunk, "choices": [{"index": 0, "delta": {}, "finish_reason": stop}]},
            {**chunk, "choices": [], "usage": usage},
            named=False,
        )
        return lines + "data: [DONE]\n\n"


class Gemini:
    """`POST /v1beta/models/MODEL:streamGenerateContent`. Calls have no ids here: their order tells."""

    path = ":streamGenerateContent"

    def shown(self, body: Body) -> Iterator[Shown]:
        for tool in body.get("tools") or ():
            for function in tool.get("functionDeclarations") or ():
                yield Shown(Name(None, function["name"]), function.get("description", ""))

    def parts(self, body: Body, kind: str) -> list[Body]:
        return [part[kind] for content in body["contents"] for part in content.get("parts") or () if kind in part]

    def asked(self, body: Body) -> list[str]:
        return [f"call_{index}" for index, _ in enumerate(self.parts(body, "functionCall"))]

    def answers(self, body: Body) -> dict[str, str]:
        answers = enumerate(self.parts(body, "functionResponse"))
        return {f"call_{index}": text_of(answer.get("response")) for index, answer in answers}

    def reply(self, body: Body, call: Call | None) -> str | Body:
        part: Body = {"functionCall": {"name": call.name.name, "args": call.arguments}} if call else {"text": "done"}
        candidate = {"index": 0, "content": {"role": "model", "parts": [part]}, "finishReason": "STOP"}
        usage = {"promptTokenCount": 10, "candidatesTokenCount": 10, "totalTokenCount": 20}
        return events({"candidates": [candidate], "usageMetadata": usage}, named=False)


DIALECTS = {"anthropic": Anthropic(), "responses": Responses(), "chat": Chat(), "gemini": Gemini()}


def events(*bodies: Body, named: bool = True) -> str:
    """The bodies as server-sent events; a named event says its own type."""
    return "".join((f"event: {body['type']}\n" if named else "") + f"data: {json.dumps(body)}\n\n" for body in bodies)
