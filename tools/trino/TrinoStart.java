/**
 * Starts a Trino node, and ends it when standard input closes: no node outlives the test that
 * started it, however that one ends.
 */
public final class TrinoStart {
  private TrinoStart() {}

  public static void main(String[] arguments) {
    Thread watch = new Thread(TrinoStart::endWithInput);
    watch.setDaemon(true);
    watch.start();
    new io.trino.server.Server().start(arguments[0]);
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (java.io.IOException closed) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(0);
  }
}
