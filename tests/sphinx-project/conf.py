project = "Harbour"
copyright = "nobody"  # noqa: A001 - Sphinx's name for it
extensions = ["stakeholders.sphinx", "myst_parser"]
stakeholders_data = {"harbour": "data"}
stakeholders_link = "sources"
html_theme = "alabaster"
