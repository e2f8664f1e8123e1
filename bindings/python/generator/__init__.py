# SPDX-License-Identifier: Apache-2.0
"""What generate.py is made of."""
