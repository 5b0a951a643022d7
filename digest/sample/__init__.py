"""The sample newsletter that a newcomer is shown: invented sources, articles and a half-written digest."""

from digest.sample.sample import Sample, SampleArticle, SampleDigest, SampleItem, SampleSection, load_sample

__all__ = ["Sample", "SampleArticle", "SampleDigest", "SampleItem", "SampleSection", "load_sample"]
