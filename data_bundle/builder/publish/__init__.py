"""Publishing: a snapshot packed, signed and laid into an update repository that any folder or server can serve.

The repository is one of TUF (https://theupdateframework.io) as `tuf` 7 reads it; docs/publier.md says who signs what.
"""

from data_bundle.builder.publish.keys import create_keys
from data_bundle.builder.publish.publication import publish, renew
from data_bundle.builder.publish.rotation import rotate_root

__all__ = ["create_keys", "publish", "renew", "rotate_root"]
