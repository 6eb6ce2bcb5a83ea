using System.Text.Json.Serialization;

namespace Banyan.Host.Composing;

/// <summary>Generated JSON of answers that are kept behind a key.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CompletionAnswer))]
internal sealed partial class CompletionAnswerJson : JsonSerializerContext;
