"""The public schemas: jsonschema-rs says quickly that nothing is wrong, jsonschema says what is.

Both run on the same documents with no way to the network. Findings carry places, never the libraries' words.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from poryadok.data import data_root
from poryadok.findings import Finding, Span
from poryadok.norms.names import nearest, wrong_name
from poryadok.norms.origins import Origins
from poryadok.norms.yaml_text import YamlText, span_at

__all__ = [
    "Form",
    "check_file",
    "check_layer",
    "check_resolved",
    "explain",
    "has_schema",
    "is_valid",
    "schema_of",
]

Form = tuple[str, str]
Path_ = tuple[str, ...]
Place = Callable[[Path_, bool], Span]

LAYER: Form = ("profile", "")
RESOLVED: Form = ("profile", "resolved")
_HOLE = {"$ref": "#/$defs/is_hole"}


def check_layer(text: YamlText) -> list[Finding]:
    """Check a layer file as written: known keys, types, and null where a layer may delete."""
    return check_file(text, LAYER)


def check_file(text: YamlText, form: Form) -> list[Finding]:
    """Check a file against a schema of ``schemas/``, or a part of one."""
    if is_valid(form, text.doc):
        return []
    return explain(form, text.doc, lambda path, key: _in_file(text, path, key))


def check_resolved(doc: Mapping[str, Any], origins: Origins) -> list[Finding]:
    """Check a profile with all layers laid: everything that must be there is there."""
    if is_valid(RESOLVED, doc):
        return []
    return explain(RESOLVED, doc, lambda path, key: origins.span(path, key=key))


def _in_file(text: YamlText, path: Path_, key: bool) -> Span:
    for end in range(len(path), 0, -1):
        mark = text.marks.get(path[:end])
        if mark is not None:
            return span_at(text.file, mark, key=key or end < len(path))
    return Span(text.file, 1, 1)


def has_schema(name: str) -> bool:
    """Tell whether ``schemas/`` has a schema of that name."""
    return (data_root() / "schemas" / f"{name}.schema.json").is_file()


@cache
def schema_of(form: Form) -> dict[str, Any]:
    """The schema of a form: a file of ``schemas/``, or one of its ``$defs`` with the others at hand."""
    name, part = form
    path = data_root() / "schemas" / f"{name}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if not part:
        return schema
    return {"$schema": schema["$schema"], "$ref": f"#/$defs/{part}", "$defs": schema["$defs"]}


@cache
def _quick(form: Form) -> Callable[[Any], bool]:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(schema_of(form), offline=True).is_valid


def is_valid(form: Form, doc: Any) -> bool:
    """Decide by the compiled validator. A document that it cannot take counts as not valid."""
    try:
        return _quick(form)(doc)
    except ValueError:
        return False


@cache
def _explaining(form: Form) -> Any:
    from jsonschema import Draft202012Validator
    from referencing import Registry

    return Draft202012Validator(schema_of(form), registry=Registry())


def explain(form: Form, doc: Any, place: Place) -> list[Finding]:
    """All that is wrong with a document, as findings with places."""
    found: dict[tuple[str, Path_, str], Finding] = {}
    errors = list(_explaining(form).iter_errors(doc)) or list(_quick_errors(form, doc))
    for error in errors:
        for finding in _findings(error, place, form[0]):
            found.setdefault((finding.rule, finding.path, str(finding.args.get("name", ""))), finding)
    return _without_echoes(list(found.values()))


class _QuickError:
    """What jsonschema-rs says, in the shape of jsonschema's errors: for what only it refuses."""

    def __init__(self, error: Any, name: str) -> None:
        self.absolute_path = list(error.instance_path)
        self.absolute_schema_path = list(error.schema_path)
        self.validator = str(error.schema_path[-1]) if error.schema_path else ""
        self.instance = error.instance
        words = _description(name, tuple(str(part) for part in error.instance_path))
        self.schema: Any = {"description": words}
        self.validator_value: Any = None


def _quick_errors(form: Form, doc: Any) -> Iterator[_QuickError]:
    import jsonschema_rs

    try:
        for error in jsonschema_rs.Draft202012Validator(schema_of(form), offline=True).iter_errors(doc):
            yield _QuickError(error, form[0])
    except ValueError:
        return


def _without_echoes(found: list[Finding]) -> list[Finding]:
    """Leave out what only repeats another finding: a value of a wrong type fails its enum as well."""
    grave = {finding.path for finding in found if finding.rule == "schema.type"}
    return [finding for finding in found if finding.rule == "schema.type" or finding.path not in grave]


def _findings(error: Any, place: Place, name: str) -> Iterator[Finding]:
    path = tuple(str(part) for part in error.absolute_path)
    word, schema, value = str(error.validator), error.schema, error.instance
    if word == "not":
        yield _finding("schema.key-not-here", path, place(path, True), {"name": path[-1] if path else "—"})
    elif word == "additionalProperties" and isinstance(value, Mapping):
        known = _known(schema)
        for key in value:
            if key not in known:
                yield _unknown_key((*path, key), known, value, place)
    elif word == "required":
        for key in error.validator_value or ():
            if key not in value:
                args = {"name": key, "expected": _description(name, (*path, key)) or key}
                yield _finding("schema.missing-key", path, place((*path, key), True), args)
    elif word == "propertyNames" or "propertyNames" in list(error.absolute_schema_path):
        key = str(value)
        args = {"name": key, "expected": _expected(schema)}
        yield _finding("schema.key-name", (*path, key), place((*path, key), True), args)
    else:
        yield _value_finding(word, error, path, place)


def _value_finding(word: str, error: Any, path: Path_, place: Place) -> Finding:
    schema, value = error.schema, error.instance
    args: dict[str, str | int] = {"value": _shown(value), "expected": _expected(schema)}
    rule = {
        "type": "schema.type",
        "enum": "schema.not-allowed",
        "const": "schema.not-allowed",
        "pattern": "schema.form",
        "minLength": "schema.empty",
        "minItems": "schema.empty",
        "minProperties": "schema.too-few-keys",
        "maxProperties": "schema.too-many-keys",
        "minimum": "schema.range",
        "maximum": "schema.range",
        "uniqueItems": "schema.repeated",
    }.get(word, "schema.other")
    if word == "type":
        args["expected"] = _expected(schema)
        args["types"] = _types(error.validator_value)
        args["actual"] = _types([_type_of(value)])
    elif word in ("enum", "const"):
        allowed = [
            one for one in (error.validator_value if word == "enum" else [error.validator_value]) if one
        ]
        args |= wrong_name(str(value), map(str, allowed))
        args["expected"] = ", ".join(map(str, allowed))
    elif word == "maxProperties":
        # the key that came last is the likely slip; the others belong to it
        spans = tuple(place((*path, key), True) for key in reversed(value))
        return Finding(rule, "critical", path, tuple(dict.fromkeys(spans)), args)
    elif word in ("minimum", "maximum"):
        args |= {"bound": "min" if word == "minimum" else "max", "limit": str(error.validator_value)}
    elif word == "pattern":
        fixed = _as_date(str(value), str(error.validator_value))
        if fixed:
            args["suggestion"] = fixed
    return _finding(rule, path, place(path, False), args)


def _finding(rule: str, path: Path_, span: Span, args: Mapping[str, str | int]) -> Finding:
    suggestion = args.get("suggestion")
    return Finding(rule, "critical", path, (span,), dict(args), str(suggestion) if suggestion else None)


def _unknown_key(path: Path_, known: Iterable[str], holder: Mapping[str, Any], place: Place) -> Finding:
    key = path[-1]
    args: dict[str, str | int] = {**wrong_name(key, known)}
    kind = holder.get("kind")
    if isinstance(kind, str) and key in schema_of(LAYER)["$defs"]["keys_any"]["properties"]:
        return _finding("schema.key-of-other-kind", path, place(path, True), args | {"kind": kind})
    if nearest(key, known) is None and "suggestion" not in args:
        args["suggestion"] = ""
    return _finding("schema.unknown-key", path, place(path, True), args)


def _known(schema: Mapping[str, Any]) -> list[str]:
    properties = schema.get("properties")
    return list(properties) if isinstance(properties, Mapping) else []


def _description(name: str, path: Path_) -> str:
    """What the file schema ``name`` says of a place; empty when it says nothing."""
    node: Any = schema_of((name, ""))
    defs = node.get("$defs", {})
    for key in path:
        node = _resolved(node, defs)
        items = node.get("items") if key.isdecimal() else None
        node = (node.get("properties") or {}).get(key) or items or node.get("additionalProperties")
        if not isinstance(node, Mapping):
            return ""
    return _expected(node, defs)


def _resolved(node: Any, defs: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a node says of a value: references followed, the branch of open values left aside."""
    while isinstance(node, Mapping) and ("$ref" in node or node.get("if") == _HOLE):
        name = node.get("$ref")
        node = node["else"] if name is None else defs.get(str(name).removeprefix("#/$defs/"))
    return node if isinstance(node, Mapping) else {}


def _expected(schema: Any, defs: Mapping[str, Any] | None = None) -> str:
    """The words of a schema node for what it wants: its description, that of what it refers to, its title."""
    if not isinstance(schema, Mapping):
        return ""
    if "description" in schema:
        return str(schema["description"])
    if "$ref" in schema or schema.get("if") == _HOLE:
        return _expected(_resolved(schema, schema_of(LAYER)["$defs"] if defs is None else defs))
    return str(schema.get("title", ""))


def _types(names: Any) -> str:
    """The names of JSON types, a bar between them; null goes without saying."""
    listed = [names] if isinstance(names, str) else [str(name) for name in names or ()]
    return "|".join(name for name in listed if name != "null" or len(listed) == 1)


def _type_of(value: Any) -> str:
    for kind, name in (
        (bool, "boolean"),
        (int, "integer"),
        (float, "number"),
        (str, "string"),
        (list, "array"),
    ):
        if isinstance(value, kind):
            return name
    return "null" if value is None else "object"


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"


def _as_date(value: str, pattern: str) -> str | None:
    """The ISO form of a Russian date, where a date is wanted."""
    if not pattern.startswith("^[0-9]{4}-"):
        return None
    parts = value.strip().removesuffix("г.").strip().split(".")
    if len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts) and len(parts[2]) == 4:
        day, month, year = parts
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return None
