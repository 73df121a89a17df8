import numpy as np
import pytest
import torch

from tfcollab.errors import UserError
from tfcollab.nets.build import TASKS, build, gray_to_input


@pytest.mark.parametrize("task", TASKS)
def test_every_net_takes_gray_repeated_and_has_a_plain_form(task):
    x = gray_to_input(np.full((2, 96, 128), 200, np.uint8))
    assert x.shape == (2, 3, 96, 128)
    assert x.dtype == torch.float32
    assert x.max() == pytest.approx(200 / 255)
    net = build(task).eval()
    with torch.no_grad():
        assert net(x).shape == net.reparameterise()(x).shape


def test_options_reach_the_net():
    net = build("segment", variant="s1", pooling=False, skips=False)
    assert net.variant == "s1"
    assert net.ppm is None


def test_one_frame_becomes_a_batch_of_one():
    assert gray_to_input(np.zeros((32, 48), np.uint8)).shape == (1, 3, 32, 48)


def test_an_unknown_task_or_option_is_refused_with_a_sentence():
    with pytest.raises(UserError, match="no task 'count': choose one of classify, detect, segment"):
        build("count")
    with pytest.raises(UserError, match="'detect' cannot be built with these options"):
        build("detect", variant="s0")
