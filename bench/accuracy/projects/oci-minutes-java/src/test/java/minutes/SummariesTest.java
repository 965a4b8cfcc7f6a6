package minutes;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;

class SummariesTest {
  @Test
  void exists() {
    assertNotNull(Summaries.class);
  }
}
