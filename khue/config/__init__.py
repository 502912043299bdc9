"""The top storey: settings, addresses, navigation and the `khue` command. It knows everything; nobody imports it."""
