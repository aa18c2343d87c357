"""What hangs together among contents that were just read, and with what is kept already. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.group_matter import GroupMatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from photofinder.core.kept_groups import KeptGroups


@dataclass(frozen=True, slots=True)
class Part:
    """What hangs together.

    Attributes
    ----------
    content_ids : tuple of int
        Of those that were read.
    kept : frozenset of int
        The numbers of what is kept and belongs to it.
    """

    content_ids: tuple[int, ...]
    kept: frozenset[int]


def parts_of(
    matter: GroupMatter, kept: Mapping[int, KeptGroups], component_of: Mapping[int, int]
) -> list[Part]:
    """Return the contents that hang together by pairs, pixels or assets.

    Parameters
    ----------
    matter : GroupMatter
        Contents with their pairs among each other and with what is kept.
    kept : mapping of int to KeptGroups
        By component.
    component_of : mapping of int to int
        By content, as far as they are known.
    """
    parent = {number: number for number in (*matter.contents, *(-number for number in kept))}

    def node(number: int) -> int:  # of what is kept one number stands for all
        component = component_of.get(number, 0)
        return -component if component in kept else number

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for ends in _links(matter, kept):
        one, two = map(node, ends) if kept else ends
        if one in parent and two in parent:
            parent[root(one)] = root(two)
    found: dict[int, list[int]] = {}
    for number in matter.contents:
        found.setdefault(root(node(number)), []).append(number)
    kept_in: dict[int, set[int]] = {}
    for component in kept:
        kept_in.setdefault(root(-component), set()).add(component)
    return [Part(tuple(numbers), frozenset(kept_in.get(top, ()))) for top, numbers in found.items()]


def divide(matter: GroupMatter, parts: Mapping[int, int]) -> dict[int, GroupMatter]:
    """Divide what was read.

    Parameters
    ----------
    matter : GroupMatter
    parts : mapping of int to int
        By content the number of its part; the others are left out.

    Returns
    -------
    dict of int to GroupMatter
        By part; with pairs of which one end is not of it.
    """
    divided = {number: GroupMatter() for number in parts.values()}
    for content_id, number in parts.items():
        into = divided[number]
        into.contents[content_id] = matter.contents[content_id]
        for file in matter.places.get(content_id, ()):
            into.places.setdefault(content_id, []).append(file)
            if file.file_id in matter.leads:
                into.leads[file.file_id] = matter.leads[file.file_id]
            if file.file_id in matter.beside:
                into.beside[file.file_id] = matter.beside[file.file_id]
    for pair in matter.pairs:
        part = parts.get(pair.first_id, parts.get(pair.second_id))
        if part is not None:
            divided[part].pairs.append(pair)
    for led, lead in matter.shared:
        if led in parts:
            divided[parts[led]].shared.add((led, lead))
    return divided


def _links(matter: GroupMatter, kept: Mapping[int, KeptGroups]) -> Iterator[tuple[int, int]]:
    yield from ((pair.first_id, pair.second_id) for pair in matter.pairs)
    yield from matter.shared
    by_pixels: dict[bytes, int] = {}
    for number, content in matter.contents.items():
        digest = content.pixel_digest
        if digest is not None:
            yield number, by_pixels.setdefault(digest, number)
            likes = (groups.like(digest) for groups in kept.values())
            yield from ((number, like) for like in likes if like is not None)
