using System.ComponentModel;
using Microsoft.SemanticKernel;

namespace Triage.Plugins;

public class TicketPlugin(IHttpClientFactory clients)
{
    [KernelFunction, Description("The contract of a customer")]
    public async Task<string> GetContract(string customer) =>
        await clients.CreateClient("crm").GetStringAsync($"/contracts/{Uri.EscapeDataString(customer)}");

    [KernelFunction, Description("Moves a ticket to a queue")]
    public async Task Route(string ticket, string queue) =>
        await clients.CreateClient("desk").PostAsync($"/tickets/{ticket}/queue/{queue}", null);
}
