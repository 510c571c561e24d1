package io.vecstore.text.query;

/**
 * How many characters have to be inserted, left out, replaced or exchanged with their neighbour to
 * make one word of another (optimal string alignment, by code points).
 */
public final class EditDistance {

  private EditDistance() {}

  /**
   * Returns the distance, or -1 if it is more than {@code most}, which is quickly seen for most
   * words.
   */
  public static int within(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > 2 * most) {
      return -1;
    }
    return within(a.codePoints().toArray(), b.codePoints().toArray(), most);
  }

  private static int within(int[] a, int[] b, int most) {
    if (Math.abs(a.length - b.length) > most) {
      return -1;
    }
    int[] before = new int[b.length + 1];
    int[] above = new int[b.length + 1];
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length; j++) {
        int cost = a[i - 1] == b[j - 1] ? 0 : 1;
        int distance = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
          distance = Math.min(distance, before[j - 2] + 1);
        }
        row[j] = distance;
        least = Math.min(least, distance);
      }
      if (least > most) {
        return -1;
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return above[b.length] <= most ? above[b.length] : -1;
  }
}
