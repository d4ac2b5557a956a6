"""The ontology as a page and as Turtle."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from ontology.turtle import HERE


def test_the_page_describes_the_ontology(client: TestClient) -> None:
    """A browser gets the description in the frame of all pages, without inline style."""
    page = client.get("/ontology", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert page.headers["content-type"].startswith("text/html")
    assert '<h3 id="Concern">concern</h3>' in page.text
    assert "style=" not in page.text and "<style" not in page.text


@pytest.mark.parametrize(
    ("address", "accept"),
    [("/ontology", "text/turtle"), ("/ontology.ttl", "*/*"), ("/shapes.ttl", "*/*")],
)
def test_programs_get_turtle(address: str, accept: str, client: TestClient) -> None:
    """What programs get is the file itself, and it can be read."""
    answer = client.get(address, headers={"accept": accept})
    name = "shapes.ttl" if "shapes" in address else "sightline.ttl"

    assert answer.headers["content-type"].startswith("text/turtle")
    assert answer.content == (HERE / name).read_bytes()
    assert list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))


def test_another_form_cannot_be_had(client: TestClient) -> None:
    """Who accepts neither is told what there is."""
    answer = client.get("/ontology", headers={"accept": "application/pdf"})

    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["error"]["detail"]
