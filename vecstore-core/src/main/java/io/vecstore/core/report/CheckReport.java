package io.vecstore.core.report;

import io.vecstore.core.report.Finding.Severity;
import java.util.List;

/**
 * What a check has found.
 *
 * @param findings in the order of the walk
 * @param files how many files were looked at
 * @param bytes how many bytes were compared with their checksums
 */
public record CheckReport(List<Finding> findings, int files, long bytes) {

  /** Copies the list. */
  public CheckReport {
    findings = List.copyOf(findings);
  }

  /** Returns whether nothing was found. */
  public boolean ok() {
    return findings.isEmpty();
  }

  /** Returns whether there is a finding at least as bad. */
  public boolean has(Severity severity) {
    return findings.stream().anyMatch(finding -> finding.severity().compareTo(severity) >= 0);
  }

  /** Returns the exit code of a command: 0 all is well, 1 warnings, 2 damage, 3 unreadable. */
  public int exitCode() {
    if (has(Severity.UNREADABLE)) {
      return 3;
    }
    return has(Severity.REBUILDABLE) ? 2 : ok() ? 0 : 1;
  }
}
