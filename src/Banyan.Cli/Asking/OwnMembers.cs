using System.Text.Json;

namespace Banyan.Cli.Asking;

/// <summary>What an ask says to Banyan alone: a stored prompt, its variables, registered tools.</summary>
internal sealed record OwnMembers
{
    /// <summary>The stored prompt, as <c>name</c> or <c>name@label</c>; null for none.</summary>
    public string? Prompt { get; init; }

    /// <summary>The prompt's variables, each value as JSON.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of registered tools the model may have called.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => Prompt is null && Variables.Count == 0 && Tools.Count == 0;

    /// <summary>Writes the members <c>prompt</c>, <c>variables</c> and <c>tools</c>; what says nothing is left out.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        if (Prompt is not null)
        {
            writer.WriteString("prompt", Prompt);
        }

        if (Variables.Count > 0)
        {
            writer.WriteStartObject("variables");
            foreach (var (name, value) in Variables)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(value);
            }

            writer.WriteEndObject();
        }

        if (Tools.Count > 0)
        {
            writer.WriteStartArray("tools");
            foreach (var tool in Tools)
            {
                writer.WriteStringValue(tool);
            }

            writer.WriteEndArray();
        }
    }
}
