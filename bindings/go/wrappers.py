# SPDX-License-Identifier: Apache-2.0
"""Functions and handles in Go."""

from __future__ import annotations

from declared import Declared, camel
from records import C_WORDS, lines_of
from shapes import NEEDS, NO_TEXT_OUT, NUMBERS, REPLACED, Argument, Output, Shape


def go_name(shape: Shape, declared: Declared) -> str:
    """acd_engine_new: NewEngine."""
    name = shape.function.name
    if name.endswith("_new"):
        return f"New{declared.names[shape.outputs[0].variable.kind]}"
    return camel(name)


def argument_type(argument: Argument, declared: Declared) -> str:
    kind = argument.variable.kind
    types = {"text": "string", "string": "string", "total": "*string", "bytes": "[]byte", "ids": "[]int64",
             "requirements": "[]Requirement"}
    if argument.shape in ("handle", "record"):
        return f"*{declared.names[kind]}"
    return types.get(argument.shape) or NUMBERS[kind]


def given(argument: Argument, declared: Declared) -> tuple[list[str], list[str]]:
    """Statements that make C's arguments of it, and the arguments."""
    name, kind, arg = argument.name, argument.variable.kind, f"arg{argument.place}"
    missing = "true" if argument.may_miss else "false"
    if argument.shape == "handle":
        return [f'{arg} := (*C.{kind})(c.handle("{name}", {name}.base(), {missing}))'], [arg]
    if argument.shape == "record":
        return [f'{arg} := c.to{declared.names[kind]}("{name}", {name}, {missing})'], [arg]
    if argument.shape in ("text", "total"):
        convert = "textOrTotal" if argument.shape == "total" else "textOrNone" if argument.may_miss else "text"
        return [f'{arg} := c.{convert}("{name}", {name})'], [arg]
    if argument.shape != "number":
        return [f"{arg} := c.{argument.shape}({name})"], [arg, f"C.size_t(len({name}))"]
    if kind == "int":
        return [f'{arg} := c.int("{name}", {name})'], [arg]
    if kind == "size_t":
        return [f'{arg} := c.{"some" if argument.variable.name == "count" else "size"}("{name}", {name})'], [arg]
    return [], [f"C.{kind}({name})"]


def result_type(output: Output, declared: Declared) -> str:
    kind = output.variable.kind
    if output.shape in ("handle", "record"):
        return f"*{declared.names[kind]}"
    if output.shape == "records":
        return f"[]{declared.names[kind]}"
    if output.shape == "buffer":
        return "[]byte" if kind == "void" else "string"
    return {"text": "string"}.get(output.shape) or NUMBERS[kind]


def taken(output: Output, shape: Shape, declared: Declared) -> list[str]:
    """Statements that make a result of what came back."""
    name, kind = output.name, output.variable.kind
    member = f"r.{C_WORDS.get(output.variable.name, output.variable.name)}"
    if output.shape == "handle":
        needs = "".join(f", c.held[{other}]" for who, other in NEEDS.get(shape.function.name, []) if who == -1)
        return [f"{name} = own{declared.names[kind]}({member}{needs})"]
    if output.shape == "record":
        return [f"{name} = new{declared.names[kind]}(&{member})"]
    if output.shape == "records":
        asked = next(a.name for a in shape.arguments if a.variable.name == "count")
        return [f"defer C.free(unsafe.Pointer({member}))",
                f"for i := range unsafe.Slice({member}, {asked})[:atMost(int(r.result), {asked})] {{",
                f"\t{name} = append({name}, *new{declared.names[kind]}(&unsafe.Slice({member}, {asked})[i]))", "}"]
    if output.shape == "buffer":
        convert = "bytesOf({0}, r.size)" if kind == "void" else "string(bytesOf({0}, r.size))"
        return [f"{name} = {convert.format(member)}", f"C.free({member})"]
    if output.shape == "text":
        return [f"{name} = C.GoString({member})"]
    return [f"{name} = {NUMBERS[kind]}({member})"]


def returned(shape: Shape, declared: Declared, call: str) -> tuple[list[tuple[str, str]], list[str]]:
    """What the function itself gives, as results with their types, and the statements that set them from `call`."""
    function = shape.function
    kind, stars = function.returned.kind, function.returned.stars
    if kind == "void" and not stars:
        return [], [call]
    if not stars:
        return [("result", NUMBERS[kind])], [f"result = {NUMBERS[kind]}({call})"]
    if kind in declared.handles:
        needs = "".join(f", c.held[{other}]" for _, other in NEEDS[function.name])
        return [("result", f"*{declared.names[kind]}")], [f"result = lend{declared.names[kind]}({call}{needs})"]
    if kind == "void":
        return [("result", "[]byte")], [f"result = bytesOf({call}, r.size_out)"]
    if function.name in NO_TEXT_OUT:
        statements = [f"lent := {call}", "result, found = C.GoString(lent), lent != nil"]
        return [("result", "string"), ("found", "bool")], statements
    return [("result", "string")], [f"result = C.GoString({call})"]


REFUSED = ["\terr = c.refused", "\treturn", "}"]
FAILED = ["\terr = c.fail(int(r.result), r.about)", "\treturn", "}"]


def called(shape: Shape, declared: Declared, passed: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The results of a function, with their types, and the statements that call C and set them."""
    c_function = shape.function
    outputs = [o for o in shape.outputs if o.shape != "size"]
    results = [(o.name, result_type(o, declared)) for o in outputs]
    call, body = f"C.{c_function.name}({passed})", []
    if shape.has_shim:
        body.append(f"r := C.acd_go__{c_function.name.removeprefix('acd_')}({passed})")
        call = "r.result"
    if shape.told is not None:
        body += [f"if r.result {'< 0' if shape.is_number else '!= 0'} {{", *FAILED]
    has_number = shape.is_number and not shape.maybe_nothing and not any(o.shape == "records" for o in outputs)
    if shape.told is None or has_number:
        first, statements = returned(shape, declared, call)
        results = first + results
        body += statements
    if shape.maybe_nothing:
        body += ["if r.result == 0 {", "\treturn", "}"]
    for output in outputs:
        body += taken(output, shape, declared)
    for who, other in NEEDS.get(c_function.name, []):
        if who >= 0:
            kind = [a for a in shape.arguments if a.shape == "handle"][other].variable.kind
            need = f'needOne("{declared.names[kind]}", ' if kind in REPLACED else "need("
            body.append(f"c.held[{who}].{need}c.held[{other}])")
    return results, body


def function(shape: Shape, declared: Declared) -> list[str]:
    name, before, passed = go_name(shape, declared), [], []
    for argument in shape.arguments:
        statements, values = given(argument, declared)
        before += statements
        passed += values
    results, body = called(shape, declared, ", ".join(passed))
    if shape.can_fail:
        results.append(("err", "error"))
    if before:
        before += ["if c.refused != nil {", *REFUSED] if shape.can_fail else ["c.must()"]
    if before or shape.can_fail:
        body = [f'c := scratch{{function: "{name}"}}', "defer c.done()", *before, *body]
    if results:
        body.append("return")
    said = declared.comments.functions.get(shape.function.name, "")
    if said.startswith("C: "):
        said = f"{name}: {said.removeprefix('C: ')}"
    parameters = ", ".join(f"{a.name} {argument_type(a, declared)}" for a in shape.arguments)
    signature = f"({', '.join(' '.join(result) for result in results)}) " if results else ""
    return [*lines_of(said), f"func {name}({parameters}) {signature}{{", *(f"\t{line}" for line in body), "}", ""]


HANDLE = """//
// To be closed; one that is garbage is closed then. What needs it goes on. A copy is the same one, and closed with it.
type NAME struct{ handle }

// Close frees it, unless something else needs it still. Never an error; twice is fine.
func (h *NAME) Close() error {
	if h != nil {
		h.close()
	}
	return nil
}

func (h *NAME) base() *handle {
	if h == nil {
		return nil
	}
	return &h.handle
}

func ownNAME(made *C.KIND, needs ...*object) *NAME {
	return holdNAME(made, func(p unsafe.Pointer) { C.KIND_free((*C.KIND)(p)) }, needs)
}

func holdNAME(made *C.KIND, free func(unsafe.Pointer), needs []*object) *NAME {
	h := &NAME{}
	h.made(unsafe.Pointer(made), free, needs)
	return h
}
"""
# Of what is part of another.
LENT = """func lendNAME(made *C.KIND, needs ...*object) *NAME { return holdNAME(made, nil, needs) }
"""


def handle(kind: str, declared: Declared) -> list[str]:
    name = declared.names[kind]
    said = declared.comments.records.get(kind, "").split("\n\nC: ")[0]
    if not said or said.startswith("C: "):
        said = f"{name} is {kind} of the headers."
    lent = any(f.returned.c_type == f"{kind} *" for f in declared.functions)
    code = HANDLE + (LENT if lent else "")
    return [*lines_of(said), code.replace("NAME", name).replace("KIND", kind)]


def write(shapes: list[Shape], declared: Declared) -> list[str]:
    lines = []
    for kind in sorted(declared.handles):
        lines += handle(kind, declared)
    for shape in shapes:
        lines += function(shape, declared)
    return lines
