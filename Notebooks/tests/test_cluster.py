"""Work on several processes: complete, equal to this process alone, and told at once where a worker lacks something."""

import json
import os
import signal
import stat
import subprocess
import threading
import time
from pathlib import Path

import pytest

import ecocomp

distributed = pytest.importorskip("distributed")
import psutil  # noqa: E402  comes with distributed

from ecocomp import cluster  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
FULL = ROOT / "Scenarios" / "reference" / "full_account"
SMALL = ROOT / "Scenarios" / "reference" / "two_counties"
PARTS = 3


@pytest.fixture(scope="module")
def client():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as local, distributed.Client(local) as client:
        yield client


def files(folder):
    """Every file of a run by its bytes, without the times of its manifest."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()}
    manifest = json.loads(found["manifest.json"])
    manifest.pop("timing", None)
    return found | {"manifest.json": json.dumps(manifest)}


def test_parts_give_the_bytes_of_one_task(client, tmp_path):
    folder = tmp_path / "parts"
    parted = cluster.run_parts(FULL, cluster=client, parts=PARTS, folder=folder, out=tmp_path / "parted")
    whole = ecocomp.run(FULL, out=tmp_path / "whole")
    assert files(parted.folder) == files(whole.folder)
    assert [path.name for path in sorted(folder.iterdir())] == [
        f"part-{number:05}-of-{PARTS:05}.sums" for number in range(1, PARTS + 1)
    ]
    # What is there is not made again.
    before = [path.stat().st_mtime_ns for path in sorted(folder.iterdir())]
    cluster.run_parts(FULL, cluster=client, parts=PARTS, folder=folder, out=tmp_path / "again")
    assert [path.stat().st_mtime_ns for path in sorted(folder.iterdir())] == before


def write_slowly(chunk):
    """A chunk of work of a fifth of a second: one line in a file of its own, whole or not at all."""
    folder, number = chunk
    time.sleep(0.2)
    path = Path(folder) / f"chunk-{number}"
    with open(path.with_suffix(f".tmp-{os.getpid()}"), "w") as file:
        file.write(str(number))
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)
    return number


def test_a_killed_worker_costs_nothing(tmp_path):
    """Killed in the middle: all chunks are there, each told once."""
    told = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as local, distributed.Client(local) as client:
        victim = next(iter(client.run(os.getpid).values()))

        def kill():
            while len(list(tmp_path.glob("chunk-*"))) < 4:
                time.sleep(0.01)
            os.kill(victim, signal.SIGKILL)

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        cluster.spread(
            client, write_slowly, [(str(tmp_path), number) for number in range(16)], name="test", done=told.append
        )
        killer.join(10)
        assert victim not in client.run(os.getpid).values()
    assert sorted(told) == list(range(16))
    whole = {path.name: path.read_text() for path in tmp_path.iterdir() if ".tmp-" not in path.name}
    assert whole == {f"chunk-{number}": str(number) for number in range(16)}


DESIGN = {"compensation.schemes.yearly_change.money_per_point": [f"{price} 万元" for price in range(10, 40)]}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A sweep by this process alone."""
    folder = tmp_path_factory.mktemp("sweeps") / "alone"
    ecocomp.sweep(SMALL, DESIGN, out=folder)
    return folder


def test_a_sweep_on_a_cluster_is_the_sweep(client, alone, tmp_path):
    data = ecocomp.sweep(SMALL, DESIGN, out=tmp_path / "sweep", cluster=client)
    assert files(tmp_path / "sweep") == files(alone)
    assert data.sizes["run"] == 30
    # Nothing but the sweep is left.
    assert [path.name for path in tmp_path.iterdir()] == ["sweep"]


def test_a_sweep_ends_complete_though_a_worker_is_killed(alone, tmp_path):
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as local, distributed.Client(local) as client:
        workers = [psutil.Process(number) for number in client.run(os.getpid).values()]

        def kill():
            # The one that computes a share, while it does.
            while True:
                for worker in workers:
                    if any("--share" in child.cmdline() for child in worker.children()):
                        return worker.kill()
                time.sleep(0.005)

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        ecocomp.sweep(SMALL, DESIGN, out=tmp_path / "sweep", cluster=client)
        killer.join(10)
        assert not killer.is_alive()
    assert files(tmp_path / "sweep") == files(alone)


def test_a_sweep_begun_here_ends_on_a_cluster(client, alone, tmp_path):
    """Killed on this machine after its first part, or done before: a cluster does the rest."""
    plan = tmp_path / "plan.yaml"
    vary = [{"path": path, "values": values} for path, values in DESIGN.items()]
    plan.write_text(json.dumps({"vary": vary}))
    command = [str(ecocomp.program()), "sweep", str(SMALL), str(plan), "--out", str(tmp_path / "sweep"), "--quiet"]
    begun = subprocess.Popen([*command, "--jobs", "1"], stdout=subprocess.DEVNULL)
    while not list((tmp_path / "sweep" / ".parts").glob("part-*")) and begun.poll() is None:
        time.sleep(0.005)
    begun.kill()
    begun.wait()
    ecocomp.sweep(SMALL, plan, out=tmp_path / "sweep", cluster=client)
    # The plan stands in another file, and the manifest says so; the figures are the same.
    for name in ("results.csv", "figures.csv", "tornado.csv"):
        assert (tmp_path / "sweep" / name).read_bytes() == (alone / name).read_bytes()


def test_wrong_input_of_a_sweep_is_told_before_any_work(client, tmp_path):
    for design in ({"no_such.path": [1]}, {"compensation.schemes.yearly_change.money_per_point": []}):
        with pytest.raises(ecocomp.EcoCompError) as caught:
            ecocomp.sweep(SMALL, design, out=tmp_path / "sweep", cluster=client)
        assert caught.value.exit_code == 2
    assert not (tmp_path / "sweep").exists()


def refuse(chunk):
    raise ecocomp.EcoCompError([ecocomp.Diagnostic("error", "no_way", f"chunk {chunk}")], 2)


def test_a_finding_of_a_worker_arrives_whole(client):
    with pytest.raises(ecocomp.EcoCompError) as caught:
        cluster.spread(client, refuse, [1], name="refused")
    assert caught.value.diagnostics[0].code == "no_way" and caught.value.exit_code == 2


def test_wrong_input_is_told_with_its_place(client, tmp_path):
    with pytest.raises(ecocomp.EcoCompError) as caught:
        cluster.run_parts(
            FULL, {"accounts.zone_rule": "nowhere"}, cluster=client, parts=2, folder=tmp_path / "parts"
        )
    assert caught.value.exit_code == 2 and caught.value.diagnostics[0].line


@pytest.fixture
def one():
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as local, distributed.Client(local) as client:
        yield client


def lacking(client, folder):
    with pytest.raises(ecocomp.EcoCompError) as caught:
        cluster.require_workers(client, folder)
    return [finding.code for finding in caught.value.diagnostics]


def test_a_worker_without_the_library_is_told(one, tmp_path):
    one.run(exec, "import sys; sys.modules['ecocomp'] = None")
    assert lacking(one, tmp_path) == ["worker_without_library"]
    assert list(tmp_path.iterdir()) == []


def test_a_worker_with_another_program_is_told(one, tmp_path):
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\necho ecocomp 0.0.1\n")
    other.chmod(other.stat().st_mode | stat.S_IXUSR)
    name = "import os; os.environ['ECOCOMP'] = "
    one.run(exec, f"{name}{str(other)!r}")
    assert lacking(one, tmp_path / "parts") == ["worker_with_other_program"]
    one.run(exec, f"{name}{str(tmp_path / 'nowhere')!r}")
    assert lacking(one, tmp_path / "parts") == ["worker_with_other_program"]


def test_a_worker_that_does_not_see_the_folder_is_told(one, tmp_path):
    # As on a machine that does not mount it.
    one.run(exec, "import os; seen = os.path.exists; os.path.exists = lambda path: '.seen-' not in path and seen(path)")
    assert lacking(one, tmp_path) == ["worker_without_folder"]


def test_a_scheduler_that_does_not_answer_is_told():
    with pytest.raises(ecocomp.EcoCompError) as caught, cluster.connect("tcp://127.0.0.1:9"):
        pass
    assert caught.value.diagnostics[0].code == "no_cluster"


def test_an_address_is_taken(client):
    with cluster.connect(client.scheduler.address) as other:
        assert other.submit(sum, [1, 2]).result() == 3


def test_the_job_script_of_slurm():
    pytest.importorskip("dask_jobqueue")
    options = {"scheduler_options": {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}}
    with cluster.slurm(jobs=0, cores=8, memory="16GB", walltime="02:00:00", queue="short", **options) as jobs:
        script = jobs.job_script()
    for line in ("#SBATCH -p short", "#SBATCH --cpus-per-task=8", "#SBATCH --mem=15G", "#SBATCH -t 02:00:00"):
        assert line in script
    assert f"export ECOCOMP={ecocomp.program()}" in script and "--nthreads 8" in script
