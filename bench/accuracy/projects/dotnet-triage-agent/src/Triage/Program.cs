using Azure.Identity;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Agents;
using Microsoft.SemanticKernel.ChatCompletion;
using Triage.Plugins;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(_ =>
{
    var kernel = Kernel.CreateBuilder()
        .AddAzureOpenAIChatCompletion(
            deploymentName: builder.Configuration["Model:Deployment"]!,
            endpoint: builder.Configuration["Model:Endpoint"]!,
            credentials: new DefaultAzureCredential())
        .Build();
    kernel.Plugins.AddFromType<TicketPlugin>();
    return new ChatCompletionAgent
    {
        Name = "Triage",
        Instructions = "Route each ticket to one queue. Look up the contract before you answer.",
        Kernel = kernel,
        Arguments = new KernelArguments(new PromptExecutionSettings
        {
            FunctionChoiceBehavior = FunctionChoiceBehavior.Auto()
        })
    };
});

var app = builder.Build();
app.MapPost("/tickets", async (Ticket ticket, ChatCompletionAgent agent) =>
{
    var history = new ChatHistory();
    history.AddUserMessage(ticket.Text);
    var said = new List<string>();
    await foreach (var message in agent.InvokeAsync(history))
    {
        said.Add(message.Content ?? "");
    }
    return Results.Ok(said);
});
app.Run();

record Ticket(string Id, string Text);
