package io.vecstore.mutant;

import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * A class from which one call is left out, as a developer might forget it: its arguments are thrown
 * away, and in the place of its result comes false, zero or null.
 */
final class LeftOutCall {

  private final String method;
  private final String callee;
  private final int occurrence;
  private int seen;
  private boolean done;

  /**
   * Chooses a call.
   *
   * @param method where it is, in the body or in a lambda of it
   * @param callee the name of the method that is not called
   * @param occurrence which of these calls, from 0
   */
  LeftOutCall(String method, String callee, int occurrence) {
    this.method = method;
    this.callee = callee;
    this.occurrence = occurrence;
  }

  /**
   * Returns the class without the call.
   *
   * @throws IllegalArgumentException if there is no such call
   */
  byte[] without(byte[] bytes) {
    ClassFile files = ClassFile.of();
    byte[] changed =
        files.transformClass(
            files.parse(bytes), ClassTransform.transformingMethodBodies(this::isTheMethod, code()));
    if (!done) {
      throw new IllegalArgumentException("there is no call " + this);
    }
    return changed;
  }

  private boolean isTheMethod(MethodModel candidate) {
    String name = candidate.methodName().stringValue();
    return name.equals(method) || name.startsWith("lambda$" + method + "$");
  }

  private CodeTransform code() {
    return (builder, element) -> {
      boolean left =
          element instanceof InvokeInstruction call
              && call.name().equalsString(callee)
              && seen++ == occurrence;
      if (left) {
        leaveOut((InvokeInstruction) element, builder);
        done = true;
      } else {
        builder.with(element);
      }
    };
  }

  private static void leaveOut(InvokeInstruction call, CodeBuilder builder) {
    MethodTypeDesc type = call.typeSymbol();
    for (ClassDesc parameter : type.parameterList().reversed()) {
      if (TypeKind.from(parameter).slotSize() == 2) {
        builder.pop2();
      } else {
        builder.pop();
      }
    }
    if (call.opcode() != Opcode.INVOKESTATIC) {
      builder.pop();
    }
    if (!type.returnType().equals(CD_void)) {
      switch (TypeKind.from(type.returnType()).asLoadable()) {
        case LONG -> builder.lconst_0();
        case FLOAT -> builder.fconst_0();
        case DOUBLE -> builder.dconst_0();
        case REFERENCE -> builder.aconst_null();
        default -> builder.iconst_0();
      }
    }
  }

  @Override
  public String toString() {
    return callee + " number " + occurrence + " in " + method;
  }
}
