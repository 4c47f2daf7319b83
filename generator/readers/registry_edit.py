"""The text of a registry file and the data it shall hold into the edited text.

Only the lines of what differs are touched, so comments, order, quotes and line breaks of everything else stay byte
for byte. A comment inside something that goes away is kept on a line of its own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from generator.readers.registry_style import NAMED_LISTS, item_text, mapping_text, ordered
from generator.rules.change import is_same

_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def edited(text: str, before: Any, after: Mapping[str, Any]) -> str:
    """The text changed so that it holds `after`; `before` is what it holds now."""
    text = text if text.endswith("\n") else f"{text}\n"
    edit = _Edit(text)
    top = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert isinstance(top, yaml.MappingNode)  # it was read as an entry
    edit.mapping(top, before, after, "")
    return edit.result()


class _Edit:
    """Collects replacements of parts of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[tuple[int, int, str, int]] = []
        """Start, end, the text that goes there, and the column it begins at."""

    def result(self) -> str:
        """The text with every replacement made."""
        pieces: list[str] = []
        at = 0
        column: int | None = None
        size = len(self._text)
        for start, end, new, new_column in [*sorted(self._parts, key=lambda part: part[:2]), (size, size, "", 0)]:
            for piece in (self._text[at:start], new):
                if piece:
                    pieces.append(_outdented(piece, column))
                    column = column if _is_comment(piece) else None
            at = max(at, end)
            column = new_column if "\n" in new[:-1] and not _is_comment(new) else column
        return "".join(pieces)

    def mapping(self, node: yaml.MappingNode, before: Mapping[str, Any], after: Mapping[str, Any], kind: str) -> None:
        """Make the block mapping hold `after`."""
        pairs = {key.value: (key, value) for key, value in node.value}
        for key, (key_node, value_node) in pairs.items():
            if key not in after:
                self._remove(key_node.start_mark.index, value_node)
            elif not is_same({key: before[key]}, {key: after[key]}):
                self._value(key_node, value_node, before[key], after, kind)
        order = list(ordered(after, kind))
        for key in order:
            if key not in pairs and not is_same({key: after[key]}, {}):
                above = [name for name in order[: order.index(key)] if name in pairs] or [next(iter(pairs))]
                end = self._line_end(pairs[above[-1]][1])
                column = node.start_mark.column
                self._parts.append((end, end, mapping_text({key: after[key]}, kind, column), column))

    def _value(self, key_node: yaml.Node, node: yaml.Node, before: Any, whole: Mapping[str, Any], kind: str) -> None:
        """Make the value of a key hold what the whole mapping says."""
        key = key_node.value
        after = whole[key]
        is_block = not getattr(node, "flow_style", True)
        if is_block and isinstance(node, yaml.MappingNode) and isinstance(after, Mapping) and after:
            self.mapping(node, before, after, key)
        elif is_block and key in NAMED_LISTS and isinstance(node, yaml.SequenceNode) and _is_list(after) and after:
            self._list(node, before, after, key)
        else:
            self._replace(key_node.start_mark.index, node, mapping_text({key: after}, kind, key_node.start_mark.column))

    def _list(self, node: yaml.SequenceNode, before: list[Any], after: list[Any], kind: str) -> None:
        """Make the block list of named mappings hold `after`, in its order."""
        wanted = {each["name"]: each for each in after}
        names = [each["name"] for each in before]
        kept = [name for name in names if name in wanted]
        if kept != [name for name in wanted if name in kept] or len(set(names)) != len(names):
            self._rewrite(node, before, after, kind)
            return
        column = node.start_mark.column
        for item, old in zip(node.value, before, strict=True):
            if old["name"] not in wanted:
                self._remove(self._dash(item), item)
            elif not is_same(old, wanted[old["name"]]):
                self._item(item, old, wanted[old["name"]], kind, column)
        place = {old["name"]: item for item, old in zip(node.value, before, strict=True)}
        end = self._line_start(self._dash(node.value[0]))
        is_first = True
        for each in after:
            if each["name"] in place:
                end, is_first = self._line_end(place[each["name"]]), False
                continue
            new = item_text(each, kind, column)
            space = "\n" if kind == "tools" else ""
            self._parts.append((end, end, f"{new}{space}" if is_first else f"{space}{new}", column))

    def _item(self, item: yaml.Node, old: Any, new: Mapping[str, Any], kind: str, column: int) -> None:
        if isinstance(item, yaml.MappingNode) and not item.flow_style:
            self.mapping(item, old, new, kind)
        else:
            self._replace(self._dash(item), item, item_text(new, kind, column))

    def _rewrite(self, node: yaml.SequenceNode, before: list[Any], after: list[Any], kind: str) -> None:
        """Write the list anew in another order; items that stay the same keep their lines and what stands above."""
        column = node.start_mark.column
        start = top = self._line_start(self._dash(node.value[0]))
        chunks: dict[str, tuple[Any, str, str]] = {}
        left = ""
        for item, old in zip(node.value, before, strict=True):
            end = self._line_end(item)
            comments = "".join(f"{' ' * column}{each}\n" for each in self._comments(start, item))
            if old["name"] in chunks:
                left += comments
            else:
                chunks[old["name"]] = (old, self._text[start:end], comments)
            start = end
        lines: list[str] = []
        for each in after:
            old, chunk, comments = chunks.pop(each["name"], (None, "", ""))
            lines.append(chunk if is_same(old, each) else comments + item_text(each, kind, column))
        left += "".join(comments for _, _, comments in chunks.values())
        self._parts.append((top, start, "".join(lines) + left, column))

    def _replace(self, start: int, node: yaml.Node, new: str) -> None:
        """Put the lines in the place of the part from `start` to the end of the node."""
        column = start - self._line_start(start)
        is_block = new.count("\n") > 1
        inside = self._comments(start, node, is_with_line=is_block)
        above = "".join(f"{comment}\n{' ' * column}" for comment in inside)
        end = self._line_end(node) if is_block else self._end(node)
        self._parts.append((start, end, above + (new.lstrip() if is_block else new.strip()), column))

    def _remove(self, start: int, node: yaml.Node) -> None:
        """Take away the lines from `start` to the end of the node; a first key's dash never goes away."""
        line_start = self._line_start(start)
        indent = " " * (start - line_start)
        comments = "".join(f"{indent}{comment}\n" for comment in self._comments(start, node))
        self._parts.append((line_start, self._line_end(node), comments, len(indent)))

    def _comments(self, start: int, node: yaml.Node, *, is_with_line: bool = True) -> list[str]:
        """The comments between `start` and the end of the node, or of its last line, outside of its scalars."""
        end = self._line_end(node) if is_with_line else self._end(node)
        masked = list(self._text[start:end])
        for scalar in _scalars(node):
            for index in range(scalar.start_mark.index - start, self._end(scalar) - start):
                masked[index] = "x" if masked[index] != "\n" else "\n"
        return _COMMENT.findall("".join(masked))

    def _end(self, node: yaml.Node) -> int:
        """Where the node's last character ends; comments and blank lines behind it do not count."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        return len(self._text[: node.end_mark.index].rstrip())

    def _line_end(self, node: yaml.Node) -> int:
        """Where the line behind the node's last line begins."""
        return self._text.index("\n", self._end(node)) + 1

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _dash(self, item: yaml.Node) -> int:
        """Where the dash of a list item stands."""
        return self._text.rindex("-", 0, item.start_mark.index)


def _outdented(text: str, column: int | None) -> str:
    """The text whose leading comments begin at most at the column, so that a block of text above does not take them in."""
    if column is None:
        return text
    lines = text.splitlines(keepends=True)
    for index, line in enumerate(lines):
        if not _is_comment(line):
            break
        if line.strip() and len(line) - len(line.lstrip()) > column:
            lines[index] = " " * column + line.lstrip()
    return "".join(lines)


def _is_comment(text: str) -> bool:
    """True when the text holds nothing but comments and blank lines."""
    return all(line.lstrip()[:1] in ("", "#") for line in text.splitlines())


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from _scalars(value)
    else:
        for each in node.value:
            yield from _scalars(each)


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)
