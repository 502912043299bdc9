"""What every screen is made of: the shell, the components, tables, forms, messages, errors, css, js, icons and the gallery."""
