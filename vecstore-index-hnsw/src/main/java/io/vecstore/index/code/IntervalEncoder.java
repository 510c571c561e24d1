package io.vecstore.index.code;

/**
 * Finds the four-bit codes of one vector, and the two numbers that turn them back: component {@code
 * i} is about {@code low + step * code[i]}. The interval is fitted to the vector: from three
 * starts, codes and interval are improved in turn, by rounding and by linear regression, and the
 * start with the least squared error wins. Belongs to one thread.
 */
final class NibbleEncoder {

  private static final int HIGHEST = 15;
  private static final int TURNS = 3;
  private static final float[] SPREADS = {2.0f, 2.6f, 3.4f};

  private final int dimension;
  private final byte[] codes;
  private final byte[] trial;
  private float low;
  private float step;
  private float trialLow;
  private float trialStep;

  NibbleEncoder(int dimension) {
    this.dimension = dimension;
    codes = new byte[dimension];
    trial = new byte[dimension];
  }

  byte[] codes() {
    return codes;
  }

  float low() {
    return low;
  }

  float step() {
    return step;
  }

  /** Encodes a vector. */
  void encode(float[] vector) {
    double sum = 0;
    double squares = 0;
    float least = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < dimension; i++) {
      sum += vector[i];
      squares += (double) vector[i] * vector[i];
      least = Math.min(least, vector[i]);
      largest = Math.max(largest, vector[i]);
    }
    float mean = (float) (sum / dimension);
    float deviation = (float) Math.sqrt(Math.max(0, squares / dimension - (double) mean * mean));
    double best = Double.POSITIVE_INFINITY;
    for (float spread : SPREADS) {
      trialLow = Math.max(least, mean - spread * deviation);
      trialStep = (Math.min(largest, mean + spread * deviation) - trialLow) / HIGHEST;
      double error = improve(vector);
      if (error < best) {
        best = error;
        low = trialLow;
        step = trialStep;
        System.arraycopy(trial, 0, codes, 0, dimension);
      }
    }
  }

  /** Improves the trial in turns and returns its squared error. */
  private double improve(float[] vector) {
    round(vector);
    for (int turn = 0; turn < TURNS; turn++) {
      regress(vector);
      round(vector);
    }
    regress(vector);
    double error = 0;
    for (int i = 0; i < dimension; i++) {
      double difference = (double) vector[i] - trialLow - trialStep * trial[i];
      error += difference * difference;
    }
    return error;
  }

  private void round(float[] vector) {
    float inverse = trialStep > 0 ? 1 / trialStep : 0;
    for (int i = 0; i < dimension; i++) {
      float code = (vector[i] - trialLow) * inverse + 0.5f;
      trial[i] = (byte) Math.max(0, Math.min(HIGHEST, (int) code));
    }
  }

  /** Fits low and step to the codes. */
  private void regress(float[] vector) {
    double c = 0;
    double cc = 0;
    double x = 0;
    double cx = 0;
    for (int i = 0; i < dimension; i++) {
      c += trial[i];
      cc += trial[i] * trial[i];
      x += vector[i];
      cx += (double) trial[i] * vector[i];
    }
    double spread = cc * dimension - c * c;
    double slope = spread <= 0 ? 0 : (cx * dimension - c * x) / spread;
    trialStep = (float) slope;
    trialLow = (float) ((x - slope * c) / dimension);
  }
}
