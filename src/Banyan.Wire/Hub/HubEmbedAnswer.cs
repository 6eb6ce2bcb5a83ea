using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Hub;

/// <summary>Vectors, between one dialect's reader and another's writer.</summary>
public sealed class HubEmbedAnswer
{
    /// <summary>The upstream's own name of the model; empty when it gave none.</summary>
    public string Model { get; set; } = "";

    /// <summary>One JSON array of numbers per input, in order, as lexemes.</summary>
    public List<JsonRaw> Vectors { get; } = [];

    /// <summary>What was counted; null when the upstream told nothing (then it is estimated and marked).</summary>
    public ReportedUsage? Usage { get; set; }
}
