"""Where the resource folders are, in a checkout and in an installed wheel alike.

The only module that knows; everything else asks here.
"""

from importlib.resources import files
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path


def _folder(package: str) -> Path:
    return Path(str(files(package)))


def models_dir() -> Path:
    """The shipped models, one folder a model."""
    return _folder("tfcollab._models")


def ui_dir() -> Path:
    """Screens, theme, translations, and the report's template."""
    return _folder("tfcollab._ui")


def data_dir() -> Path:
    """Sample recordings and scene presets of the synthetic eye."""
    return _folder("tfcollab._data")


def user_models_dir() -> Path:
    """Models that the user imported; made when the first one is."""
    return user_data_path("tfcollab", appauthor=False) / "models"


def user_engines_dir() -> Path:
    """What TensorRT built for this computer's card; made when it is first asked for, and may be deleted at any time."""
    return user_cache_path("tfcollab", appauthor=False) / "tensorrt"


def user_compiled_dir() -> Path:
    """What OpenVINO compiled for this computer's processor; made when it first does, and may be deleted at any time."""
    return user_cache_path("tfcollab", appauthor=False) / "openvino"


def user_compiled_key_file() -> Path:
    """What seals the files in user_compiled_dir; without it they are made anew."""
    return user_data_path("tfcollab", appauthor=False) / "openvino.key"


def user_records_dir() -> Path:
    """The exam record, unless another folder is named; made when the first record is."""
    return user_data_path("tfcollab", appauthor=False) / "records"


def user_settings_file() -> Path:
    """The settings of the user who is logged in to the computer; made when the first one is changed."""
    return user_config_path("tfcollab", appauthor=False) / "settings.json"
