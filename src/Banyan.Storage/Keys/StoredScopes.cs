using System.Text.Json.Serialization;

namespace Banyan.Storage.Keys;

/// <summary>A key's grants as its column holds them.</summary>
internal sealed record StoredScopes(string[] Operations, string[] Models);

/// <summary>Their JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredScopes))]
internal sealed partial class KeyJson : JsonSerializerContext;
