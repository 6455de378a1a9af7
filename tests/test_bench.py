"""What the benchmarks say of themselves is true of whatever number they are asked for."""

import pytest

from bench.taking_in import PARTS, ends_of_parts


@pytest.mark.parametrize("number", [*range(1, 31), 500, 4999])
def test_the_parts_are_alike_and_the_last_ends_with_the_last_page(number):
    ends = ends_of_parts(number)
    sizes = [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
    assert ends[-1] == sum(sizes) == number
    assert len(ends) == min(number, PARTS)
    assert max(sizes) - min(sizes) <= 1
