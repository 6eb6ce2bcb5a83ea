using System.Text.Json.Serialization;

namespace Banyan.Intents.Settings.Deciding;

/// <summary>Generated JSON of what the audit log says of decisions.</summary>
[JsonSerializable(typeof(Dictionary<string, string?>))]
internal sealed partial class DecisionJson : JsonSerializerContext;
