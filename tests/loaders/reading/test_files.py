"""The one way to read a file, and what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from loaders.reading.files import read
from ontology.errors import LoadError

PAGE = b"<!DOCTYPE html><html><body><p>Sorry, this page does not exist.</p></body></html>"


def locked_pdf():
    """A PDF that no empty password opens."""
    key = b"A" * 32
    body = b"%PDF-1.4\n"
    offsets = []
    for number, words in enumerate(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
            b"<< /Filter /Standard /V 1 /R 2 /O (" + key + b") /U (" + key + b") /P -4 >>",
        ],
        1,
    ):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % o for o in offsets
    )
    trailer = b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [(a) (a)] >>\n"
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def archive(**members):
    """Pack members into a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, words in members.items():
            new.writestr(name, words)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.pdf", "is empty"),
        (b" \n ", "a.txt", "is empty"),
        (PAGE, "report.pdf", "is a web page and no PDF file"),
        (b"%PDF-1.7\nnothing at all", "a.pdf", "the end of this PDF is missing"),
        (b"%PDF-1.7\nnothing at all\n%%EOF", "a.pdf", "is damaged"),
        (b"\x00\x01\x02", "a.pdf", "is no PDF"),
        (b"\x89PNG\r\n\x1a\n....", "scan.png", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "plan.xls", "an old Word or Excel file"),
        (b"\x7fELF\x02\x01\x00\x00\x00\x00", "program.bin", "files of this format are not read"),
        (b"words\x00words", "a.txt", "no text that can be read"),
        (b"\x81\x8d\x8f\x90\x9d", "a.txt", "no text that can be read"),
        (archive(readme="words"), "papers.zip", "neither a Word nor an Excel file"),
        (b"PK\x03\x04 and then nothing", "plan.docx", "damaged or protected"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data, name, says):
    """A refusal is one sentence that names the file, what is wrong and what to do."""
    with pytest.raises(LoadError) as refused:
        read(data, name)
    message = str(refused.value)
    assert message.startswith(f"{name}: ")
    assert says in message
    assert "\n" not in message
    assert ";" in message or ":" in message[len(name) + 1 :]


def test_pdf_behind_a_password_is_refused_with_the_reason():
    """A password is named as the reason, not a damage."""
    with pytest.raises(LoadError, match="protected by a password"):
        read(locked_pdf(), "letter.pdf")


def test_pdf_without_text_is_refused_with_the_reason(make_pdf):
    """A PDF that only holds pictures says so and what helps."""
    with pytest.raises(LoadError, match="only pictures"):
        read(make_pdf("#rect(width: 5cm, height: 5cm, fill: red)"), "scan.pdf")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_pdf_that_is_cut_is_refused(make_pdf, report, share):
    """A PDF whose end is missing is refused; half a paper is never taken for the whole."""
    data = make_pdf(report)
    with pytest.raises(LoadError, match=r"missing|damaged"):
        read(data[: int(share * len(data))], "report.pdf")


def test_bytes_decide_before_the_name(make_pdf):
    """A PDF under another name is read as the PDF it is."""
    assert read(make_pdf("Plans are late."), "letter.txt").format == "pdf"
    assert read(b"Plans are late.", "letter").format == "text"
    assert read(PAGE.replace(b"Sorry", b"Plans are late " * 20), "page.html").format == "html"


def test_same_bytes_give_the_same_reading(make_pdf, report):
    """Reading twice gives equal results, and the digest is that of the bytes."""
    data = make_pdf(report)
    assert read(data, "report.pdf") == read(data, "report.pdf")
    assert len(read(data, "report.pdf").sha256) == 64


@pytest.mark.parametrize("lost", [10, 500])
def test_pdf_with_bytes_lost_in_the_middle_is_refused(make_pdf, report, lost):
    """A PDF that lost bytes on its way is refused, though a lenient library would open it."""
    data = make_pdf(report)
    middle = len(data) // 2
    with pytest.raises(LoadError, match="missing or moved"):
        read(data[:middle] + data[middle + lost :], "report.pdf")
