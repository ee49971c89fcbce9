"""Opens a GeoPackage in QGIS as a desk would, draws it with the styles inside it, and says what it found.

Run by the Python that QGIS belongs to: ``desk.py FILE.gpkg PICTURE.png WEST,SOUTH,EAST,NORTH [FROM,UNTIL]``. The
picture is 1280 by 800 pixels in Web Mercator; FROM and UNTIL are what the temporal controller is set to. The answer
is JSON on standard output.
"""

import json
import os
import sys

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointClusterRenderer,
    QgsProject,
    QgsProviderRegistry,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt
from qgis.PyQt.QtGui import QColor

SIZE = QSize(1280, 800)
LAND = "#f4f1e9"


def main(file, picture, box, times=""):
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    found = QgsProviderRegistry.instance().querySublayers(file)
    layers = {each.name(): QgsVectorLayer(each.uri(), each.name(), "ogr") for each in found}
    for layer in layers.values():
        layer.loadDefaultStyle()  # as the program does with a layer that is added
    drawn = [layer for layer in layers.values() if layer.isSpatial()]
    answer = {name: described(layer) for name, layer in layers.items()}
    image = render(drawn, [float(edge) for edge in box.split(",")], times)
    image.save(picture)
    answer["picture"] = colours(image)
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)  # QGIS may fall over its own layers when Python takes leave of them


def described(layer):
    """Return what QGIS made of one layer."""
    told = {"valid": layer.isValid(), "rows": layer.featureCount(), "fields": layer.fields().names()}
    told["abstract"] = layer.metadata().abstract() or layer.dataProvider().dataComment()
    told["types"] = {field.name(): field.typeName() for field in layer.fields()}
    if not layer.isSpatial():
        return told
    renderer = layer.renderer()
    told |= {"renderer": renderer.type(), "crs": layer.crs().authid(), "scales": layer.minimumScale()}
    if isinstance(renderer, QgsPointClusterRenderer):
        renderer = renderer.embeddedRenderer()
        told["clustered"] = renderer.type()
    if renderer.type() == "categorizedSymbol":
        told["classes"] = [[each.value(), each.label(), each.renderState()] for each in renderer.categories()]
    times = layer.temporalProperties()
    told["times"] = [times.isActive(), int(times.mode()), times.startField(), times.endField()]
    told["labels"] = layer.labelsEnabled()
    return told


def render(layers, box, times):
    project = QgsProject.instance()
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    turn = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), mercator, project)
    settings = QgsMapSettings()
    settings.setLayers(layers[::-1])  # QGIS draws the first of a list on top
    settings.setDestinationCrs(mercator)
    settings.setOutputSize(SIZE)
    settings.setOutputDpi(96)
    settings.setBackgroundColor(QColor(LAND))
    settings.setExtent(turn.transformBoundingBox(QgsRectangle(*box)))
    if times:
        start, end = (QDateTime.fromString(each, Qt.ISODate) for each in times.split(","))
        settings.setIsTemporal(True)
        settings.setTemporalRange(QgsDateTimeRange(start, end, True, False))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def colours(image):
    """Return how many pixels have each of the colours that occur more than a few times."""
    counts = {}
    for y in range(image.height()):
        for x in range(image.width()):
            colour = image.pixelColor(x, y).name()
            counts[colour] = counts.get(colour, 0) + 1
    return {colour: number for colour, number in counts.items() if number > 5}


if __name__ == "__main__":
    main(*sys.argv[1:])
