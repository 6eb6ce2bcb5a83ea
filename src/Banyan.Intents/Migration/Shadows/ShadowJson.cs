using System.Text.Json.Serialization;

namespace Banyan.Intents.Migration.Shadows;

/// <summary>Values of differences as JSON.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ShadowJson : JsonSerializerContext;
