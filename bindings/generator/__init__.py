# SPDX-License-Identifier: Apache-2.0
"""What the public headers declare, and what the interface for languages says of it: read once, for all that is written of them."""
