"""Where places are: every name a news reader meets, in the forms it is written in, with its candidates.

Data: GeoNames (geonames.org), CC BY 4.0, changed and completed by hand; see README.md in this folder.
"""

from pipeline.gazetteer.load import Gazetteer, Place, load_gazetteer, version

__all__ = ["Gazetteer", "Place", "load_gazetteer", "version"]
