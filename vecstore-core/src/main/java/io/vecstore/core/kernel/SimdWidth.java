package io.vecstore.core.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * Finds the SIMD kernels for this machine. Reached by name only, so that without the Vector API
 * nothing asks for it.
 */
final class SimdWidth {

  private SimdWidth() {}

  /**
   * Returns the kernels of the width that the virtual machine prefers, at most 512 bits; nothing
   * below 128.
   */
  static Optional<VectorKernels> preferred() {
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    return of(bits >= 512 ? "simd512" : bits >= 256 ? "simd256" : bits >= 128 ? "simd128" : "none");
  }

  /** Returns the kernels with a name. */
  static Optional<VectorKernels> of(String name) {
    return switch (name) {
      case "simd512" -> Optional.of(new Simd512Kernels());
      case "simd256" -> Optional.of(new Simd256Kernels());
      case "simd128" -> Optional.of(new Simd128Kernels());
      default -> Optional.empty();
    };
  }
}
