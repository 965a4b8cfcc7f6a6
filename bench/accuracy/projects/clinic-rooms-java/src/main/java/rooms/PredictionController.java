package rooms;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** "Prediction" is what the clinic calls the plan of tomorrow; it is a table that people fill in. */
@RestController
class PredictionController {
  private final PredictionRepository predictions;

  PredictionController(PredictionRepository predictions) {
    this.predictions = predictions;
  }

  @GetMapping("/predictions")
  List<Prediction> tomorrow() {
    return predictions.findAll();
  }
}
