import zlib

from hypothesis import given
from hypothesis import strategies as st

from packetgen.pdf.streams import deflated


@given(st.binary(max_size=300))
def test_no_stream_ends_in_a_carriage_return_and_every_one_inflates(data: bytes) -> None:
    packed = deflated(data)
    assert zlib.decompressobj().decompress(packed) == data
    assert not packed.endswith(b"\r")


def test_a_stream_whose_checksum_ends_in_a_carriage_return_is_padded() -> None:
    unlucky = bytes([12])  # Adler-32 begins its sum at 1
    assert zlib.compress(unlucky).endswith(b"\r")
    assert deflated(unlucky).endswith(b"\r\0")
