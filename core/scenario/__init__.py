"""A scenario: the levers, the value that says where they stand, and that value as a link and as a file."""

from core.scenario.files import from_json, to_document, to_json
from core.scenario.levers import LEVER, LEVERS, OPTION, OPTIONS, SETTING, SWITCHES, Lever, Owner, check_lever, parse_number
from core.scenario.links import OTHER_PARAMS, from_query, to_query
from core.scenario.value import (
    SCHEMA,
    FindBaseline,
    Scenario,
    default_scenario,
    default_value,
    drivers,
    experience,
    lever_values,
    option_values,
    reference_scenario,
    with_measures,
    with_until,
    with_value,
)

__all__ = [
    "LEVER",
    "LEVERS",
    "OPTION",
    "OPTIONS",
    "OTHER_PARAMS",
    "SCHEMA",
    "SETTING",
    "SWITCHES",
    "FindBaseline",
    "Lever",
    "Owner",
    "Scenario",
    "check_lever",
    "default_scenario",
    "default_value",
    "drivers",
    "experience",
    "from_json",
    "from_query",
    "lever_values",
    "option_values",
    "parse_number",
    "reference_scenario",
    "to_document",
    "to_json",
    "to_query",
    "with_measures",
    "with_until",
    "with_value",
]
