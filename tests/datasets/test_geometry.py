"""Windows of a picture."""

import numpy as np

from tfcollab.datasets.geometry import cut


def test_beyond_the_edge_is_ground_or_mirror_image() -> None:
    picture = np.arange(12, dtype=np.uint8).reshape(3, 4)
    plain, mirrored = (cut(picture, (-2, 0, 4, 4), (4, 6), fill=fill) for fill in (7, None))
    np.testing.assert_array_equal(plain[:3, 2:], picture)
    assert (plain[:, :2] == 7).all()
    assert (plain[3] == 7).all()
    np.testing.assert_array_equal(mirrored[0], [1, 0, 0, 1, 2, 3])
    np.testing.assert_array_equal(mirrored[3], mirrored[2])
