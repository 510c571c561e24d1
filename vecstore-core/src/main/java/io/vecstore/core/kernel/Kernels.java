package io.vecstore.core.kernel;

import io.vecstore.core.kernel.block.BlockNumbers;
import io.vecstore.core.kernel.block.BlockWarmUp;
import io.vecstore.core.kernel.code.ByteKernels;
import io.vecstore.core.kernel.panel.PanelKernels;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The door to the kernels: picks them once, when first asked.
 *
 * <p>With {@code --add-modules jdk.incubator.vector} they are the SIMD kernels of the width that
 * the virtual machine prefers, otherwise the scalar ones; both give the same bits. The system
 * property {@value #PROPERTY} set to {@code scalar}, {@code simd512}, {@code simd256} or {@code
 * simd128} overrules that. SIMD kernels that disagree with the scalar ones in a short test at start
 * are not used.
 *
 * <p>Until the SIMD kernels are compiled, one to two seconds after the first use of this class, the
 * scalar ones answer: the Vector API is loaded, tested and warmed up on a thread of its own, for
 * interpreted it would make the first query of a process slower than without it.
 */
public final class Kernels {

  /** The name of the system property that overrules the choice. */
  public static final String PROPERTY = "vecstore.kernel";

  private static final VectorKernels SCALAR = new ScalarKernels();

  /** A constant to the compiler, which compiles again what used it when it changes. */
  private static final MutableCallSite WARM =
      new MutableCallSite(MethodHandles.constant(boolean.class, false));

  private static final MethodHandle IS_WARM = WARM.dynamicInvoker();

  /**
   * Loading and compiling the Vector API takes two processors for half a second: whoever opens a
   * store and asks it something has them to itself until then.
   */
  private static final long DELAY_MILLIS = 1_000;

  private static final CountDownLatch HURRY = new CountDownLatch(1);
  private static final CompletableFuture<VectorKernels> SIMD = new CompletableFuture<>();
  private static final CompletableFuture<KernelChoice> CHOICE = new CompletableFuture<>();

  static {
    String wanted = System.getProperty(PROPERTY, "auto");
    if (wanted.equals("scalar")) {
      choose(SCALAR, "the system property " + PROPERTY + " asks for it");
    } else if (!vectorApiPresent()) {
      choose(SCALAR, "no SIMD without --add-modules jdk.incubator.vector");
    } else {
      Thread.ofPlatform().daemon().name("vecstore-warm-up").start(() -> warmUp(wanted));
    }
  }

  /** Is loaded when the kernels are warm, and has them as a constant. */
  private static final class Simd {
    static final VectorKernels KERNELS = SIMD.join();
  }

  private Kernels() {}

  /**
   * Returns the kernels to use now; does not wait. Not to be kept: later there may be faster ones.
   */
  public static VectorKernels get() {
    return isWarm() ? Simd.KERNELS : SCALAR;
  }

  /** Returns what unpacks blocks of numbers now; not to be kept either. */
  public static BlockNumbers blocks() {
    return isWarm() ? BlockNumbers.simd() : BlockNumbers.scalar();
  }

  /** Returns what multiplies codes of a byte now; not to be kept either. */
  public static ByteKernels bytes() {
    return isWarm() ? ByteKernels.simd() : ByteKernels.scalar();
  }

  /** Returns what multiplies many vectors with many now; not to be kept either. */
  public static PanelKernels panels() {
    return isWarm() ? PanelKernels.simd() : PanelKernels.scalar();
  }

  /**
   * Returns whether SIMD is used: whatever has a scalar and a SIMD form goes by this. Costs nothing
   * in compiled code.
   */
  public static boolean isWarm() {
    try {
      return (boolean) IS_WARM.invokeExact();
    } catch (Throwable impossible) {
      throw new AssertionError("a constant was not returned", impossible);
    }
  }

  /** Returns which kernels were chosen, and why; waits until they are in use. */
  public static KernelChoice choice() {
    HURRY.countDown();
    return CHOICE.join();
  }

  private static void warmUp(String wanted) {
    try {
      HURRY.await(DELAY_MILLIS, TimeUnit.MILLISECONDS);
      Optional<VectorKernels> simd = simd(wanted);
      if (simd.isEmpty()) {
        choose(
            SCALAR,
            wanted.equals("auto")
                ? "the Vector API offers no usable width"
                : "there is no kernel " + wanted);
      } else if (!KernelSelfTest.agree(simd.get(), SCALAR)) {
        choose(SCALAR, simd.get().name() + " failed its self-test");
      } else if (!new KernelWarmUp(simd.get(), SCALAR).succeeds() && wanted.equals("auto")) {
        choose(
            SCALAR, simd.get().name() + " is not faster in this JVM, as with its C2 compiler off");
      } else {
        BlockWarmUp.run();
        SIMD.complete(simd.get());
        WARM.setTarget(MethodHandles.constant(boolean.class, true));
        MutableCallSite.syncAll(new MutableCallSite[] {WARM});
        choose(
            simd.get(),
            wanted.equals("auto")
                ? "the width that this machine prefers"
                : "the system property " + PROPERTY + " asks for it");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      choose(SCALAR, "the SIMD kernels failed"); // changes nothing where a choice was made
    }
  }

  private static void choose(VectorKernels kernels, String reason) {
    CHOICE.complete(new KernelChoice(kernels.name(), kernels.bits(), reason));
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
