package io.vecstore.persist;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.VecStoreException;
import io.vecstore.persist.fs.FaultFs;
import io.vecstore.persist.fs.FaultPlan;
import io.vecstore.persist.fs.FaultPlan.Fault;
import io.vecstore.persist.fs.PowerLoss;
import io.vecstore.persist.fs.SimFs;
import io.vecstore.persist.fs.StoreFs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Crashes a store at every step that changes the disk. The script of a seed runs once without a
 * fault, which counts the steps; then once for each step and fault. From the disk of each run come
 * images: what a power cut may have left, and what a kill leaves. From each the store must open and
 * hold everything acknowledged; some are cut again during recovery, some live on and are cut again.
 *
 * <p>A violation is an {@link AssertionError} that names seed, point, fault and image; {@link
 * #replay} runs just that.
 */
public final class CrashCampaign {

  private static final int MOST_VIOLATIONS = 20;

  private final LongFunction<CrashSubject> subjects;
  private final UnaryOperator<StoreFs> layer;
  private final int imagesPerKind;
  private final AtomicLong points = new AtomicLong();
  private final AtomicLong images = new AtomicLong();
  private final Set<String> operations = ConcurrentHashMap.newKeySet();

  /**
   * Creates a campaign.
   *
   * @param subjects makes the subject of a seed
   * @param imagesPerKind how many images of each random kind are drawn per fault
   */
  public CrashCampaign(LongFunction<CrashSubject> subjects, int imagesPerKind) {
    this(subjects, imagesPerKind, fs -> fs);
  }

  /**
   * Creates a campaign whose stores see the disk through another layer, for example one that
   * forgets to force.
   */
  public CrashCampaign(
      LongFunction<CrashSubject> subjects, int imagesPerKind, UnaryOperator<StoreFs> layer) {
    this.subjects = subjects;
    this.imagesPerKind = imagesPerKind;
    this.layer = layer;
  }

  /** Returns how many fault points have been tried. */
  public long points() {
    return points.get();
  }

  /** Returns how many images have been opened. */
  public long images() {
    return images.get();
  }

  /**
   * Returns what the scripts so far have done to the disk, and so what was made to fail: each kind
   * of call with each kind of file, as {@code rename seg-#.vseg}.
   */
  public Set<String> operations() {
    return new TreeSet<>(operations);
  }

  /** Runs every step and fault of one seed, on all processors. Returns how many steps there are. */
  public int run(long seed) {
    int steps = countSteps(seed);
    IntStream.range(0, steps).parallel().forEach(point -> replayAll(seed, point));
    return steps;
  }

  private void replayAll(long seed, long point) {
    for (Fault fault : Fault.values()) {
      replay(seed, new FaultPlan(point, fault));
    }
  }

  /**
   * Runs scripts of consecutive seeds until the time is over. Violations are counted, not thrown;
   * after {@value #MOST_VIOLATIONS} it ends.
   */
  public CrashTally run(long firstSeed, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    List<String> violations = Collections.synchronizedList(new ArrayList<>());
    long pointsBefore = points();
    long imagesBefore = images();
    long seed = firstSeed;
    for (; System.nanoTime() < end && violations.size() < MOST_VIOLATIONS; seed++) {
      long script = seed;
      IntStream.range(0, countSteps(seed))
          .parallel()
          .filter(point -> System.nanoTime() < end && violations.size() < MOST_VIOLATIONS)
          .forEach(point -> note(violations, () -> replayAll(script, point)));
    }
    return new CrashTally(
        seed - firstSeed, points() - pointsBefore, images() - imagesBefore, violations);
  }

  private static void note(List<String> violations, Runnable work) {
    try {
      work.run();
    } catch (AssertionError violation) {
      violations.add(violation.getMessage());
    }
  }

  /** Runs one step and fault of one seed, drawn by the seed: a campaign of many short scripts. */
  public void sample(long seed) {
    SplittableRandom draw = new SplittableRandom(seed);
    int steps = countSteps(seed);
    Fault fault = Fault.values()[draw.nextInt(Fault.values().length)];
    replay(seed, new FaultPlan(draw.nextInt(steps), fault));
  }

  /** With every second seed callers write on their own thread, with the others never. */
  private static FaultFs faulty(SimFs disk, long seed, FaultPlan plan) {
    return new FaultFs(disk, plan).ignoringInterrupts(seed % 2 == 0);
  }

  private int countSteps(long seed) {
    FaultFs fs = faulty(new SimFs(), seed, FaultPlan.NONE);
    subjects.apply(seed).live(layer.apply(fs));
    fs.calls().forEach(call -> operations.add(call.replaceAll("[0-9]+", "#")));
    return fs.calls().size();
  }

  /** Runs one fault of one seed, with all its images. */
  public void replay(long seed, FaultPlan plan) {
    points.incrementAndGet();
    SimFs disk = new SimFs();
    FaultFs fs = faulty(disk, seed, plan);
    CrashSubject subject = subjects.apply(seed);
    guarded(seed, plan, "life", () -> subject.live(layer.apply(fs)));
    guarded(seed, plan, "life", () -> assertTrue(fs.struck(), "the step was not reached"));
    for (PowerLoss.Kind kind : PowerLoss.Kind.values()) {
      boolean drawn = kind == PowerLoss.Kind.PREFIX || kind == PowerLoss.Kind.ANY;
      for (int image = 0; image < (drawn ? imagesPerKind : 1); image++) {
        long imageSeed = 31 * seed + 17 * plan.point() + image;
        String what = kind + " " + imageSeed;
        guarded(
            seed,
            plan,
            what,
            () -> survive(subject, disk.afterPowerLoss(kind, imageSeed), imageSeed));
      }
    }
    guarded(seed, plan, "kill", () -> survive(subject, disk.afterKill(), seed));
  }

  private void survive(CrashSubject subject, SimFs image, long seed) {
    images.incrementAndGet();
    if (Math.floorMod(seed, 4) == 0) {
      cutDuringRecovery(subject, image, seed);
    }
    CrashSubject next = subject.survive(layer.apply(image), seed);
    if (Math.floorMod(seed, 8) == 1) {
      long point = Math.floorMod(seed * 0x9E3779B97F4A7C15L, 40L);
      Fault fault = Fault.values()[(int) Math.floorMod(seed / 8, (long) Fault.values().length)];
      next.live(layer.apply(new FaultFs(image, new FaultPlan(point, fault))));
      images.incrementAndGet();
      next.survive(layer.apply(image.afterPowerLoss(PowerLoss.Kind.ANY, seed)), seed);
    }
  }

  private void cutDuringRecovery(CrashSubject subject, SimFs image, long seed) {
    for (int point = 0; ; point++) {
      SimFs disk = image.afterKill();
      FaultFs fs = new FaultFs(disk, new FaultPlan(point, Fault.POWER_CUT));
      try {
        subject.survive(layer.apply(fs), seed);
      } catch (VecStoreException | AssertionError failed) {
        if (!fs.struck()) {
          throw failed;
        }
      }
      if (!fs.struck()) {
        return;
      }
      images.incrementAndGet();
      subject.survive(layer.apply(disk.afterPowerLoss(PowerLoss.Kind.ANY, seed + point)), seed);
    }
  }

  private static void guarded(long seed, FaultPlan plan, String image, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | AssertionError violation) {
      throw new AssertionError(
          "seed " + seed + ", " + plan + ", image " + image + ": " + violation, violation);
    }
  }
}
