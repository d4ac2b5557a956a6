"""``/upload`` and ``POST /api/documents``: papers come in by the browser, as jobs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Annotated

from fastapi import APIRouter, File, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.responses import Response

from api.collecting import SUFFIXES
from api.deps import JobsDep
from api.jobs import Job, Jobs
from api.pages import page
from api.settings import MOST_BYTES, MOST_FILES
from ontology.errors import LoadError, UnknownRecordError

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
data = APIRouter(prefix="/api", tags=["loading"])

AGAIN = 2  # seconds after which a page about a job that is not over asks anew
Files = Annotated[list[UploadFile], File(description="One paper or several.")]


@router.get("/upload")
def upload_page(jobs: JobsDep) -> HTMLResponse:
    """The form to send papers with, and the latest loads."""
    return page(
        "upload.html",
        title="Add papers",
        section="/upload",
        accept=",".join(sorted(SUFFIXES)),
        endings=", ".join(sorted(suffix.lstrip(".") for suffix in SUFFIXES)),
        most_files=MOST_FILES,
        megabytes=MOST_BYTES // 1_000_000,
        jobs=jobs.latest(10),
    )


@router.post("/upload")
def upload(jobs: JobsDep, files: Files) -> Response:
    """Take papers from the form and show how their load goes."""
    job = _line_up(jobs, files)
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


@router.get("/jobs/{job_id}")
def job_page(job_id: str, jobs: JobsDep, watch: str = "") -> HTMLResponse:
    """How a load goes; asks anew by itself until it is over, unless *watch* is ``no``."""
    job = _job(jobs, job_id)
    answer = page(
        "job.html",
        title="Papers are being read" if not job.over else "Papers have been read",
        section="/upload",
        twin=f"/api/jobs/{job.id}",
        job=job,
        watched=watch != "no",
        seconds=AGAIN,
    )
    if not job.over and watch != "no":
        answer.headers["Refresh"] = str(AGAIN)
    return answer


@data.post("/documents", status_code=202)
def send_documents(jobs: JobsDep, files: Files) -> JSONResponse:
    """Take papers in; answers at once with the job that loads them."""
    job = _line_up(jobs, files)
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
        "report": report
        and {
            "loaded": [
                {
                    "file": item.file,
                    "id": item.paper.document.id,
                    "kind": item.paper.document.kind,
                    "concerns": len(item.paper.concerns),
                    "comments": len(item.paper.comments),
                    "actions": len(item.paper.actions),
                    "evidence": len(item.paper.evidence),
                    "issues": len(item.paper.issues),
                }
                for item in report.loaded
            ],
            "unchanged": [
                {"file": item.file, "id": item.document.id, "known_as": item.document.file}
                for item in report.unchanged
            ],
            "refused": [{"file": item.file, "reason": item.reason} for item in report.refused],
        },
    }


def _job(jobs: Jobs, job_id: str) -> Job:
    found = jobs.find(job_id)
    if found is None:
        raise UnknownRecordError("No such load is known; the server may have been started anew.")
    return found


def _line_up(jobs: Jobs, files: Sequence[UploadFile]) -> Job:
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
    return jobs.add(folder, [name for _, name in sent])


def clean(name: str) -> str:
    """Return the last part of a file name, without what a file system or terminal stumbles on."""
    last = PurePath(name.replace("\\", "/")).name
    plain = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        return plain[:120]
    return f"{stem[:120]}.{suffix[:10]}"
