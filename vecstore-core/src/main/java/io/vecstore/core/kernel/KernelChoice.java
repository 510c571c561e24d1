package io.vecstore.core.kernel;

/**
 * Which kernels run, and why.
 *
 * @param name {@code scalar}, {@code simd512}, {@code simd256} or {@code simd128}
 * @param bits the width of a register in bits, or 0 for the scalar kernels
 * @param reason a sentence for people
 */
public record KernelChoice(String name, int bits, String reason) {

  @Override
  public String toString() {
    return name + ": " + reason;
  }
}
