using System.Text.Json;
using Banyan.Host.Graph.Door;
using Banyan.Wire;
using Banyan.Wire.Translation;

namespace Banyan.Host.Graph.Completions;

/// <summary>Reads tools a caller declares, in the form of OpenAI's chat completions.</summary>
internal static class ClientTools
{
    private static readonly Failure Wrong = new(FailureKind.CallerFault, "invalid_request", "clientTools is a list of {\"type\": \"function\", \"function\": {\"name\", \"description\", \"parameters\"}}.") { Param = "clientTools" };

    /// <exception cref="RefusedException">It is no such list.</exception>
    public static IReadOnlyList<PlainTool> Read(JsonElement? tools)
    {
        if (tools is not { } given)
        {
            return [];
        }

        return given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray().Select(One)] : throw new RefusedException(Wrong);
    }

    private static PlainTool One(JsonElement tool)
    {
        if (tool.ValueKind != JsonValueKind.Object || !tool.TryGetProperty("function", out var function) || function.ValueKind != JsonValueKind.Object
            || !function.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String)
        {
            throw new RefusedException(Wrong);
        }

        var description = function.TryGetProperty("description", out var told) && told.ValueKind == JsonValueKind.String ? told.GetString() : null;
        var parameters = function.TryGetProperty("parameters", out var schema) && schema.ValueKind == JsonValueKind.Object ? schema.GetRawText() : null;
        return new PlainTool(name.GetString()!, description, parameters) { IsStrict = function.TryGetProperty("strict", out var strict) ? strict.ValueKind == JsonValueKind.True : null };
    }
}
