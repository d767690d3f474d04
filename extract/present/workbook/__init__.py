"""The audit as an XLSX workbook: numbers as numbers, each figure bold in its sentence, every answer linked to its
sources; verdicts edited in it are read back by :mod:`extract.present.workbook.read_back`."""
