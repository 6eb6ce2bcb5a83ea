using System.Text.Json.Serialization;

namespace Banyan.Gateway.Switches;

/// <summary>Generated JSON of what <see cref="KeptSwitchesPart"/> keeps; read back by the build that wrote it alone.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(StoredSwitches))]
internal sealed partial class KeptSwitchesJson : JsonSerializerContext;
