"""Queries that are made to do harm: each must end at its limit, in a sentence."""

from __future__ import annotations

_NEST = "{ SELECT * WHERE " * 90
_ALL = "?s ?p ?o"

HOSTILE: dict[str, str] = {
    "cartesian product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "counted product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "distinct product": "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "sorted product": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c DESC(?a)",
    "path of everything": "SELECT * { ?a (!sl:nothing)* ?b }",
    "path both ways": "SELECT (COUNT(*) AS ?n) { ?a (!sl:x|^!sl:x)+ ?b . ?b (!sl:y|^!sl:y)+ ?c }",
    "nested paths": "SELECT * { ?a (((!sl:x)*)*)* ?b . ?b ((^!sl:x)+)* ?c . ?c (!sl:y)* ?d }",
    "huge regex": 'SELECT * { ?s ?p ?o . ?t ?q ?u FILTER REGEX(STR(?o), "'
    + "(a|b|c)*" * 500
    + '") }',
    "doubling regex": 'SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), "'
    + "(" * 60
    + "a"
    + "{1,90}){1,90}" * 2
    + '") }',
    "deep groups": "SELECT * " + "{" * 190 + _ALL + "}" * 190,
    "too deep groups": "SELECT * " + "{" * 5000 + _ALL + "}" * 5000,
    "deep subqueries": f"SELECT * WHERE {_NEST} {{ {_ALL} }} {'}' * 90}",
    "long negation": "ASK { FILTER(" + "!" * 90_000 + "true) }",
    "long sum": "SELECT (1" + "+1" * 45_000 + " AS ?x) {}",
    "long union": "SELECT * {" + " UNION ".join(["{?s ?p ?o}"] * 3000) + "}",
    "big concatenation": "SELECT (GROUP_CONCAT(?x) AS ?y) { ?s ?p ?x . ?t ?q ?u }",
    "doubling bindings": 'SELECT ?x40 { BIND("xxxxxxxxxxxxxxxx" AS ?x0) '
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }",
    "doubling values": "SELECT (COUNT(*) AS ?n) {"
    + " ".join(f"VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 10 }}" for n in range(12))
    + "}",
    "hashes of everything": (
        "SELECT (MAX(SHA512(CONCAT(STR(?a), STR(?d)))) AS ?h) { ?a ?b ?c . ?d ?e ?f }"
    ),
    "not exists of everything": (
        "SELECT * { ?a ?b ?c "
        "FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?c = ?i && ?a = ?g) } }"
    ),
    "minus of everything": "SELECT * { ?a ?b ?c . ?d ?e ?f MINUS { ?d ?e ?f . ?g ?h ?i } }",
    "optional of everything": "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } }",
    "constructed product": "CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f }",
    "everything described": "DESCRIBE * { ?a ?b ?c . ?d ?e ?f }",
    "many rows": "SELECT * { ?s ?p ?o } ORDER BY RAND()",
    "service": "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
    "silent service": "SELECT * { SERVICE SILENT <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
    "service by variable": "SELECT * { ?x sl:at ?where SERVICE ?where { ?s ?p ?o } }",
    "escaped service": "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "hidden service": "SELECT * { ?s sl:it\\'s ?o . SERVICE <http://127.0.0.1:9/> { ?a ?b 'c' } }",
    "from outside": "SELECT * FROM <http://127.0.0.1:9/data.ttl> { ?s ?p ?o }",
    "from a file": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "load": "LOAD <http://127.0.0.1:9/data.ttl>",
    "clear": "CLEAR ALL",
    "prefixed clear": "PREFIX x: <http://x/> CLEAR ALL",
    "insert": "INSERT DATA { <http://a> <http://b> <http://c> }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "query and update": "SELECT * { ?s ?p ?o } ; DROP ALL",
    "malformed": "SELECT * WHERE { ?s ?p",
    "nothing": "",
    "binary": "\x00\x01\x02 SELECT * {}",
    "a megabyte": "SELECT * { ?s ?p ?o } #" + "x" * 1_000_000,
    "a megabyte of brackets": "{" * 1_000_000,
}
# What is refused before it runs; all others run into a limit or give a small answer.
REFUSED = frozenset(
    "too deep groups,service,silent service,service by variable,escaped service,hidden service,"
    "from outside,from a file,load,clear,prefixed clear,insert,delete,query and update,malformed,"
    "nothing,binary,a megabyte,a megabyte of brackets".split(",")
)
