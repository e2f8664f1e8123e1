# SPDX-License-Identifier: Apache-2.0
"""What becomes of the parameters of a function in Go: arguments, results, or neither."""

from __future__ import annotations

from dataclasses import dataclass, field

from declared import Declared, camel
from generator import interface
from generator.headers import Function, Variable

MAY_MISS = interface.MAY_MISS | {("acd_go_sim_attach", "feed"), ("acd_go_sim_attach", "outcomes")}
# Texts of which C's NULL means the same as "" in Go.
EMPTY_IS_NONE = interface.NO_TEXT_IN | {("acd_callback_next", "number")}
# Results that are borrowed texts, or none.
NO_TEXT_OUT = interface.NO_TEXT_OUT | {"acd_callback_plan_name", "acd_slot_plan_name"}
# What has to live as long as something else: for each function, who needs what, by their places among its handles;
# -1: the result.
NEEDS = {
    "acd_engine_new": [(-1, 0)], "acd_sim_engine": [(-1, 0)],
    "acd_go_feed_set_history": [(0, 1)], "acd_go_feed_set_records": [(0, 1)], "acd_go_feed_set_metrics": [(0, 1)],
    "acd_go_feed_attach": [(1, 0)], "acd_go_records_attach": [(0, 1)], "acd_go_sim_attach": [(0, 1), (0, 2)],
}
# Of these one is needed at a time: the one before is needed no more.
REPLACED = {"acd_history", "acd_records", "acd_metrics", "acd_go_record_queue", "acd_go_outcomes"}
# Left to the hand-written part.
BY_HAND = {"acd_json_definition", "acd_status_text"}
# Records that only C's hooks are given.
NOT_SEEN = {"acd_question"}
# Records whose defaults are not all zero: made by New…, and refused if not.
DEFAULTS = {"acd_history_options", "acd_service_level", "acd_sim_caller", "acd_sim_poisson", "acd_erlang_system"}

NUMBERS = {"acd_id": "int64", "acd_time": "int64", "int64_t": "int64", "uint64_t": "uint64", "uint32_t": "uint32",
           "int32_t": "int32", "double": "float64", "int": "int", "size_t": "int"}


@dataclass(frozen=True)
class Argument:
    """`shape`: handle, record, text, total (a text, or all), string (with its size), bytes, ids, requirements,
    number."""

    shape: str
    place: int
    """Among the parameters in C, from 1; of pairs, of the first."""
    variable: Variable
    may_miss: bool = False

    @property
    def name(self) -> str:
        return camel(self.variable.name, upper=False)


@dataclass(frozen=True)
class Output:
    """`shape`: handle, record, records (as many as are asked for), text, number, buffer (of bytes or text), size."""

    shape: str
    place: int
    variable: Variable
    name: str


@dataclass
class Shape:
    function: Function
    told: str | None
    """C that says what a refused call was about; None: it refuses nothing."""
    is_number: bool
    """A number or a negative status; else anything but ACD_OK is refused."""
    arguments: list[Argument] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)

    @property
    def go_name(self) -> str:
        return camel(self.function.name)

    @property
    def has_shim(self) -> bool:
        return self.told is not None or bool(self.outputs)

    @property
    def can_fail(self) -> bool:
        """Gives an error: refusals, and texts, which may have a NUL inside."""
        return self.told is not None or any(a.shape in ("text", "total") for a in self.arguments)

    @property
    def maybe_nothing(self) -> bool:
        """A number that tells whether there is something in the output, which is nil else."""
        return self.is_number and len(self.outputs) == 1 and self.outputs[0].shape in ("record", "handle")


def output(shape: str, place: int, variable: Variable, function: Function) -> Output:
    name = variable.name.removesuffix("_out")
    taken = any(parameter.name == name for parameter in function.parameters)
    return Output(shape, place, variable, "given" if taken else camel(name, upper=False))


def shape_of(function: Function, declared: Declared) -> Shape:
    shape, parameters, place = Shape(function, *declared.refusal(function)), function.parameters, 0
    while place < len(parameters):
        variable, following = parameters[place], [p.name for p in parameters[place + 1:place + 3]]
        place += 1
        if variable.kind == "acd_allocator":
            continue
        if following == ["capacity", "size_out"]:
            shape.outputs.append(Output("buffer", place, variable, "buffer"))
            place += 2
        elif variable.name == "count" and following[:1] == ["stride"]:
            shape.arguments.append(Argument("number", place, variable))
            shape.outputs.append(output("records", place, parameters[place + 1], function))
            place += 2
        elif variable.is_out:
            kind = variable.kind
            of = ("size" if kind == "size_t" else "handle" if kind in declared.handles
                  else "record" if kind in declared.records else "text" if kind == "char" else "number")
            shape.outputs.append(output(of, place, variable, function))
        elif variable.stars and following[:1] in (["size"], ["count"]):
            of = {"char": "string", "void": "bytes", "acd_id": "ids", "acd_requirement": "requirements"}[variable.kind]
            shape.arguments.append(Argument(of, place, variable))
            place += 1
        elif variable.stars:
            key = (function.name, variable.name)
            of = ("handle" if variable.kind in declared.handles else "record" if variable.kind in declared.records
                  else "total" if interface.is_total(function, variable) else "text")
            shape.arguments.append(Argument(of, place, variable, key in MAY_MISS or key in EMPTY_IS_NONE))
        else:
            shape.arguments.append(Argument("number", place, variable))
    return shape
