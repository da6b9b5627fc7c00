"""What is timed side by side: for each subject the commands of ours (first), of the floor and of the peers."""
import argparse
import subprocess
from collections.abc import Callable
from pathlib import Path

Command = list[str | Path]
Commands = dict[str, Command | None]


class Peers:
    """The folder with the programs we compare against; commands are None where it is absent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / ".venv-peers" / "bin" / "python"
        self.python312 = folder / ".venv-peers312" / "bin" / "python"

    @property
    def packages(self) -> dict[Path, tuple[str, ...]]:
        """Packages whose versions are told with the figures."""
        return {self.python: ("natcap.invest", "pygeoprocessing", "numpy", "rasterio", "exactextract")}

    @property
    def absence(self) -> str | None:
        """Why nothing of it can be run."""
        if not self.folder.is_dir():
            return f"there is no folder {self.folder} (name it by --peers)"
        if not self.python.exists():
            return f"{self.python} is missing: run setup.sh in a copy of that folder that can be written to"
        return None

    def invest(self, model: str, grid: Path, scratch: Path) -> Command | None:
        return None if self.absence else [self.python, self.folder / "run_invest.py", model, grid, scratch / "out"]

    def numpy(self, task: str, grid: Path, scratch: Path) -> Command | None:
        return None if self.absence else [self.python, self.folder / "np_services.py", task, grid, scratch / "out"]


def benchmark(options: argparse.Namespace, name: str, *words: str | Path) -> Command:
    return [options.commands / "Benchmarks", "run", name, options.grid, *words]


def floor(options: argparse.Namespace, *layers: str) -> Command:
    return benchmark(options, "decode", *layers)


def scenario(options: argparse.Namespace, kind: str, scratch: Path) -> Path:
    """A scenario folder over the grid, made once."""
    folder = scratch / f"scenario-{kind}"
    if not folder.exists():
        subprocess.run([options.commands / "Benchmarks", "scenario", kind, options.grid, folder], check=True)
    return folder


def ecocomp(options: argparse.Namespace, kind: str, scratch: Path, *words: str) -> Command | None:
    """The command on a generated scenario; None where the program is not built."""
    if not options.ecocomp.exists():
        return None
    folder = scenario(options, kind, scratch)
    # Sums of an earlier run must not spare this one its work.
    return [options.ecocomp, "run", folder, "--out", scratch / "out", "--no-cache", "--quiet", *words]


def zonal_sums(options: argparse.Namespace, peers: Peers, scratch: Path) -> Commands:
    return {
        "ours": benchmark(options, "zonal_sums"),
        "floor: decode the layer": floor(options, "precip"),
        "exactextract": peers.numpy("zonal_ee", options.grid, scratch),
        "numpy, rasterised counties": peers.numpy("zonal_bin", options.grid, scratch),
        "pygeoprocessing": peers.numpy("zonal_pgp", options.grid, scratch),
    }


def water_yield(options: argparse.Namespace, peers: Peers, scratch: Path) -> Commands:
    """The peer always writes rasters; ours does only where asked, so both runs of ours stand beside it."""
    return {
        "ours: ecocomp run, three rasters, Zstandard": ecocomp(options, "water_yield_rasters", scratch),
        "ours: ecocomp run, three rasters, DEFLATE": ecocomp(options, "water_yield_rasters_deflate", scratch),
        "ours: ecocomp run, table only": ecocomp(options, "water_yield", scratch),
        "ours: pass, table only":
            benchmark(options, "water_yield_table", scenario(options, "water_yield", scratch)),
        "floor: decode the layers": floor(options, "lulc", "precip", "eto", "soil_depth", "pawc"),
        "numpy, three rasters": peers.numpy("awy", options.grid, scratch),
        "numpy, sums only": peers.numpy("awy_sums", options.grid, scratch),
        "InVEST": peers.invest("awy", options.grid, scratch),
    }


def carbon(options: argparse.Namespace, peers: Peers, scratch: Path) -> Commands:
    return {
        "ours: ecocomp run, three rasters, Zstandard": ecocomp(options, "carbon_rasters", scratch),
        "ours: pass, table only": benchmark(options, "carbon_table", scenario(options, "carbon", scratch)),
        "floor: decode the layers": floor(options, "lulc", "lulc_alt"),
        "numpy, three rasters": peers.numpy("carbon", options.grid, scratch),
        "InVEST": peers.invest("carbon", options.grid, scratch),
    }


def steepest_descent(options: argparse.Namespace, peers: Peers, scratch: Path) -> Commands:
    script = Path(__file__).with_name("d8_pygeoprocessing.py")
    return {
        "ours": benchmark(options, "steepest_descent"),
        "ours, three rasters": benchmark(options, "steepest_descent", "write"),
        "floor: decode the layer": floor(options, "dem"),
        "pygeoprocessing, three rasters":
            None if peers.absence else [peers.python, script, options.grid, scratch / "out"],
    }


def sediment(options: argparse.Namespace, peers: Peers, scratch: Path) -> Commands:
    return {
        "ours: ecocomp run, seven rasters, Zstandard": ecocomp(options, "sediment_rasters", scratch),
        "ours: pass, table only": benchmark(options, "sediment_table", scenario(options, "sediment", scratch)),
        "floor: decode the layers": floor(options, "dem", "lulc", "erosivity", "erodibility"),
        "InVEST": peers.invest("sdr", options.grid, scratch),
    }


SUBJECTS: dict[str, Callable[[argparse.Namespace, Peers, Path], Commands]] = {
    "zonal_sums": zonal_sums,
    "water_yield": water_yield,
    "carbon": carbon,
    "steepest_descent": steepest_descent,
    "sediment": sediment,
}
