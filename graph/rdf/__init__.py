"""RDF by the ontology: records, links and decisions as named graphs, and back again."""
