"""The names of the rules that choose which copy to keep, and the orders that come ready-made.

What each rule looks at is in `core.keepers`; here is what settings and forms need to know of them.
Lowest layer beside `files`; pure, any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: which of several equal pictures to keep, the weightiest first; `core.keepers` says what each is
DEFAULT_KEEPER_RULES = (
    "protected",
    "has_original",
    "raw",
    "camera",
    "resolution",
    "has_edits",
    "format",
    "compression",
    "oldest",
    "metadata",
    "folder_priority",
    "not_copied_name",
    "folder_depth",
    "path_length",
)
#: rules beside the default ones: what some programs call the opposite
OTHER_KEEPER_RULES = ("newest",)
KEEPER_RULE_NAMES = (*DEFAULT_KEEPER_RULES, *OTHER_KEEPER_RULES)
#: a rule with a shell pattern of the user's: keep files of such names, or of others
PREFER_NAME, AVOID_NAME = "name:", "not_name:"


def _first(*names: str) -> tuple[str, ...]:
    """Return the default order with some rules in front, after protected folders."""
    first = ("protected", *names)
    return (*first, *(name for name in DEFAULT_KEEPER_RULES if name not in first))


#: the orders that every user has; a preset of the user's cannot have these names
KEEPER_PRESETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "default": DEFAULT_KEEPER_RULES,
        "largest": _first("resolution", "compression"),
        "oldest": _first("oldest"),
        "newest": tuple(name for name in _first("newest") if name != "oldest"),
        "my folders first": _first("folder_priority"),
    }
)


#: what version 2 of the settings brought: a rule, and those before which it has its place
_OF_VERSION_2 = (
    ("has_original", ("raw", "camera", "resolution")),
    ("has_edits", ("format", "compression", "oldest", "metadata")),
)


def with_unit_rules(rules: tuple[str, ...]) -> tuple[str, ...]:
    """Return an order of before there were rules for what lies beside a photo, with these in it.

    Each comes before the first of those that it stands before by default; where the user has none
    of them, last.
    """
    for rule, later in _OF_VERSION_2:
        if rule not in rules:
            place = next((rules.index(name) for name in later if name in rules), len(rules))
            rules = (*rules[:place], rule, *rules[place:])
    return rules


def check_rules(name: str, value: object) -> tuple[str, ...]:
    """Return a list of rules that came from a file or a form.

    Parameters
    ----------
    name : str
        Of the setting, for the message.
    value : object

    Raises
    ------
    ValueError
        With what is wrong, in words.
    """
    if not isinstance(value, list | tuple):
        raise ValueError(f"{name} must be a list of names, not {_shown(value)}")
    for number, rule in enumerate(value):
        if not is_rule(rule):
            known = ", ".join(KEEPER_RULE_NAMES)
            raise ValueError(
                f"{name} must hold names of {known}, or {PREFER_NAME}PATTERN, or "
                f"{AVOID_NAME}PATTERN only, not {_shown(rule)}"
            )
        if rule in value[:number]:
            raise ValueError(f"{name} must not hold {_shown(rule)} twice")
    return tuple(value)


def is_rule(value: object) -> bool:
    """Whether a value names a rule."""
    if not isinstance(value, str):
        return False
    return value in KEEPER_RULE_NAMES or pattern_of(value) is not None


def pattern_of(rule: str) -> tuple[str, bool] | None:
    """Return the shell pattern of a rule about names, and whether it prefers; None for others."""
    for prefix, prefers in ((PREFER_NAME, True), (AVOID_NAME, False)):
        if rule.startswith(prefix) and rule.removeprefix(prefix).strip():
            return rule.removeprefix(prefix), prefers
    return None


def check_presets(value: object) -> dict[str, tuple[str, ...]]:
    """Return the user's presets as they came from a file or a form.

    Raises
    ------
    ValueError
        With what is wrong, in words.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"presets must be an object of names and rules, not {_shown(value)}")
    for name in value:
        if not isinstance(name, str) or not name.strip():
            raise ValueError(f"presets must have names, not {_shown(name)}")
        if name in KEEPER_PRESETS:
            raise ValueError(f"presets must not hold {_shown(name)}, which comes ready-made")
    return {name: check_rules(f"presets: {name}", rules) for name, rules in value.items()}


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
