using Triage.Plugins;
using Xunit;

public class TicketPluginTests
{
    [Fact]
    public void EscapesTheCustomer() => Assert.Equal("a%20b", Uri.EscapeDataString("a b"));
}
