using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.BuiltIn;

/// <summary>Offers and runs the built-in tools.</summary>
internal sealed class BuiltInSource(IEnumerable<IBuiltIn> tools) : IToolSource, IToolExecutor
{
    private readonly Dictionary<string, IBuiltIn> _tools = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);

    /// <inheritdoc />
    public ToolExecutorKind Kind => ToolExecutorKind.Builtin;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Tool>> ListAsync(string tenant, CatalogSnapshot catalog, CancellationToken cancellationToken)
    {
        var settings = ToolSettings.Of(catalog);
        return new([.. _tools.Values.Select(tool => (Tool: tool, Card: tool.Describe(settings))).Where(one => one.Card is not null).Select(one => Made(tenant, one.Tool.Name, one.Card!, settings))]);
    }

    /// <inheritdoc />
    public async Task<ToolResult> RunAsync(Tool tool, ToolCall call, CancellationToken cancellationToken) =>
        _tools.TryGetValue(tool.Name, out var builtIn) ? await builtIn.RunAsync(call.Arguments, call, cancellationToken) : ToolOutput.Denied("There is no such tool for this key.");

    private static Tool Made(string tenant, string name, BuiltInCard card, ToolSettings settings) => new()
    {
        Id = DerivedId.Of(tenant, $"builtin:{name}"),
        Tenant = tenant,
        Name = name,
        Description = card.Description,
        Category = card.Category,
        InputSchema = Json(card.Input),
        OutputSchema = card.Output is null ? null : Json(card.Output),
        Executor = ToolExecutorKind.Builtin,
        Effect = card.Effect,
        IsIdempotent = true,
        Timeout = settings.Timeout,
        Retry = new ToolRetry(0),
    };

    private static JsonElement Json(string schema) => ToolOutput.Read(System.Text.Encoding.UTF8.GetBytes(schema))!.Value;
}
