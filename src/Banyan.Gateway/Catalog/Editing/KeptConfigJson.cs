using System.Text.Json.Serialization;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Generated JSON of what <see cref="KeptConfigPart"/> keeps; read back by the build that wrote it alone.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(KeptConfig))]
internal sealed partial class KeptConfigJson : JsonSerializerContext;
