package helpdesk;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import org.springframework.stereotype.Component;

@Component
public class Articles {
  final EmbeddingModel model =
      OpenAiEmbeddingModel.builder()
          .apiKey(System.getenv("OPENAI_API_KEY"))
          .modelName("text-embedding-3-small")
          .build();
  final PgVectorEmbeddingStore store =
      PgVectorEmbeddingStore.builder()
          .host("localhost").port(5432).database("articles").table("segments").dimension(1536)
          .build();

  public void add(String title, String text) {
    EmbeddingStoreIngestor.builder()
        .documentSplitter(DocumentSplitters.recursive(800, 80))
        .embeddingModel(model)
        .embeddingStore(store)
        .build()
        .ingest(Document.from(title + "\n" + text));
  }

  public java.util.List<TextSegment> near(String question) {
    return store.findRelevant(model.embed(question).content(), 5).stream()
        .map(match -> match.embedded())
        .toList();
  }
}
