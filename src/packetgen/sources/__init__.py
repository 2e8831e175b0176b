"""One positioned reader for all that users write as data: text to a tree of nodes that know their places."""

from packetgen.sources.characters import decode
from packetgen.sources.files import read_file
from packetgen.sources.names import near
from packetgen.sources.nodes import Entry, Mapping, Node, Scalar, Sequence
from packetgen.sources.yaml_reader import read_tree, read_yaml

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "decode", "near", "read_file", "read_tree", "read_yaml"]
