using System.Text.Json.Serialization;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>Generated JSON of what <see cref="KeptRulesPart"/> keeps; read back by the build that wrote it alone.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<StoredRule>))]
internal sealed partial class KeptRulesJson : JsonSerializerContext;
