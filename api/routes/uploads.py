"""``/upload`` and ``POST /api/documents``: papers come in by the browser, as jobs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.responses import Response

from api.collecting import SUFFIXES
from api.columns import parse
from api.deps import Authority, JobsDep
from api.jobs import Job, Jobs
from api.pages import page
from api.previewing import BY_ITSELF, NOT_READ, answers, preview_row, questions
from api.settings import MOST_BYTES, MOST_FILES
from ontology.errors import LoadError, UnknownRecordError
from ontology.vocabulary import scheme

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
data = APIRouter(prefix="/api", tags=["loading"])

AGAIN = 2  # seconds after which a page about a job that is not over asks anew
Files = Annotated[list[UploadFile], File(description="One paper or several.")]


@router.get("/upload")
def upload_page(jobs: JobsDep, authority: Authority = None) -> HTMLResponse:
    """The form to send papers with, and the latest loads."""
    return page(
        "upload.html",
        title="Add papers",
        section="/upload",
        authority=authority,
        accept=",".join(sorted(SUFFIXES)),
        endings=", ".join(sorted(suffix.lstrip(".") for suffix in SUFFIXES)),
        most_files=MOST_FILES,
        megabytes=MOST_BYTES // 1_000_000,
        jobs=jobs.latest(10),
    )


@router.post("/upload")
def upload(jobs: JobsDep, files: Files, look: Annotated[str, Form()] = "") -> Response:
    """Take papers from the form and show how their load goes."""
    job = _line_up(jobs, files, look=bool(look))
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


@router.get("/jobs/{job_id}")
def job_page(job_id: str, jobs: JobsDep, watch: str = "") -> HTMLResponse:
    """How a load goes; asks anew by itself until it is over, unless *watch* is ``no``."""
    job = _job(jobs, job_id)
    answer = page(
        "columns.html" if job.looked and job.state == "asked" else "job.html",
        title=_title(job),
        section="/upload",
        twin=f"/api/jobs/{job.id}",
        job=job,
        watched=watch != "no",
        seconds=AGAIN,
        fields=[(concept.id, concept.label) for concept in scheme("columns")],
        tables=questions(job.looked.previews) if job.looked else [],
        by_itself=BY_ITSELF,
        not_read=NOT_READ,
    )
    if job.moving and watch != "no":
        answer.headers["Refresh"] = str(AGAIN)
    return answer


def _title(job: Job) -> str:
    if job.state == "asked":
        return "How the columns are read"
    return "Papers have been read" if job.over else "Papers are being read"


@router.post("/jobs/{job_id}")
async def answer_job(job_id: str, request: Request, jobs: JobsDep) -> Response:
    """Go on with a load whose columns were looked at: as the form says, once more, or not."""
    job = _job(jobs, job_id)
    form = {
        name: value for name, value in (await request.form()).items() if isinstance(value, str)
    }
    if form.get("do") == "drop":
        done = jobs.drop(job_id)
    else:
        previews = job.looked.previews if job.looked else ()
        said = answers(previews, job.mappings, form)
        done = jobs.answer(job_id, mappings=said, look=form.get("do") != "load")
    if not done:
        raise LoadError("this load does not wait for an answer any more")
    return RedirectResponse(f"/jobs/{job_id}", status_code=303)


@data.post("/documents", status_code=202)
def send_documents(
    jobs: JobsDep,
    files: Files,
    preview: Annotated[
        bool, Form(description="Only tell how the columns of plans would be read.")
    ] = False,
    map: Annotated[
        list[str] | None, Form(description="HEADING=FIELD: what a column holds.")
    ] = None,
) -> JSONResponse:
    """Take papers in; answers at once with the job that loads them."""
    job = _line_up(jobs, files, look=preview, mappings=parse(map or ()))
    where = {"Location": f"/api/jobs/{job.id}"}
    return JSONResponse(job_row(job), status_code=202, headers=where)


@data.get("/jobs/{job_id}")
def job(job_id: str, jobs: JobsDep) -> JSONResponse:
    """How a load goes, and in the end what became of every file."""
    return JSONResponse(job_row(_job(jobs, job_id)))


def job_row(job: Job) -> dict[str, object]:
    """Return a job as JSON; ``report`` has the shape of what ``sightline load`` answers."""
    report = job.report
    return {
        "id": job.id,
        "state": job.state,
        "files": list(job.files),
        "done": job.done,
        "total": job.total,
        "fault": job.fault,
        "previews": [preview_row(one.file, one) for one in job.looked.previews]
        if job.looked
        else None,
        "report": report
        and {
            "loaded": [
                {"file": one.file, "id": one.id, "kind": one.kind, **one.counts}
                for one in report.loaded
            ],
            "unchanged": [
                {"file": one.file, "id": one.id, "known_as": one.known_as}
                for one in report.unchanged
            ],
            "refused": [{"file": one.file, "reason": one.reason} for one in report.refused],
        },
    }


def _job(jobs: Jobs, job_id: str) -> Job:
    found = jobs.find(job_id)
    if found is None:
        raise UnknownRecordError("No such load is known; the server may have been started anew.")
    return found


def _line_up(
    jobs: Jobs,
    files: Sequence[UploadFile],
    *,
    look: bool = False,
    mappings: Mapping[str, str] | None = None,
) -> Job:
    """Put what was sent into a folder of its own and line up its load.

    Raises:
        LoadError: nothing was sent, or too many files at once.
    """
    sent = [(file, name) for file in files if (name := clean(file.filename or ""))]
    if not sent:
        raise LoadError("Choose at least one file.")
    if len(sent) > MOST_FILES:
        raise LoadError(f"These are {len(sent)} files; send at most {MOST_FILES} at once.")
    folder = Path(tempfile.mkdtemp(prefix="sightline-"))
    for number, (file, name) in enumerate(sent):
        place = folder / f"{number:04}"
        place.mkdir()
        with (place / name).open("wb") as copy:
            shutil.copyfileobj(file.file, copy)
    return jobs.add(folder, [name for _, name in sent], look=look, mappings=mappings)


def clean(name: str) -> str:
    """Return the last part of a file name, without what a file system or terminal stumbles on."""
    last = PurePath(name.replace("\\", "/")).name
    plain = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        return plain[:120]
    return f"{stem[:120]}.{suffix[:10]}"
