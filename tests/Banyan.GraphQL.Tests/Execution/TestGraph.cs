using System.Buffers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Execution;

/// <summary>A schema made on the spot, and operations run on it without validation or HTTP.</summary>
internal sealed class TestGraph : IServiceProvider
{
    private readonly Dictionary<Type, object> _services = [];
    private readonly SchemaTypes _types;

    public TestGraph(Action<GraphBuilder> declare)
    {
        Schema = GraphSchema.Build(declare);
        _types = new SchemaTypes(Schema);
    }

    /// <summary>How long a test waits for what must come.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    public GraphSchema Schema { get; }

    public ExecutionSettings Settings { get; set; } = new();

    public ClaimsPrincipal User { get; set; } = new(new ClaimsIdentity("test"));

    private GraphContext Context => new(User, this) { TraceId = "trace-1" };

    public TestGraph With<T>(T service)
        where T : notnull
    {
        _services[typeof(T)] = service;
        return this;
    }

    public object? GetService(Type serviceType) => _services.GetValueOrDefault(serviceType);

    public OperationPlan Plan(string text)
    {
        var document = GraphParser.Parse(text, ParserLimits.Default).Value!;
        return new OperationPlan(document, document.Definitions.OfType<OperationDefinition>().First(), _types);
    }

    /// <summary>The answer's JSON.</summary>
    public async Task<string> AskAsync(string text, string? variables = null, CancellationToken cancellationToken = default)
    {
        var plan = Plan(text);
        var (values, errors) = VariableReading.Read(plan, Parse(variables));
        using var result = values is null ? GraphResult.Refused(errors) : await new Executor(Settings).ExecuteAsync(plan, values, Context, cancellationToken);
        return Json(result);
    }

    /// <summary>The answer's data, then each error as <c>CODE path</c>.</summary>
    public async Task<(string Data, string[] Errors)> RunAsync(string text, string? variables = null)
    {
        using var answer = JsonDocument.Parse(await AskAsync(text, variables));
        var errors = answer.RootElement.TryGetProperty("errors", out var list) ? list.EnumerateArray().Select(Told).ToArray() : [];
        return (answer.RootElement.TryGetProperty("data", out var data) ? data.GetRawText() : "", errors);
    }

    /// <summary>A subscription that opens.</summary>
    public async Task<LiveSubscription> OpenAsync(string text) =>
        (await new Executor(Settings).SubscribeAsync(Plan(text), VariableValues.None, Context, CancellationToken.None)).Live!;

    /// <summary>The answers of a subscription to its end, or the refusal alone.</summary>
    public async Task<List<string>> SubscribeAsync(string text, int most = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var (live, refused) = await new Executor(Settings).SubscribeAsync(Plan(text), VariableValues.None, Context, cancellationToken);
        var told = new List<string>();
        if (live is null)
        {
            told.Add(Json(refused!));
            return told;
        }

        await foreach (var happened in live.Source.WithCancellation(cancellationToken))
        {
            told.Add(Json(await live.AnswerAsync(happened, cancellationToken)));
            if (told.Count == most)
            {
                break;
            }
        }

        return told;
    }

    public static string Json(GraphResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        result.WriteTo(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Told(JsonElement error)
    {
        var code = error.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("code", out var word) ? word.GetString() : "-";
        return error.TryGetProperty("path", out var path) ? $"{code} {string.Join('.', path.EnumerateArray().Select(step => step.ToString()))}" : $"{code}";
    }

    private static JsonElement? Parse(string? variables) => variables is null ? null : JsonElement.Parse(variables);
}
