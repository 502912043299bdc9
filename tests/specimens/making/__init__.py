"""The files of tests/specimens/plans, made from what people read in them: `python -m tests.specimens.making`.

Each file is a way of laying out one of the plans in plans/*.yaml: what stands there was intended first, and only then hidden in
merged cells, broken pages, old fonts and text boxes. So the labels owe nothing to the reader.
"""
