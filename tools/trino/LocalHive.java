import io.trino.filesystem.local.LocalFileSystemFactory;
import io.trino.plugin.hive.InternalHiveConnectorFactory;
import io.trino.spi.Plugin;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trino's Hive connector over a folder of this machine: `local.root` in the catalog's properties,
 * `local:///` in locations. The connector reads as always; only where files lie is another.
 */
public final class LocalHive implements Plugin, ConnectorFactory {
  @Override
  public Iterable<ConnectorFactory> getConnectorFactories() {
    return List.of(this);
  }

  @Override
  public String getName() {
    return "local_hive";
  }

  @Override
  public Connector create(String catalog, Map<String, String> given, ConnectorContext context) {
    Map<String, String> properties = new HashMap<>(given);
    Path root = Path.of(properties.remove("local.root"));
    return InternalHiveConnectorFactory.createConnector(
        catalog,
        properties,
        context,
        binder -> {},
        Optional.empty(),
        Optional.of(new LocalFileSystemFactory(root)),
        Optional.empty());
  }
}
