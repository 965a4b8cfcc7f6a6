package minutes;

import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider;
import com.oracle.bmc.generativeaiinference.GenerativeAiInferenceClient;
import com.oracle.bmc.generativeaiinference.model.ChatDetails;
import com.oracle.bmc.generativeaiinference.model.CohereChatRequest;
import com.oracle.bmc.generativeaiinference.model.OnDemandServingMode;
import com.oracle.bmc.generativeaiinference.requests.ChatRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

@Service
public class Summaries {
  private final GenerativeAiInferenceClient client =
      GenerativeAiInferenceClient.builder()
          .build(InstancePrincipalsAuthenticationDetailsProvider.builder().build());

  @Value("${minutes.compartment}")
  private String compartment;

  public String of(String minutes) {
    var chat = CohereChatRequest.builder().message("Summarise in ten sentences:\n" + minutes).build();
    var details =
        ChatDetails.builder()
            .compartmentId(compartment)
            .servingMode(OnDemandServingMode.builder().modelId("cohere.command-r-plus").build())
            .chatRequest(chat)
            .build();
    return client.chat(ChatRequest.builder().chatDetails(details).build()).getChatResult().toString();
  }
}
