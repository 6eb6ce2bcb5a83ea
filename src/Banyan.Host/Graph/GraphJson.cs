using System.Text.Json.Serialization;

namespace Banyan.Host.Graph;

/// <summary>Generated JSON of what resolvers write down.</summary>
[JsonSerializable(typeof(Dictionary<string, string?>))]
internal sealed partial class GraphJson : JsonSerializerContext;
