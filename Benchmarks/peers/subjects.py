"""What is timed side by side: for each subject the commands of ours (first), of the floor and of the peers."""
import subprocess
from pathlib import Path


class Peers:
    """The folder with the programs we compare against; commands are None where it is absent."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.python = folder / ".venv-peers" / "bin" / "python"
        self.python312 = folder / ".venv-peers312" / "bin" / "python"

    @property
    def absence(self):
        if not self.folder.is_dir():
            return f"there is no folder {self.folder} (name it by --peers)"
        if not self.python.exists():
            return f"{self.python} is missing: run setup.sh in a copy of that folder that can be written to"
        return None

    def invest(self, model, grid, scratch):
        return None if self.absence else [self.python, self.folder / "run_invest.py", model, grid, scratch / "out"]

    def numpy(self, task, grid, scratch):
        return None if self.absence else [self.python, self.folder / "np_services.py", task, grid, scratch / "out"]


def benchmark(options, name, *words):
    return [options.commands / "Benchmarks", "run", name, options.grid, *words]


def floor(options, *layers):
    return benchmark(options, "decode", *layers)


def ecocomp(options, kind, scratch, *words):
    """The command on a scenario folder that is made once; None where the program is not built."""
    if not options.ecocomp.exists():
        return None
    folder = scratch / f"scenario-{kind}"
    if not folder.exists():
        subprocess.run([options.commands / "Benchmarks", "scenario", kind, options.grid, folder], check=True)
    return [options.ecocomp, "run", folder, "--out", scratch / "out", *words]


def zonal_sums(options, peers, scratch):
    return {
        "ours": benchmark(options, "zonal_sums"),
        "floor: decode the layer": floor(options, "precip"),
        "exactextract": peers.numpy("zonal_ee", options.grid, scratch),
        "numpy, rasterised counties": peers.numpy("zonal_bin", options.grid, scratch),
        "pygeoprocessing": peers.numpy("zonal_pgp", options.grid, scratch),
    }


def water_retention(options, peers, scratch):
    return {
        "ours: pass": benchmark(options, "water_retention_table"),
        "ours: ecocomp run": ecocomp(options, "water_retention", scratch),
        "floor: decode the layers": floor(options, "lulc", "precip", "eto"),
    }


SUBJECTS = {
    "zonal_sums": zonal_sums,
    "water_retention": water_retention,
}
