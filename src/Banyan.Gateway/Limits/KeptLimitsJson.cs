using System.Text.Json.Serialization;

namespace Banyan.Gateway.Limits;

/// <summary>Generated JSON of what <see cref="KeptLimitsPart"/> keeps; read back by the build that wrote it alone.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(LimitPage))]
internal sealed partial class KeptLimitsJson : JsonSerializerContext;
