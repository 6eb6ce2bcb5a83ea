using System.Text.Json.Serialization;

namespace Banyan.Intents.Conditions;

/// <summary>Source-generated JSON of this folder.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ConditionJson : JsonSerializerContext;
