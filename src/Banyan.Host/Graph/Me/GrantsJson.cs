using System.Text.Json.Serialization;

namespace Banyan.Host.Graph.Me;

/// <summary>Writes grants.</summary>
[JsonSerializable(typeof(Dictionary<string, IReadOnlyList<string>>))]
internal sealed partial class GrantsJson : JsonSerializerContext;
