"""packetgen: one deal description in, the papers a customer's own organisation needs out."""

__version__ = "0.1.0"
