using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Asking;

/// <summary>A tool the caller declared. It can't be invoked: that is the caller's.</summary>
internal sealed class DeclaredTool(string name, string description, JsonElement schema, bool? strict) : AIFunctionDeclaration
{
    public override string Name => name;

    public override string Description => description;

    public override JsonElement JsonSchema => schema;

    /// <summary>Holds <c>strict</c> where the caller told it: the member clients of OpenAI look for.</summary>
    public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } =
        strict is { } told ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["strict"] = told } : [];
}
