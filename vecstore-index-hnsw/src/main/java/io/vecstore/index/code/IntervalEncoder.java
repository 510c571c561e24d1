package io.vecstore.index.code;

/**
 * Finds the codes of one vector, and the two numbers that turn them back: component {@code i} is
 * about {@code low + step * code[i]}. The interval is fitted to the vector: from a few starts,
 * codes and interval are improved in turn, by rounding and by linear regression, and the start with
 * the least squared error wins. Belongs to one thread.
 *
 * <p>One bit is the sign, and the interval is stretched so that the product of the code with its
 * own vector is right, which that of the least squared error is not (Gao and Long 2024, section
 * 3.2).
 */
final class IntervalEncoder {

  private static final int TURNS = 3;
  private static final float[] SPREADS = {2.0f, 2.6f, 3.4f};

  /** With so many steps nothing is gained by cutting off what lies far out. */
  private static final int MANY = 255;

  private static final float[] ALL = {1e9f};

  private final int dimension;
  private final int highest;
  private final byte[] codes;
  private final byte[] trial;
  private float low;
  private float step;
  private float trialLow;
  private float trialStep;

  /**
   * @param highest code of a component, at most 255
   */
  IntervalEncoder(int dimension, int highest) {
    this.dimension = dimension;
    this.highest = highest;
    codes = new byte[dimension];
    trial = new byte[dimension];
  }

  /** Returns the codes, unsigned. */
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
    if (highest == 1) {
      encodeSigns(vector);
    } else {
      encodeInterval(vector);
    }
  }

  private void encodeSigns(float[] vector) {
    double squares = 0;
    double magnitude = 0;
    for (int i = 0; i < dimension; i++) {
      squares += (double) vector[i] * vector[i];
      magnitude += Math.abs(vector[i]);
      codes[i] = (byte) (vector[i] >= 0 ? 1 : 0);
    }
    low = magnitude > 0 ? (float) (-squares / magnitude) : 0;
    step = -2 * low;
  }

  private void encodeInterval(float[] vector) {
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
    for (float spread : highest >= MANY ? ALL : SPREADS) {
      trialLow = Math.max(least, mean - spread * deviation);
      trialStep = (Math.min(largest, mean + spread * deviation) - trialLow) / highest;
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
      double difference = (double) vector[i] - trialLow - trialStep * (trial[i] & 255);
      error += difference * difference;
    }
    return error;
  }

  private void round(float[] vector) {
    float inverse = trialStep > 0 ? 1 / trialStep : 0;
    for (int i = 0; i < dimension; i++) {
      float code = (vector[i] - trialLow) * inverse + 0.5f;
      trial[i] = (byte) Math.max(0, Math.min(highest, (int) code));
    }
  }

  /** Fits low and step to the codes. */
  private void regress(float[] vector) {
    double c = 0;
    double cc = 0;
    double x = 0;
    double cx = 0;
    for (int i = 0; i < dimension; i++) {
      int code = trial[i] & 255;
      c += code;
      cc += code * code;
      x += vector[i];
      cx += (double) code * vector[i];
    }
    double spread = cc * dimension - c * c;
    double slope = spread <= 0 ? 0 : (cx * dimension - c * x) / spread;
    trialStep = (float) slope;
    trialLow = (float) ((x - slope * c) / dimension);
  }
}
