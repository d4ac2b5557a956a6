"""The ontology as HTML, made from its Turtle files: ``python -m ontology.pages FOLDER``.

Every class, property, relation and vocabulary with its definition, and diagrams with tables that
say the same. Served at ``/ontology`` too, where the same body stands in the pages' frame.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from ontology.diagram import Arrow, diagram
from ontology.errors import OntologyError
from ontology.schema import NS, VOCAB
from ontology.turtle import HERE, Statements, read
from ontology.vocabulary import SKOS, scheme

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"
_DCTERMS = "http://purl.org/dc/terms/"
_PREFIXES = {
    "sl": NS,
    "slv": VOCAB,
    "owl": _OWL,
    "rdf": _RDF,
    "rdfs": _RDFS,
    "schema": _SCHEMA,
    "dcterms": _DCTERMS,
    "skos": SKOS,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov": "http://www.w3.org/ns/prov#",
    "pplan": "http://purl.org/net/p-plan#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "earl": "http://www.w3.org/ns/earl#",
    "cccev": "http://data.europa.eu/m8g/",
}
# Columns and rows of the diagrams.
_CHAIN = {
    "Concern": (0, 0.2),
    "Action": (1.6, 0.2),
    "Evidence": (3.1, 0.2),
    "Comment": (0.8, 1.5),
    "Owner": (2.4, 1.5),
}
_HOLDING = {
    "Passage": (0.5, 0),
    "Quote": (1.9, 0),
    "Record": (3.4, 0),
    "Paper": (0, 1.1),
    "Inspection": (2.3, 1.0),
    "Judgement": (3.4, 1.3),
    "Document": (1.4, 1.9),
    "Issue": (0, 2.7),
    "Link": (1.6, 3.2),
    "Decision": (3.1, 3.2),
}
_STYLE = """
body { max-width: 76rem; margin: 2rem auto; padding: 0 1rem; color: #16222e; background: #fff;
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.5rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid #c9d2da; text-align: left;
  vertical-align: top; }
caption { text-align: left; color: #4a5968; padding-bottom: .4rem; }
code { font-size: .9em; } a { color: #14548c; } .scroll { overflow-x: auto; }
"""


@cache
def body() -> str:
    """Return the whole description as HTML, without the frame of a page.

    Raises:
        OntologyError: a class or property has no label, or the files cannot be read.
    """
    said = read(HERE / "sightline.ttl")
    return "".join(
        (
            *_head(said),
            *_diagrams(said),
            *_classes(said),
            *_properties(said),
            *_vocabularies(),
        )
    )


def whole() -> str:
    """Return the description as a page that stands alone."""
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>The ontology – Sightline</title><style>{_STYLE}</style></head>"
        f'<body><main id="main"><h1>The ontology</h1>{body()}</main></body></html>\n'
    )


def _head(said: Statements) -> Iterator[str]:
    about = said[NS.removesuffix("#")]
    title = about[f"{_DCTERMS}title"][0]
    yield f"<p>{escape(title)}. Version {escape(about[f'{_OWL}versionInfo'][0])}; "
    licence = about[f"{_DCTERMS}license"][0]
    yield f'licence: <a href="{escape(licence)}">{escape(licence)}</a>.</p>'
    yield "<p>Names below are short for: "
    yield ", ".join(f"<code>{k}:</code> {escape(v)}" for k, v in _PREFIXES.items())
    yield ".</p>"


def _diagrams(said: Statements) -> Iterator[str]:
    yield '<h2 id="diagram">How records join</h2>'
    yield from _drawn(_relations(said), _CHAIN, "Relations by which links join records")
    yield '<h2 id="holding">Where everything is written</h2>'
    yield from _drawn(_held(said), _HOLDING, "Papers, quotes, links and decisions")


def _relations(said: Statements) -> Iterator[tuple[str, str, str]]:
    for iri in said:
        if f"{NS}LinkRelation" not in said[iri].get(f"{_RDF}type", ()):
            continue
        for source in said[iri].get(f"{_SCHEMA}domainIncludes", ()):
            for target in said[iri].get(f"{_SCHEMA}rangeIncludes", ()):
                yield source, iri, target
    yield f"{NS}Action", f"{NS}owner", f"{NS}Owner"


def _held(said: Statements) -> Iterator[tuple[str, str, str]]:
    for iri in said:
        for source in said[iri].get(f"{_RDFS}domain", ()):
            for target in said[iri].get(f"{_RDFS}range", ()):
                yield source, iri, target


def _drawn(
    joins: Iterable[tuple[str, str, str]], places: dict[str, tuple[float, float]], title: str
) -> Iterator[str]:
    """A diagram of what joins two classes that have a place in it, and its table."""
    rows: list[tuple[str, ...]] = []
    arrows: list[Arrow] = []
    for source, prop, target in joins:
        names = [one.removeprefix(NS) for one in (source, prop, target)]
        if names[0] in places and names[2] in places:
            number = len(arrows) + 1
            label = f"{names[0]} {names[1]} {names[2]}"
            arrows.append(Arrow(number=number, source=names[0], target=names[2], label=label))
            rows.append((str(number), *map(_named, (source, prop, target))))
    yield f'<div class="scroll" role="region" aria-label="{escape(title)}: diagram" tabindex="0">'
    said = f"{title}; the table below says the same"
    yield diagram(arrows, places, title=said, key=min(places).casefold())
    yield "</div>"
    yield from _table(f"{title}: the arrows of the diagram", ("No.", "From", "By", "To"), rows)


def _classes(said: Statements) -> Iterator[str]:
    yield '<h2 id="classes">Classes</h2>'
    for iri in _ours(said, f"{_OWL}Class"):
        facts = said[iri]
        yield f'<h3 id="{_anchor(iri)}">{escape(_label(said, iri))}</h3>'
        yield f"<p><code>{escape(_short(iri))}</code>. {escape(_comment(facts))}</p>"
        yield from _listed("A kind of", facts.get(f"{_RDFS}subClassOf", ()))
        yield from _listed("See also", facts.get(f"{_RDFS}seeAlso", ()))
        rows = [
            (_named(prop), _range(said[prop]), _many(said[prop]), escape(_comment(said[prop])))
            for prop in said
            if iri in said[prop].get(f"{_RDFS}domain", ())
        ]
        if rows:
            columns = ("Property", "Value", "How many", "Meaning")
            yield from _table(f"Properties of {_short(iri)}", columns, rows)


def _properties(said: Statements) -> Iterator[str]:
    yield '<h2 id="properties">Properties</h2>'
    kinds = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    rows = []
    for iri in dict.fromkeys(one for kind in kinds for one in _ours(said, f"{_OWL}{kind}")):
        facts = said[iri]
        domains = [*facts.get(f"{_RDFS}domain", ()), *facts.get(f"{_SCHEMA}domainIncludes", ())]
        rows.append(
            (
                f'<span id="{_anchor(iri)}"><code>{escape(_short(iri))}</code></span>',
                escape(_label(said, iri)),
                escape(_comment(facts)),
                _names(domains),
                _range(facts),
                _names(
                    (*facts.get(f"{_RDFS}subPropertyOf", ()), *facts.get(f"{_RDFS}seeAlso", ()))
                ),
                _names(facts.get(f"{_OWL}inverseOf", ())),
            )
        )
    columns = ("Property", "Label", "Meaning", "Of", "Value", "Implies, or see also", "Inverse")
    yield from _table("All properties", columns, rows)


def _vocabularies() -> Iterator[str]:
    yield '<h2 id="vocabularies">Vocabularies</h2>'
    yield "<p>Closed lists, and the words by which papers name their codes.</p>"
    for path in sorted((HERE / "vocabularies").glob("*.ttl")):
        about = read(path).get(VOCAB + path.stem)
        if about is None:  # words for the readers, without codes of records
            continue
        title = about.get(f"{SKOS}prefLabel", [path.stem])[0]
        what = about.get(f"{_DCTERMS}description", [""])[0]
        yield f'<h3 id="{_anchor(VOCAB + path.stem)}">{escape(title)}</h3>'
        yield f"<p><code>slv:{escape(path.stem)}</code>. {escape(what)}</p>"
        rows = [
            (
                f"<code>{escape(one.id)}</code>",
                escape(one.label),
                escape(one.definition),
                escape("; ".join(one.alternatives)),
            )
            for one in scheme(path.stem)
        ]
        yield f"<details><summary>{len(rows)} terms of {escape(title)}</summary>"
        yield from _table(title, ("Code", "Label", "Meaning", "Also"), rows)
        yield "</details>"


def _table(caption: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f'<div class="scroll" role="region" aria-label="{escape(caption)}" tabindex="0">'
    yield f"<table><caption>{escape(caption)}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{escape(one)}</th>' for one in columns)
    yield "</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
    yield "</tbody></table></div>"


def _listed(what: str, iris: Iterable[str]) -> Iterator[str]:
    names = _names(iris)
    if names:
        yield f"<p>{what}: {names}</p>"


def _range(facts: dict[str, list[str]]) -> str:
    found = _names((*facts.get(f"{_RDFS}range", ()), *facts.get(f"{_SCHEMA}rangeIncludes", ())))
    codes = _names(facts.get(f"{NS}scheme", ()))
    return f"{found} of {codes}" if codes else found


def _many(facts: dict[str, list[str]]) -> str:
    return "one" if f"{_OWL}FunctionalProperty" in facts.get(f"{_RDF}type", ()) else "any number"


def _ours(said: Statements, kind: str) -> Iterator[str]:
    return (iri for iri in said if iri.startswith(NS) and kind in said[iri].get(f"{_RDF}type", ()))


def _names(iris: Iterable[str]) -> str:
    return ", ".join(map(_named, iris))


def _named(iri: str) -> str:
    """A name, with a link to where it is defined."""
    ours = iri.startswith((NS, VOCAB))
    target = f"#{_anchor(iri)}" if ours else escape(iri)
    return f'<a href="{target}"><code>{escape(_short(iri))}</code></a>'


def _short(iri: str) -> str:
    for prefix, long in _PREFIXES.items():
        if iri.startswith(long):
            return f"{prefix}:{iri.removeprefix(long)}"
    return iri


def _anchor(iri: str) -> str:
    return escape(iri.removeprefix(NS).replace(VOCAB, "list-").replace("/", "-"))


def _label(said: Statements, iri: str) -> str:
    labels = said[iri].get(f"{_RDFS}label")
    if not labels:
        raise OntologyError(f"sightline.ttl: {iri} has no rdfs:label")
    return labels[0]


def _comment(facts: dict[str, list[str]]) -> str:
    return facts.get(f"{_RDFS}comment", [""])[0]


def main(folder: str = "out/ontology") -> None:
    """Write the page and the Turtle files that it is made from into a folder."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    (target / "index.html").write_text(whole(), "utf-8")
    for name in ("sightline.ttl", "shapes.ttl"):
        (target / name).write_bytes((HERE / name).read_bytes())
    sys.stdout.write(f"{target / 'index.html'}\n")


if __name__ == "__main__":
    main(*sys.argv[1:2])
