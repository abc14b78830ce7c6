"""The messages: CloudEvents 1.0 in JSON, read strictly into the frozen dataclasses of the domain.

`read` is the one way in; `message_type` gives the CloudEvents type of a record for whoever writes messages.
"""

from iro_module.contract.decoding import MOST_BYTES
from iro_module.contract.reading import Reading, read
from iro_module.contract.schemas import message_type

__all__ = ["MOST_BYTES", "Reading", "message_type", "read"]
