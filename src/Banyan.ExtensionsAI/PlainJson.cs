using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI;

/// <summary>Writes arguments and results as the abstractions do, but without the indentation that costs tokens.</summary>
internal static class PlainJson
{
    private static readonly JsonSerializerOptions Options = Compact();

    /// <exception cref="NotSupportedException">A value has no form in JSON.</exception>
    /// <exception cref="JsonException">A value refers to itself.</exception>
    public static string Write(object? value) => JsonSerializer.Serialize(value, Options.GetTypeInfo(typeof(object)));

    private static JsonSerializerOptions Compact()
    {
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { WriteIndented = false };
        options.MakeReadOnly();
        return options;
    }
}
