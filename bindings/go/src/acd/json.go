// SPDX-License-Identifier: Apache-2.0

package acd

// Define submits a definition in JSON: DEFINE_WHOLE, all there is from now on; DEFINE_MERGE, a part of it.
func Define(engine *Engine, timeUs int64, text string, mode int) error {
	json, err := NewJson()
	if err != nil {
		return err
	}
	defer json.Close()
	if err := JsonLoadText(json, text); err != nil {
		return err
	}
	return JsonSubmit(json, engine, timeUs, mode)
}
