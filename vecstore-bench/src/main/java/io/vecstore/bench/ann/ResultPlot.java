package io.vecstore.bench.ann;

import io.vecstore.bench.ann.Results.Contestant;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws recall against throughput, one line per engine; up and to the right is better. */
final class ResultPlot {

  private static final List<Color> OURS =
      List.of(
          new Color(0xd1, 0x24, 0x2f), new Color(0xe8, 0x7b, 0x35), new Color(0x99, 0x3d, 0x8a));
  private static final List<Color> PEERS =
      List.of(
          new Color(0x1f, 0x6f, 0xb4),
          new Color(0x2e, 0x8b, 0x57),
          new Color(0x5b, 0x5b, 0x66),
          new Color(0x8c, 0x6d, 0x1f),
          new Color(0x3f, 0xa7, 0xb5),
          new Color(0xa0, 0xa0, 0xa8));

  private ResultPlot() {}

  /** Writes a PNG of 1200 by 800 pixels, replacing an older file. */
  static void draw(RaceTitle title, Results results, Path png) {
    XYChart chart =
        new XYChartBuilder()
            .width(1200)
            .height(800)
            .title(title.line())
            .xAxisTitle("recall@" + title.k())
            .yAxisTitle("queries per second of processor time (log)")
            .build();
    style(chart);
    int own = 0;
    int peers = 0;
    for (Contestant one : results.contestants()) {
      Color color =
          one.isOurs() ? OURS.get(own++ % OURS.size()) : PEERS.get(peers++ % PEERS.size());
      add(chart, results, one, color);
    }
    try {
      BitmapEncoder.saveBitmap(chart, png.toString(), BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(XYChart chart, Results results, Contestant one, Color color) {
    List<Double> recall = new ArrayList<>();
    List<Double> qps = new ArrayList<>();
    results
        .byKnob(one.name())
        .forEach(
            (knob, turns) -> {
              recall.add(Results.median(turns, Measurement::recall));
              qps.add(Results.median(turns, Measurement::cpuQps));
            });
    XYSeries series = chart.addSeries(one.name(), recall, qps);
    series.setMarkerColor(color).setMarker(SeriesMarkers.CIRCLE);
    series.setLineColor(color).setLineStyle(new BasicStroke(one.isOurs() ? 4f : 2f));
  }

  private static void style(XYChart chart) {
    XYStyler styler = chart.getStyler();
    styler.setYAxisLogarithmic(true);
    styler.setXAxisDecimalPattern("0.00");
    styler.setYAxisDecimalPattern("#,##0");
    styler.setMarkerSize(8);
    styler.setPlotGridLinesColor(new Color(0xe4, 0xe4, 0xe8));
    styler.setPlotBorderVisible(false);
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setLegendBorderColor(Color.WHITE);
  }
}
