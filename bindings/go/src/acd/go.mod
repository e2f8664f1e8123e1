// SPDX-License-Identifier: Apache-2.0

module acd

go 1.19
