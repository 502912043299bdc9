"""A set as a workbook and back: what the cells say (`cells`), what came back (`coming`), and how three versions meet (`merging`)."""
