using System.Text.Json.Serialization;
using Banyan.Gateway.Callers.Services;

namespace Banyan.Storage.Keys;

/// <summary>A key's grants as its column holds them.</summary>
/// <param name="Operations">Scope words.</param>
/// <param name="Models">Patterns of models.</param>
/// <param name="Tools">Patterns of tools; absent in rows written before there were any.</param>
internal sealed record StoredScopes(string[] Operations, string[] Models, string[]? Tools = null);

/// <summary>Their JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredScopes))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(ServiceGrants))]
internal sealed partial class KeyJson : JsonSerializerContext;
