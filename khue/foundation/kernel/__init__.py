"""Plain Python that everything stands on: time, periods, Vietnamese text and numbers, errors. Knows no Django and no I/O."""
