# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema, the tables and the loader agree.

Usage: test_schema.py GENERATOR SCHEMA DOCUMENTS, with the programs schema_generate and test_documents. The shipped schema is
what the generator prints; what the loader accepts, the schema accepts; what the loader refuses, the schema refuses too,
except for what a schema cannot know (the documents say which). The schema accepts README's definitions. Exit code 77:
jsonschema is missing, the rest was tested.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

SKIPPED = 77


def run(*command: str) -> bytes:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def compare_documents(schema: dict[str, object], documents: list[dict[str, object]]) -> list[str]:
    import jsonschema

    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    findings = []
    for document in documents:
        try:
            errors = [error.message for error in validator.iter_errors(json.loads(str(document["text"])))]
        except json.JSONDecodeError as error:
            errors = [str(error)]
        if bool(document["schema"]) == bool(errors):
            wanted = "accept" if document["schema"] else "refuse"
            findings.append(f"{document['name']}: the schema should {wanted} it: {errors}")
        if not document["errors"] and errors:
            findings.append(f"{document['name']}: the loader accepts it, the schema does not: {errors}")
    return findings


def main() -> int:
    generator, schema_path, printer = sys.argv[1:4]
    shipped = Path(schema_path).read_bytes()
    if run(generator) != shipped:
        print(f"{schema_path} is not what {generator} prints: write it anew")
        return 1
    documents = json.loads(run(printer, "--print"))
    readme = (Path(schema_path).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```json\n(.*?)^```$", readme, flags=re.M | re.S)
    documents += [{"name": "README.md", "text": text, "errors": "", "schema": 1} for text in shown]
    if len(documents) < 30 or not shown or not any(document["schema"] for document in documents):
        print("too few documents: this test proves nothing")
        return 1
    try:
        findings = compare_documents(json.loads(shipped), documents)
    except ModuleNotFoundError:
        print("SKIP: python3-jsonschema is missing; only the schema itself was compared")
        return SKIPPED
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
