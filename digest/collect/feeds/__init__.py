"""A feed's bytes to its entries: RSS, RDF, Atom, JSON Feed, news sitemaps, and the links of a page without a feed."""
