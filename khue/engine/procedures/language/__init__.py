"""The procedure on paper as a program: schema, loader, checks, machine, deadlines, chart.

Pure Python: no Django, no database, no clock. A text comes in (`loader.load`), a definition comes out; the machine takes
that definition, a state and an event and gives the next state. What an institution may change is data, never an `if` here.
"""
