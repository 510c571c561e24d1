package io.vecstore.core.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * The door to the kernels: picks them once, when first asked.
 *
 * <p>With {@code --add-modules jdk.incubator.vector} they are the SIMD kernels of the width that
 * the virtual machine prefers, otherwise the scalar ones; both give the same bits. The system
 * property {@value #PROPERTY} set to {@code scalar}, {@code simd512}, {@code simd256} or {@code
 * simd128} overrules that. SIMD kernels that disagree with the scalar ones in a short test at start
 * are not used.
 */
public final class Kernels {

  /** The name of the system property that overrules the choice. */
  public static final String PROPERTY = "vecstore.kernel";

  private static final VectorKernels CHOSEN;
  private static final KernelChoice CHOICE;

  static {
    String wanted = System.getProperty(PROPERTY, "auto");
    VectorKernels kernels = new ScalarKernels();
    String reason;
    if (wanted.equals("scalar")) {
      reason = "the system property " + PROPERTY + " asks for it";
    } else if (!vectorApiPresent()) {
      reason = "no SIMD without --add-modules jdk.incubator.vector";
    } else {
      Optional<VectorKernels> simd = simd(wanted);
      if (simd.isEmpty()) {
        reason =
            wanted.equals("auto")
                ? "the Vector API offers no usable width"
                : "there is no kernel " + wanted;
      } else if (!KernelSelfTest.agree(simd.get(), kernels)) {
        reason = simd.get().name() + " failed its self-test";
      } else {
        kernels = simd.get();
        reason =
            wanted.equals("auto")
                ? "the width that this machine prefers"
                : "the system property " + PROPERTY + " asks for it";
      }
    }
    CHOSEN = kernels;
    CHOICE = new KernelChoice(kernels.name(), kernels.bits(), reason);
  }

  private Kernels() {}

  /** Returns the kernels that were chosen. */
  public static VectorKernels get() {
    return CHOSEN;
  }

  /** Returns which kernels were chosen, and why. */
  public static KernelChoice choice() {
    return CHOICE;
  }

  static boolean vectorApiPresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /**
   * Returns the SIMD kernels with a name, or those that the machine prefers for {@code auto}; the
   * Vector API must be present.
   */
  static Optional<VectorKernels> simd(String name) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?> width = lookup.findClass("io.vecstore.core.kernel.SimdWidth");
      MethodHandle find =
          name.equals("auto")
              ? lookup.findStatic(width, "preferred", MethodType.methodType(Optional.class))
              : lookup
                  .findStatic(width, "of", MethodType.methodType(Optional.class, String.class))
                  .bindTo(name);
      Optional<?> kernels = (Optional<?>) find.invoke();
      return kernels.map(VectorKernels.class::cast);
    } catch (
        Throwable
            absent) { // a half-present Vector API fails in many ways; the scalar kernels are always
      // there
      if (absent instanceof VirtualMachineError error) {
        throw error;
      }
      return Optional.empty();
    }
  }
}
