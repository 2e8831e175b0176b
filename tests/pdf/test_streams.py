import zlib

from hypothesis import given
from hypothesis import strategies as st

from packetgen.pdf.streams import deflated


@given(st.binary(max_size=300))
def test_no_stream_ends_in_a_carriage_return_and_every_one_inflates(data: bytes) -> None:
    packed = deflated(data)
    assert zlib.decompress(packed) == data
    assert not packed.endswith(b"\r")


def test_a_stream_that_would_end_in_a_carriage_return_is_packed_otherwise() -> None:
    unlucky = next(text for n in range(5000) if zlib.compress(text := b"%d" % n * 9, 6).endswith(b"\r"))
    assert not deflated(unlucky).endswith(b"\r")
