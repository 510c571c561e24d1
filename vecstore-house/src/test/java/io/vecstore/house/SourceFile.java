package io.vecstore.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A source file, measured. Lines are counted without a licence header; a method from its signature
 * to its last brace, without its comment.
 */
record SourceFile(Path path, String text, int lines, List<String> types, List<Method> methods) {

  record Method(Path file, String name, int line, int lines, int parameters) {

    @Override
    public String toString() {
      return file + ":" + line + " " + name;
    }
  }

  String mention(String what) {
    return path + ": " + what;
  }

  boolean isPackageInfo() {
    return path.endsWith("package-info.java");
  }

  /** Reads files with the compiler's own parser; their paths become relative to {@code root}. */
  static List<SourceFile> readAll(Path root, List<Path> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      List<SourceFile> read = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        Path path = root.relativize(Path.of(unit.getSourceFile().toUri()));
        String text = unit.getSourceFile().getCharContent(true).toString();
        Measure measure = new Measure(path, unit, Trees.instance(task).getSourcePositions());
        measure.scan(unit, null);
        read.add(new SourceFile(path, text, lines(text), measure.types, measure.methods));
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int lines(String text) {
    String code = text.startsWith("/*") && !text.startsWith("/**") ? afterHeader(text) : text;
    return (int) code.lines().count();
  }

  private static String afterHeader(String text) {
    return text.substring(text.indexOf("*/") + 2).stripLeading();
  }

  private static final class Measure extends TreePathScanner<Void, Void> {

    private final Path path;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();

    Measure(Path path, CompilationUnitTree unit, SourcePositions positions) {
      this.path = path;
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree node, Void unused) {
      if (!node.getSimpleName().isEmpty()) {
        types.add(node.getSimpleName().toString());
      }
      return super.visitClass(node, unused);
    }

    @Override
    public Void visitMethod(MethodTree node, Void unused) {
      int start = line(positions.getStartPosition(unit, node));
      int end = line(positions.getEndPosition(unit, node));
      if (isWritten(node)) {
        String name = node.getName().toString();
        methods.add(new Method(path, name, start, end - start + 1, node.getParameters().size()));
      }
      return super.visitMethod(node, unused);
    }

    /** A record's canonical constructor has as many parameters as the record has components. */
    private boolean isWritten(MethodTree node) {
      boolean inRecord = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
      return !(inRecord && node.getName().contentEquals("<init>"));
    }

    private int line(long position) {
      LineMap map = unit.getLineMap();
      return (int) map.getLineNumber(Math.max(0, position));
    }
  }
}
