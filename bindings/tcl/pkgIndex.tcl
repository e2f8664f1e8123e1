# SPDX-License-Identifier: Apache-2.0
package ifneeded acd @version@ "[list load [file join $dir acd.so] Acd]; [list source [file join $dir acd.tcl]]"
