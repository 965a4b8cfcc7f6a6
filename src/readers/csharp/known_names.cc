// Names are in order, so that they can be looked up; extensions are tried from the first to the
// last.
#include "readers/csharp/known_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace fundable::csharp_code {
namespace {

constexpr std::string_view kExtensionsAi = "Microsoft.Extensions.AI";
constexpr std::string_view kBedrock = "Amazon.BedrockRuntime.Model";
constexpr std::string_view kBedrockAgent = "Amazon.BedrockAgentRuntime.Model";
constexpr std::string_view kKernel = "Microsoft.SemanticKernel";

constexpr std::array kClasses{
    KnownName{"AIAgent", "Microsoft.Agents.AI"},
    KnownName{"AIFunctionFactory", kExtensionsAi},
    KnownName{"ApiKeyCredential", "System.ClientModel"},
    KnownName{"AzureKeyCredential", "Azure"},
    KnownName{"AzureOpenAIPromptExecutionSettings",
              "Microsoft.SemanticKernel.Connectors.AzureOpenAI"},
    KnownName{"Bucket", "Amazon.CDK.AWS.S3"},
    KnownName{"CfnAgent", "Amazon.CDK.AWS.Bedrock"},
    KnownName{"CfnAgentAlias", "Amazon.CDK.AWS.Bedrock"},
    KnownName{"CfnCollection", "Amazon.CDK.AWS.OpenSearchServerless"},
    KnownName{"CfnDataSource", "Amazon.CDK.AWS.Bedrock"},
    KnownName{"CfnEndpoint", "Amazon.CDK.AWS.Sagemaker"},
    KnownName{"CfnEndpointConfig", "Amazon.CDK.AWS.Sagemaker"},
    KnownName{"CfnGuardrail", "Amazon.CDK.AWS.Bedrock"},
    KnownName{"CfnKnowledgeBase", "Amazon.CDK.AWS.Bedrock"},
    KnownName{"CfnModel", "Amazon.CDK.AWS.Sagemaker"},
    KnownName{"CfnNotebookInstance", "Amazon.CDK.AWS.Sagemaker"},
    KnownName{"ChatClientAgent", "Microsoft.Agents.AI"},
    KnownName{"ChatClientBuilder", kExtensionsAi},
    KnownName{"ChatHistory", "Microsoft.SemanticKernel.ChatCompletion"},
    KnownName{"ChatMessageContent", kKernel},
    KnownName{"ChatOptions", kExtensionsAi},
    KnownName{"ConverseRequest", kBedrock},
    KnownName{"ConverseStreamRequest", kBedrock},
    KnownName{"DefaultAzureCredential", "Azure.Identity"},
    KnownName{"DistributedApplication", "Aspire.Hosting", true},
    KnownName{"DockerImageFunction", "Amazon.CDK.AWS.Lambda"},
    KnownName{"FargateService", "Amazon.CDK.AWS.ECS"},
    KnownName{"Function", "Amazon.CDK.AWS.Lambda"},
    KnownName{"FunctionChoiceBehavior", kKernel},
    KnownName{"HttpClient", "System.Net.Http", true},
    KnownName{"HttpRequestMessage", "System.Net.Http", true},
    KnownName{"IChatClient", kExtensionsAi},
    KnownName{"IEmbeddingGenerator", kExtensionsAi},
    KnownName{"InvokeAgentRequest", kBedrockAgent},
    KnownName{"InvokeEndpointRequest", "Amazon.SageMakerRuntime.Model"},
    KnownName{"InvokeModelRequest", kBedrock},
    KnownName{"InvokeModelWithResponseStreamRequest", kBedrock},
    KnownName{"MLContext", "Microsoft.ML"},
    KnownName{"McpServerPrompt", "ModelContextProtocol.Server"},
    KnownName{"McpServerPromptType", "ModelContextProtocol.Server"},
    KnownName{"McpServerTool", "ModelContextProtocol.Server"},
    KnownName{"McpServerToolType", "ModelContextProtocol.Server"},
    KnownName{"OpenAIPromptExecutionSettings", "Microsoft.SemanticKernel.Connectors.OpenAI"},
    KnownName{"PredictionServiceClient", "Google.Cloud.AIPlatform.V1"},
    KnownName{"PredictionServiceClientBuilder", "Google.Cloud.AIPlatform.V1"},
    KnownName{"RegionEndpoint", "Amazon"},
    KnownName{"RetrieveAndGenerateRequest", kBedrockAgent},
    KnownName{"RetrieveRequest", kBedrockAgent},
    KnownName{"Table", "Amazon.CDK.AWS.DynamoDB"},
    KnownName{"ToolCallBehavior", "Microsoft.SemanticKernel.Connectors.OpenAI"},
    KnownName{"Uri", "System", true},
    KnownName{"WebApplication", "Microsoft.AspNetCore.Builder", true},
    KnownName{"torch", "TorchSharp"},
};
static_assert(std::ranges::is_sorted(kClasses, {}, &KnownName::name));

constexpr std::array kExtensions{
    // Aspire hands out configured clients; its extensions are open by default.
    KnownExtension{"AddAzureOpenAIClient", "Microsoft.Extensions.Hosting", "", true},
    KnownExtension{"AddAzureChatCompletionsClient", "Microsoft.Extensions.Hosting", "", true},
    KnownExtension{"AddOpenAIClient", "Microsoft.Extensions.Hosting", "", true},
    KnownExtension{"AddOllamaApiClient", "Microsoft.Extensions.Hosting", "", true},
    KnownExtension{"AddAzureOpenAI", kKernel, "deploymentName"},
    KnownExtension{"AddAzureAIInference", kKernel, "modelId"},
    KnownExtension{"AddBedrock", kKernel, "modelId"},
    KnownExtension{"AddGoogleAI", kKernel, "modelId"},
    KnownExtension{"AddHuggingFace", kKernel, ""},
    KnownExtension{"AddMistral", kKernel, "modelId"},
    KnownExtension{"AddOllama", kKernel, "modelId"},
    KnownExtension{"AddOnnxRuntimeGenAI", kKernel, "modelId"},
    KnownExtension{"AddOpenAI", kKernel, "modelId"},
    KnownExtension{"AddVertexAI", kKernel, "modelId"},
    // Aspire's model of what is deployed.
    KnownExtension{"AddAzureOpenAI", "Aspire.Hosting", ""},
    KnownExtension{"CreateAIAgent", "Microsoft.Agents.AI", ""},
    KnownExtension{"AsAIAgent", "Microsoft.Agents.AI", ""},
    KnownExtension{"AsIChatClient", kExtensionsAi, ""},
    KnownExtension{"AsChatClient", kExtensionsAi, ""},
    KnownExtension{"UseFunctionInvocation", kExtensionsAi, ""},
    KnownExtension{"AddChatClient", kExtensionsAi, ""},
    KnownExtension{"AddEmbeddingGenerator", kExtensionsAi, ""},
    KnownExtension{"AddMcpServer", "ModelContextProtocol", ""},
    KnownExtension{"MapMcp", "ModelContextProtocol", ""},
};

constexpr std::array<std::string_view, 14> kTakeModels{"AudioClient",
                                                       "ChatClient",
                                                       "EmbeddingClient",
                                                       "GenerativeModel",
                                                       "GetAsyncChatClient",
                                                       "GetAudioClient",
                                                       "GetChatClient",
                                                       "GetEmbeddingClient",
                                                       "GetImageClient",
                                                       "GetModel",
                                                       "GetOpenAIResponseClient",
                                                       "GetResponsesClient",
                                                       "ImageClient",
                                                       "OpenAIResponseClient"};
static_assert(std::ranges::is_sorted(kTakeModels));

constexpr std::string_view kPlatform =
    " Action Activator ActionResult Activity ApiController AppContext AppDomain ArgumentException"
    " ArgumentNullException Array Assembly Assert Attribute Authorize BackgroundService"
    " BadHttpRequestException BindProperty BitConverter Boolean Buffer Byte CancellationToken"
    " CancellationTokenSource Char Claim ClaimsPrincipal Comparer ConcurrentDictionary"
    " ConfigurationBuilder Console Consumes Controller ControllerBase Convert CultureInfo DateOnly"
    " DateTime DateTimeOffset DbContext Debug Decimal DefaultValue Delegate Description Dictionary"
    " Directory DirectoryInfo DisplayName Double Encoding Enum Enumerable Environment EventArgs"
    " EventHandler Exception Expression Fact File FileInfo FileMode FileStream FromBody "
    "FromKeyedServices FromQuery"
    " FromRoute FromServices Func GC Guid HashCode HashSet Host HostApplicationBuilder HttpContext"
    " HttpDelete HttpGet HttpMethod HttpPatch HttpPost HttpPut HttpRequest HttpResponse"
    " HttpResponseMessage HttpStatusCode IActionResult IApplicationBuilder IAsyncEnumerable"
    " ICollection IConfiguration IDictionary IDisposable IEnumerable IFormFile IHost"
    " IHostApplicationBuilder IHostBuilder IHttpClientFactory IList ILogger ILoggerFactory"
    " IOptions IReadOnlyList IResult IServiceCollection IServiceProvider IServiceScopeFactory"
    " IWebHostEnvironment Int32 Int64 Interlocked InvalidOperationException IOException"
    " JsonConstructor JsonContent JsonDocument JsonElement JsonException JsonIgnore JsonNode"
    " JsonObject JsonProperty JsonPropertyName JsonSerializer JsonSerializerOptions Key Lazy"
    " LinkedList List LogLevel LoggerFactory MarshalAs Math MathF Memory MemoryStream Monitor"
    " NotImplementedException NotSupportedException Nullable Object Obsolete"
    " OperationCanceledException Parallel Path Process ProcessStartInfo Produces"
    " ProducesResponseType Program Queue Random ReadOnlyMemory ReadOnlySpan Regex Required"
    " ResponseCache Results Route SHA256 SemaphoreSlim Serializable ServiceCollection"
    " ServiceProvider SetsRequiredMembers Socket SortedDictionary Span Stack StatusCodes Stopwatch"
    " Stream StreamReader StreamWriter String StringBuilder StringComparer StringComparison"
    " StringContent Swagger Task Test TestClass TestMethod Theory Thread ThreadPool TimeSpan"
    " TimeZoneInfo Timer Tuple Type TypedResults UriBuilder ValueTask ValueTuple Version"
    " XDocument XElement XmlDocument ";

constexpr std::array<std::string_view, 6> kRoots{"Amazon",    "Azure",  "Google",
                                                 "Microsoft", "OpenAI", "Pulumi"};

}  // namespace

std::span<const KnownName> known_classes(std::string_view name) {
  const auto found = std::ranges::equal_range(kClasses, name, {}, &KnownName::name);
  return {found.begin(), found.end()};
}

std::span<const KnownExtension> known_extensions() { return kExtensions; }

std::string_view model_parameter(std::string_view class_or_method) {
  return std::ranges::binary_search(kTakeModels, class_or_method) ? "model" : "";
}

bool is_of_platform(std::string_view name) {
  return kPlatform.contains(' ' + std::string(name) + ' ');
}

bool is_root_of_libraries(std::string_view name) {
  return std::ranges::find(kRoots, name) != kRoots.end();
}

}  // namespace fundable::csharp_code
