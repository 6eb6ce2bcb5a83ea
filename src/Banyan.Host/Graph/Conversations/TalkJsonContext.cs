using System.Text.Json.Serialization;

namespace Banyan.Host.Graph.Conversations;

/// <summary>Generated JSON of a text.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TalkJsonContext : JsonSerializerContext;
