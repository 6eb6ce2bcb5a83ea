using System.Text.Json.Nodes;

namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>A value that stands in a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its JSON: a string, a number or an array.</param>
/// <param name="From">Its first word.</param>
/// <param name="To">The word behind its last.</param>
internal sealed record SaidValue(SaidKind Kind, JsonNode Value, int From, int To)
{
    /// <summary>Whether two stand on a word both have.</summary>
    public bool Overlaps(SaidValue other) => From < other.To && other.From < To;
}
