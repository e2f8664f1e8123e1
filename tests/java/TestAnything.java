// SPDX-License-Identifier: Apache-2.0
// Whatever is given to any method or constructor of the package for Java, at whatever time, it gives a result or an exception.
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.libacd.*;

class TestAnything {
  static Engine engine() {
    Engine engine = new Engine();
    engine.define("{\"agents\": {\"ann\": {}}, \"queues\": {\"q\": {\"members\": [\"ann\"], \"wrapup_s\": 0}}}");
    return engine;
  }

  /** A zone an hour ahead of UTC, as zic writes one. */
  static byte[] zone() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int block = 0; block < 2; block++) {
      bytes.writeBytes("TZif2".getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(new byte[15 + 4 * 4]);
      bytes.writeBytes(new byte[] {0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0x0e, 0x10, 0, 0, 'C', 'E', 'T', 0});
    }
    bytes.writeBytes("\nCET-1\n".getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }

  /** Nothing, numbers at the edge, texts and objects of every class. */
  static Object anything(Class<?> kind, Random random, List<Object> objects) {
    if (kind == long.class) return new long[] {0, 1, 2, 5, -1, 1 << 20, 1L << 53, Long.MIN_VALUE, Long.MAX_VALUE}[random.nextInt(9)];
    if (kind == int.class) return new int[] {0, 1, 2, 5, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}[random.nextInt(7)];
    if (kind == double.class) return new double[] {0, -1, 1e300, Double.NaN, Double.NEGATIVE_INFINITY}[random.nextInt(5)];
    if (random.nextInt(3) == 0) return null;
    if (kind == String.class) return new String[] {"", "q", "ann", "{", "\u20ac=", "x".repeat(100_000), "a\0"}[random.nextInt(7)];
    if (kind == byte[].class) return random.nextBoolean() ? new byte[0] : zone();
    if (kind == long[].class) return new long[random.nextInt(3)];
    if (kind == List.class) return random.nextBoolean() ? List.of() : List.of(new Requirement(random.nextInt(9), 1));
    return objects.stream().filter(kind::isInstance).skip(random.nextInt(2)).findFirst().orElse(null);
  }

  static List<Class<?>> classes() throws Exception {
    List<Class<?>> classes = new ArrayList<>();
    try (JarFile jar = new JarFile(Path.of(Acd.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile())) {
      for (JarEntry entry : Collections.list(jar.entries()))
        if (entry.getName().matches("org/libacd/\\w+\\.class"))
          classes.add(Class.forName(entry.getName().replaceFirst("\\.class$", "").replace('/', '.')));
    }
    classes.removeIf(one -> !Modifier.isPublic(one.getModifiers()));
    return classes;
  }

  static List<Executable> calls(Class<?> of) {
    return Stream.<Executable>concat(Stream.of(of.getConstructors()), Stream.of(of.getDeclaredMethods()))
        .filter(call -> Modifier.isPublic(call.getModifiers())).sorted(Comparator.comparing(Executable::toString)).toList();
  }

  /** What the call gives; null: nothing, or an exception as it should be. */
  static Object result(Executable call, Object owner, Object[] given, Set<String> reached) throws ReflectiveOperationException {
    try {
      Object result = call instanceof Method method ? method.invoke(owner, given) : ((Constructor<?>) call).newInstance(given);
      reached.add(call.toString());
      return result;
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof RuntimeException) return null;
      throw new AssertionError(call.toString(), refused.getCause());
    }
  }

  public static void main(String[] arguments) throws Exception {
    Random random = new Random(1);
    List<Class<?>> classes = classes();
    Engine first = engine();
    List<Object> objects = new ArrayList<>(List.of(first, engine(), new Tzif(zone())));
    Set<String> reached = new HashSet<>();
    for (int round = 0; round < 40; round++)
      for (Class<?> one : classes)
        for (Executable call : calls(one)) {
          Object owner = objects.stream().filter(one::isInstance).skip(random.nextInt(2)).findFirst().orElse(null);
          boolean needsOwner = call instanceof Method && !Modifier.isStatic(call.getModifiers());
          if (needsOwner && owner == null) continue;
          if (call.getName().equals("close") && (owner == first || random.nextInt(20) > 0)) continue;
          Object[] given = Arrays.stream(call.getParameterTypes()).map(kind -> anything(kind, random, objects)).toArray();
          Object result = result(call, owner, given, reached);
          if (result != null && classes.contains(result.getClass())) objects.add(random.nextInt(objects.size()), result);
        }
    if (reached.size() < 500) throw new AssertionError(reached.size() + " methods gave a result");
    System.out.println(reached.size() + " methods gave a result");
    first.check(1);
  }
}
