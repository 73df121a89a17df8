"""A wheel, installed in an empty environment outside the checkout, is a working program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = ("tfcollab", "models", "ui", "data", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}} | environment
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the scripts of an environment that holds the wheel, and reaches the dependencies of this one."""
    home = tmp_path_factory.mktemp("wheel")
    source = home / "source"
    source.mkdir()
    skip = shutil.ignore_patterns("__pycache__", "*.egg-info", "tfm")
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=skip)
        else:
            shutil.copy(ROOT / name, source)
    frames = source / "data" / "tfm" / "images"
    frames.mkdir(parents=True)
    for private in (frames / "frame.png", frames.parent / "labels.json", source / "data" / "scenes" / "own.png"):
        private.write_bytes(b"of a patient")
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--skip-dependency-check",
        "--outdir",
        home,
        cwd=source,
    )
    wheel = next(home.glob("*.whl"))
    run(sys.executable, "-m", "venv", "--without-pip", home / "venv", cwd=home)
    scripts = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index",
        "--disable-pip-version-check", wheel, cwd=home,
    )  # fmt: skip
    # the dependencies come from this environment; its own editable install does not, because a .pth in a
    # folder that was itself named by a .pth is not read
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])", cwd=home).strip())
    dependencies = [entry for entry in sys.path if Path(entry).name in {"site-packages", "dist-packages"}]
    (site / "dependencies.pth").write_text("\n".join(dependencies) + "\n", "utf-8")
    return scripts


def test_the_wheel_brings_its_own_resources(installed: Path, tmp_path: Path) -> None:
    code = (
        "import tfcollab, tfcollab.resources as r; print(tfcollab.__file__, r.models_dir(), r.ui_dir(), r.data_dir())"
    )
    places = run(installed / "python", "-c", code, cwd=tmp_path).split()
    assert len(places) == 4
    for place in places:
        assert Path(place).is_relative_to(installed.parent)
        assert Path(place).exists()


def test_the_wheel_leaves_a_data_set_of_patients_at_home(installed: Path, tmp_path: Path) -> None:
    code = (
        "import tfcollab.resources as r; d = r.data_dir(); print(*(p.relative_to(d).as_posix() for p in d.rglob('*')))"
    )
    packed = set(run(installed / "python", "-c", code, cwd=tmp_path).split())
    assert {"sample.mkv", "sample.truth.json", "scenes/train.json", "scenes/test.json"} <= packed
    assert not [name for name in packed if "tfm" in name or name.endswith(".png")]


def test_the_wheel_brings_the_tables_of_the_exam_record(installed: Path, tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from tfcollab.store.opening import create_store; "
        "from tfcollab.store.places import Places; "
        "print(create_store(Places(Path('records')), 'Ada', 'correct horse battery').store.verify_audit().intact)"
    )
    assert run(installed / "python", "-c", code, cwd=tmp_path).split() == ["True"]


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    told = run(installed / "tfcollab", "demo", cwd=tmp_path, COLUMNS="120")
    left = sorted(path.name for path in (tmp_path / "tfcollab-demo").iterdir())
    assert left == ["annotated.mp4", "frames.csv", "measurements.csv", "report.pdf", "result.json"]
    assert all(name in told for name in left)
    assert "first break-up" in told
    assert [path.name for path in tmp_path.iterdir()] == ["tfcollab-demo"]
