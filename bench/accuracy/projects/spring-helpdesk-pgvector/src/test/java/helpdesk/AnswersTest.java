package helpdesk;

import org.junit.jupiter.api.Test;

class AnswersTest {
  @Test
  void starts() {}
}
