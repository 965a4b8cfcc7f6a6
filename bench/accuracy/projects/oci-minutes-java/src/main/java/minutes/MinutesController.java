package minutes;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MinutesController {
  private final Summaries summaries;

  MinutesController(Summaries summaries) {
    this.summaries = summaries;
  }

  @PostMapping("/summaries")
  String summary(@RequestBody String minutes) {
    return summaries.of(minutes);
  }
}
