package io.vecstore.core.filter;

import io.vecstore.core.error.InvalidInputException;
import java.util.List;

/**
 * A part of the earth's surface, in degrees of latitude (-90 to 90) and longitude (-180 to 180).
 * Borders belong to it.
 */
public sealed interface Area {

  /** The earth's mean radius in metres; the earth is taken for a sphere. */
  double EARTH_RADIUS = 6_371_008.8;

  /** Returns whether a point lies in the area. */
  boolean contains(double lat, double lon);

  /** A point. */
  record Point(double lat, double lon) {
    /** Requires degrees in range. */
    public Point {
      requireDegrees("latitude", lat, 90);
      requireDegrees("longitude", lon, 180);
    }
  }

  /** All points at most so many metres from a centre, along the surface. */
  record Circle(Point center, double meters) implements Area {
    /** Requires a finite radius, zero or more. */
    public Circle {
      if (!(meters >= 0) || meters == Double.POSITIVE_INFINITY) {
        throw new InvalidInputException("a radius of " + meters + " metres, expected 0 or more");
      }
    }

    @Override
    public boolean contains(double lat, double lon) {
      double phi = Math.toRadians(lat);
      double phi0 = Math.toRadians(center.lat());
      double halfPhi = Math.sin((phi - phi0) / 2);
      double halfLambda = Math.sin(Math.toRadians(lon - center.lon()) / 2);
      double h = halfPhi * halfPhi + Math.cos(phi) * Math.cos(phi0) * halfLambda * halfLambda;
      return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h))) <= meters;
    }
  }

  /**
   * All points between two parallels and two meridians. Crosses the date line where west is greater
   * than east.
   */
  record Box(double south, double west, double north, double east) implements Area {
    /** Requires degrees in range, and the south not above the north. */
    public Box {
      requireDegrees("latitude", south, 90);
      requireDegrees("latitude", north, 90);
      requireDegrees("longitude", west, 180);
      requireDegrees("longitude", east, 180);
      if (south > north) {
        throw new InvalidInputException(
            "a box from " + south + " south to " + north + " north, expected south <= north");
      }
    }

    @Override
    public boolean contains(double lat, double lon) {
      boolean between = west <= east ? west <= lon && lon <= east : lon >= west || lon <= east;
      return south <= lat && lat <= north && between;
    }
  }

  /**
   * All points inside a closed line, whose edges are straight where latitude and longitude are
   * drawn as x and y. An edge does not cross the date line.
   */
  record Polygon(List<Point> corners) implements Area {
    /** Copies the corners, of which there are 3 to 1000. */
    public Polygon {
      corners = List.copyOf(corners);
      if (corners.size() < 3 || corners.size() > 1000) {
        throw new InvalidInputException(
            "a polygon of " + corners.size() + " corners, expected 3 to 1000");
      }
    }

    @Override
    public boolean contains(double lat, double lon) {
      boolean inside = false;
      Point from = corners.getLast();
      for (Point to : corners) {
        if (onEdge(from, to, lat, lon)) {
          return true;
        }
        // Count the edges that a ray towards the north crosses.
        if ((from.lon() > lon) != (to.lon() > lon)) {
          double share = (lon - from.lon()) / (to.lon() - from.lon());
          inside ^= lat < from.lat() + share * (to.lat() - from.lat());
        }
        from = to;
      }
      return inside;
    }

    private static boolean onEdge(Point from, Point to, double lat, double lon) {
      double cross =
          (to.lon() - from.lon()) * (lat - from.lat())
              - (to.lat() - from.lat()) * (lon - from.lon());
      return cross == 0
          && Math.min(from.lat(), to.lat()) <= lat
          && lat <= Math.max(from.lat(), to.lat())
          && Math.min(from.lon(), to.lon()) <= lon
          && lon <= Math.max(from.lon(), to.lon());
    }
  }

  private static void requireDegrees(String what, double degrees, double limit) {
    if (!(Math.abs(degrees) <= limit)) {
      throw new InvalidInputException(
          "a %s of %s degrees, expected %s to %s".formatted(what, degrees, -limit, limit));
    }
  }
}
