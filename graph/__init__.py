"""Records, links and stores, and what is asked of them.

The modules here are what all rest on: records with their quotes and ids, visits, and the state
that decisions give to a link. `store` keeps them, `linking` joins them, `questions` and
`analysis` ask, `decisions` is where people have their say, `checking` proves, and `export`,
`rdf`, `sparql` and `network` hand out.
"""
