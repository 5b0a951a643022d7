"""An article's page, as a site sends it or as a person saves or copies it, to the article and its teasers."""
