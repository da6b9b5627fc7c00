"""Many processes or machines behind one argument.

    ecocomp.sweep("Scenarios/taixin", design, out="sweeps/fee")                         # this process
    ecocomp.sweep("Scenarios/taixin", design, out="sweeps/fee", cluster="local")        # processes of this machine
    ecocomp.sweep("Scenarios/taixin", design, out="sweeps/fee", cluster="tcp://10.0.0.7:8786")
    ecocomp.sweep("Scenarios/taixin", design, out="sweeps/fee", cluster=ecocomp.cluster.slurm(jobs=8))

Work is cut into chunks of a second or more. A worker writes what a chunk gives to a file of its own, whole or not at
all, and tells the scheduler its name alone: results do not travel through it, and a worker that dies costs its chunks
and nothing more. All machines see the same folders; before anything starts, each says whether it does, and whether it
has the same program.

Needs `pip install 'ecocomp[cluster]'`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterator, Sequence, TypeAlias

from ._commands import Overrides, override_arguments, run
from ._errors import Diagnostic, EcoCompError
from ._program import call, call_json, program
from ._results import Run

if TYPE_CHECKING:
    from distributed import Client
    from distributed.deploy import Cluster as DaskCluster

#: Where work is done: None is this process; "local" are processes of this machine; an address such as
#: "tcp://10.0.0.7:8786", a cluster of Dask (`LocalCluster`, `SLURMCluster`) or a client of one are taken as they are.
Cluster: TypeAlias = "str | DaskCluster | Client | None"

_STARTING_SECONDS = 600


def run_parts(
    scenario: str | os.PathLike[str],
    overrides: Overrides | None = None,
    *,
    cluster: Cluster = "local",
    parts: int | None = None,
    folder: str | os.PathLike[str] = "parts",
    out: str | os.PathLike[str] | None = None,
) -> Run:
    """Computes a scenario with its rasters cut into parts, and returns the run: the same bytes as `run` gives.

    cluster     where the parts are measured, as in `sweep`
    parts       how many; four for each worker where absent. A part should take a second or more.
    folder      where the parts lie, seen by all workers; a part that is there already is not made again
    out         the run folder, as in `run`

    Indicators that are routed over the whole grid, such as sediment delivery, and those written as rasters are
    measured here, once all parts are there. Raises EcoCompError with every located finding.
    """
    where = Path(folder).resolve()
    place = os.path.abspath(scenario)
    with connect(cluster) as client:
        require_workers(client, where)
        count = parts or 4 * max(1, len(client.nthreads()))
        arguments = ["part", place, *override_arguments(overrides), "--out", str(where)]
        arguments += ["--format", "json", "--quiet", "--jobs", "1"]
        each = [[*arguments, "--part", f"{number}/{count}"] for number in range(1, count + 1)]
        spread(client, _command, each, name="ecocomp-part")
    return run(place, overrides, out=out, parts=where)


def compute_sweep(arguments: Sequence[str], folder: Path, cluster: Cluster) -> None:
    """Computes the runs of a sweep on a cluster; the same command without a cluster then finishes it.

    arguments   of the program, as `sweep` calls it, with paths that all machines know
    folder      of the sweep
    """
    with connect(cluster) as client:
        require_workers(client, folder.parent)
        start = time.monotonic()
        outlook = call_json([*arguments, "--outlook"])
        setting_up = time.monotonic() - start
        left, seconds = outlook["left"], outlook["left"] * outlook["seconds_a_run"]
        # Each share sets itself up again: it should work for some times as long.
        count = round(seconds / max(2.0, 4 * setting_up))
        workers = len(client.nthreads())
        count = min(left, max(1, count, min(workers, int(seconds))))
        each = [[*arguments, "--share", f"{number}/{count}"] for number in range(1, count + 1)]
        spread(client, _command, each, name="ecocomp-sweep")


def slurm(
    *,
    jobs: int = 1,
    cores: int = 1,
    memory: str = "4GB",
    walltime: str = "01:00:00",
    queue: str | None = None,
    account: str | None = None,
    prologue: Sequence[str] = (),
    **options: Any,
) -> DaskCluster:
    """A cluster of Slurm jobs, for the argument `cluster`. `print(slurm(...).job_script())` shows what is submitted.

    jobs        how many jobs; each starts a worker with one thread for each core
    cores, memory, walltime, queue, account     what each job asks of Slurm
    prologue    lines of shell before the worker starts, such as ["module load ecocomp"]
    options     anything else that `dask_jobqueue.SLURMCluster` takes, such as interface="ib0"

    The program that runs here is the program there: the job names it in `$ECOCOMP`.
    """
    from dask_jobqueue import SLURMCluster

    settings: dict[str, Any] = {"processes": 1, "python": sys.executable, "log_directory": "slurm-logs", **options}
    cluster: DaskCluster = SLURMCluster(
        cores=cores, memory=memory, walltime=walltime, queue=queue, account=account,
        job_script_prologue=[f"export ECOCOMP={program()}", *prologue], **settings,
    )  # fmt: skip
    if jobs > 0:
        cluster.scale(jobs=jobs)
    return cluster


# How it is done: also for `sweep`, which cuts its runs into chunks.


@contextlib.contextmanager
def connect(cluster: Cluster) -> Iterator[Client]:
    """A client of the cluster. What is started here ends here; what was handed in stays as it is."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise EcoCompError(
            [Diagnostic("error", "no_dask", "Dask is not installed", hint="pip install 'ecocomp[cluster]'")], 64
        ) from error
    if isinstance(cluster, Client):
        yield cluster
        return
    with contextlib.ExitStack() as stack:
        if cluster is None or cluster == "local":
            count = 1 if cluster is None else len(os.sched_getaffinity(0))
            # One process for each processor, seen by this machine alone.
            cluster = stack.enter_context(
                LocalCluster(n_workers=count, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0")
            )
        try:
            client = stack.enter_context(Client(cluster, timeout=30))
        except (OSError, TimeoutError) as error:
            finding = Diagnostic(
                "error", "no_cluster", f"no scheduler answers at {cluster}: {error}",
                hint="start one by `dask scheduler --host ADDRESS`, and workers by `dask worker ADDRESS:8786`",
            )  # fmt: skip
            raise EcoCompError([finding], 1) from error
        yield client


def require_workers(client: Client, folder: Path) -> None:
    """Every worker has the package and the same program, and sees `folder`; raises with all that do not.

    Told before anything long starts. A cluster whose jobs still wait in a queue is waited for.
    """
    try:
        client.wait_for_workers(1, timeout=_STARTING_SECONDS)
    except TimeoutError as error:
        raise EcoCompError(
            [Diagnostic("error", "no_workers", f"no worker came in {_STARTING_SECONDS} s",
                        hint="look at the queue, and at the logs of the jobs")], 1,
        ) from error  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    token = folder / f".seen-{socket.gethostname()}-{secrets.token_hex(8)}"
    token.write_text("")
    try:
        findings = _lacks(client, token)
    finally:
        token.unlink(missing_ok=True)
    if findings:
        raise EcoCompError(findings, 1)


def _lacks(client: Client, token: Path) -> list[Diagnostic]:
    # Built-in names alone: a worker without the package can read nothing of it.
    found = "__import__('importlib.util', fromlist=['find_spec']).find_spec('ecocomp') is not None"
    installed = client.run(eval, found)
    without = [worker for worker, has in installed.items() if has is not True]
    findings = [
        Diagnostic("error", "worker_without_library", f"worker {worker} has no package ecocomp",
                   hint="pip install the package into the environment of the workers")
        for worker in without
    ]  # fmt: skip
    having = [worker for worker in installed if worker not in without]
    if not having:
        return findings
    mine = identity()
    for worker, (theirs, failure, sees) in client.run(_tell, str(token), workers=having).items():
        if theirs != mine:
            has = f"runs {theirs}, and here it is {mine}" if theirs else f"has no program: {failure}"
            findings.append(
                Diagnostic("error", "worker_with_other_program", f"worker {worker} {has}",
                           hint="give all workers the same program, by $ECOCOMP or on the PATH")
            )  # fmt: skip
        if not sees:
            findings.append(
                Diagnostic("error", "worker_without_folder", f"worker {worker} does not see {token.parent}",
                           hint="name a folder that all machines share")
            )  # fmt: skip
    return findings


def _tell(token: str) -> tuple[str, str, bool]:
    """What a worker has: its program, else why there is none, and whether it sees the folder."""
    try:
        return identity(), "", os.path.exists(token)
    except Exception as error:  # said in the answer, with the name of the worker
        return "", str(error), os.path.exists(token)


def identity() -> str:
    """Version and content of the program: copies of one build have one identity."""
    digest = hashlib.sha256(binary().read_bytes()).hexdigest()[:16]
    return f"{call(['--version']).stdout.split(' (')[0].strip()} {digest}"


def binary() -> Path:
    """The program itself where `program()` is the launcher of a checkout."""
    path = program()
    built = path.parent / ".build" / "release" / "ecocomp"
    return built if built.is_file() and path.name == "ecocomp" and (path.parent / "Package.swift").is_file() else path


def spread(
    client: Client,
    work: Callable[[Any], Any],
    chunks: Sequence[Any],
    *,
    name: str,
    done: Callable[[Any], None] | None = None,
) -> None:
    """Calls `work` with each chunk on some worker, and `done` here with what it gave, in the order of arrival.

    The id of a task is a digest of its chunk: the same chunk twice is one task, and one that a dead worker had is
    given to another. The first failure ends all.
    """
    from distributed import as_completed

    keys = [f"{name}-{hashlib.sha256(repr(chunk).encode()).hexdigest()[:32]}" for chunk in chunks]
    # Told to the scheduler at once, not one by one.
    futures = client.map(work, chunks, key=keys, pure=False)
    try:
        for future in as_completed(futures):
            answer = future.result()
            if done is not None:
                done(answer)
    finally:
        client.cancel(futures)


def _command(arguments: Sequence[str]) -> str:
    """Calls the program; what it makes lies in files."""
    call(arguments)
    return str(arguments[-1])
