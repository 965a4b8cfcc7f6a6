package helpdesk;

import dev.langchain4j.model.chat.ChatLanguageModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Answers {
  private final Articles articles;
  private final ChatLanguageModel model =
      OpenAiChatModel.builder()
          .apiKey(System.getenv("OPENAI_API_KEY"))
          .modelName("gpt-4o-mini")
          .build();

  public Answers(Articles articles) {
    this.articles = articles;
  }

  @PostMapping("/answers")
  public String answer(@RequestBody String ticket) {
    String context =
        articles.near(ticket).stream().map(s -> s.text()).collect(Collectors.joining("\n\n"));
    return model.generate("Answer from these articles:\n" + context + "\n\nTicket: " + ticket);
  }
}
