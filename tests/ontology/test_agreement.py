"""Record classes, relations, codes in the program and the Turtle files agree, both ways."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import quotes, records
from graph.questions.gaps import GAPS
from ontology.schema import record_classes, relations
from ontology.turtle import HERE, read
from ontology.vocabulary import scheme

ROOT = Path(__file__).resolve().parents[2]
CLASSES = {
    name: value
    for module in (records, quotes)
    for name, value in vars(module).items()
    if dataclasses.is_dataclass(value) and isinstance(value, type)
}
CODED = {
    field.name: {
        other.scheme
        for record in record_classes().values()
        for other in record.fields.values()
        if other.name == field.name and other.scheme
    }
    for record in record_classes().values()
    for field in record.fields.values()
    if field.scheme and field.name != "themes"
}


def test_every_record_class_is_in_the_ontology_and_no_other() -> None:
    """The ontology has exactly the record classes that the program has."""
    assert set(record_classes()) == set(CLASSES)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_fields_and_properties_agree(name: str) -> None:
    """A record class has exactly the fields that the ontology gives it."""
    fields = {field.name for field in dataclasses.fields(CLASSES[name])}
    assert set(record_classes()[name].fields) == fields


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_what_holds_many_values_is_a_tuple(name: str) -> None:
    """A field is a tuple where, and only where, the ontology lets it hold many values."""
    for field in dataclasses.fields(CLASSES[name]):
        many = record_classes()[name].fields[field.name].many
        assert str(field.type).startswith("tuple[") == many, field.name


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_sub_classes_agree(name: str) -> None:
    """A record class is above another in Python where it is in the ontology."""
    above = {parent.__name__ for parent in CLASSES[name].__mro__[1:]} & set(CLASSES)
    assert record_classes()[name].above == above


def test_records_named_by_a_field_are_record_classes() -> None:
    """A field whose values are records names a class that there is, and the same in Python."""
    for name, record in record_classes().items():
        hints = {field.name: str(field.type) for field in dataclasses.fields(CLASSES[name])}
        for field in record.fields.values():
            other = field.range.rsplit("#", 1)[-1]
            if other in CLASSES and not re.search(rf"\b{other}\b", hints[field.name]):
                assert hints[field.name].startswith(("str", "tuple[str")), f"{name}.{field.name}"


def test_every_relation_joins_record_classes() -> None:
    """A relation names, on both sides, classes that the program has."""
    for relation in relations().values():
        assert relation.domain and relation.domain <= set(CLASSES), relation.name
        assert relation.range and relation.range <= set(CLASSES), relation.name


def test_every_closed_list_is_there() -> None:
    """Each vocabulary that a field draws its codes from can be read, and says what each means."""
    for record in record_classes().values():
        for field in record.fields.values():
            if field.scheme:
                assert all(concept.definition for concept in scheme(field.scheme)), field.scheme


def test_the_rules_that_find_gaps_are_those_of_the_vocabulary() -> None:
    """Each rule of the program is explained in the vocabulary, and each rule there runs."""
    assert {rule.name for rule in GAPS} == set(scheme("gap_rules").concepts)
    assert {rule.severity for rule in GAPS} <= set(scheme("severities").concepts)


def test_every_code_in_the_program_is_in_a_vocabulary() -> None:
    """A code written in the program, as a record's field or beside one, is one of its list."""
    unknown = [
        f"{place}: {field} {code!r}"
        for place, field, code in _codes()
        if not any(code in _list(name) for name in CODED[field])
    ]
    assert unknown == []


def test_every_relation_in_the_program_is_in_the_ontology() -> None:
    """A relation written in the program is one of the ontology, and each is used somewhere."""
    said = {code for _, field, code in _codes(fields={"relation"}) if field == "relation"}
    assert said <= set(relations())
    text = "\n".join(path.read_text("utf-8") for path in _modules("graph"))
    assert [name for name in relations() if f'"{name}"' not in text] == []


def test_every_turtle_file_can_be_read() -> None:
    """Every file can be read, and a file that declares a list holds concepts with labels."""
    for path in sorted((HERE / "vocabularies").glob("*.ttl")):
        statements = read(path)
        assert statements, path.name
        if f"https://w3id.org/sightline/vocab/{path.stem}" in statements:
            assert scheme(path.stem).concepts, path.name


def _list(name: str) -> set[str]:
    return set(scheme(name).concepts)


def _modules(*folders: str) -> Iterator[Path]:
    # Not viz, exports, jobs, previews: parts of a picture have kinds and states of their own.
    for folder in folders or ("graph", "loaders", "api"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "export" not in path.parts and path.stem not in ("jobs", "previewing", "uploads"):
                yield path


def _codes(fields: set[str] = frozenset(CODED)) -> Iterator[tuple[str, str, str]]:
    """Every text that the program gives to, or compares with, a field of a record."""
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for field, value in _uses(node):
                if field in fields:
                    for code in _texts(value):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", field, code


def _uses(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES:
        yield from ((word.arg, word.value) for word in node.keywords if word.arg)
    if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute):
        yield from ((node.left.attr, value) for value in node.comparators)


def _texts(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.Tuple | ast.Set | ast.List):
        for part in value.elts:
            yield from _texts(part)
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)
