"""Workbooks that go out to be filled in or edited, and come back."""
