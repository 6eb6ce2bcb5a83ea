using System.Text.Json.Serialization;

namespace Banyan.Gateway.Callers;

/// <summary>Generated JSON of what <see cref="KeptKeysPart"/> keeps; read back by the build that wrote it alone.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(KeyPage))]
internal sealed partial class KeptKeysJson : JsonSerializerContext;
