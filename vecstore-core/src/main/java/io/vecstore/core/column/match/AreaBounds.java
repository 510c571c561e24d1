package io.vecstore.core.column.match;

import io.vecstore.core.filter.Area;
import io.vecstore.core.model.MetadataValue;
import java.util.List;

/**
 * The latitudes and longitudes that points of an area may have, as ranges that a column scans: what
 * lies outside of them lies outside of the area.
 *
 * @param lats tests a latitude
 * @param lons tests a longitude
 * @param exact whether every point within them belongs to the area
 */
public record AreaBounds(ValueTest lats, ValueTest lons, boolean exact) {

  /** More than what the arithmetic of degrees may be wrong by. */
  private static final double MARGIN = 1e-6;

  private static final double ALL = Double.MAX_VALUE;

  /** Returns the bounds of an area. */
  public static AreaBounds of(Area area) {
    return switch (area) {
      case Area.Box(double south, double west, double north, double east) ->
          new AreaBounds(
              between(south, north),
              west <= east ? between(west, east) : either(between(-ALL, east), between(west, ALL)),
              true);
      case Area.Circle circle -> of(circle);
      case Area.Polygon(List<Area.Point> corners) -> {
        double[] lats = corners.stream().mapToDouble(Area.Point::lat).sorted().toArray();
        double[] lons = corners.stream().mapToDouble(Area.Point::lon).sorted().toArray();
        yield new AreaBounds(
            between(lats[0] - MARGIN, lats[lats.length - 1] + MARGIN),
            between(lons[0] - MARGIN, lons[lons.length - 1] + MARGIN),
            false);
      }
    };
  }

  /** A circle counts angles, so numbers beyond the globe may lie in it, once or more around. */
  private static AreaBounds of(Area.Circle circle) {
    double lat = circle.center().lat();
    double lon = circle.center().lon();
    double angle = Math.toDegrees(circle.meters() / Area.EARTH_RADIUS) + MARGIN;
    ValueTest lats = either(between(lat - angle, lat + angle), beyond(90));
    if (Math.abs(lat) + angle >= 90 - MARGIN) {
      return new AreaBounds(lats, between(-ALL, ALL), false); // a pole lies in it
    }
    double ratio = Math.sin(Math.toRadians(angle)) / Math.cos(Math.toRadians(lat));
    double across = Math.toDegrees(Math.asin(Math.min(1, ratio))) + MARGIN;
    ValueTest here = between(lon - across, lon + across);
    ValueTest around =
        either(
            between(lon - across + 360, lon + across + 360),
            between(lon - across - 360, lon + across - 360));
    return new AreaBounds(lats, either(either(here, around), beyond(180)), false);
  }

  private static ValueTest beyond(double degrees) {
    return either(between(-ALL, -degrees), between(degrees, ALL));
  }

  private static ValueTest between(double low, double high) {
    return ConditionCompiler.between(new MetadataValue.Real(low), new MetadataValue.Real(high));
  }

  private static ValueTest either(ValueTest one, ValueTest other) {
    return ValueTest.ofNumbers(
        LongRanges.union(List.of(one.longs(), other.longs())),
        LongRanges.union(List.of(one.reals(), other.reals())));
  }
}
