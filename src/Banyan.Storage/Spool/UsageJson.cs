using System.Text.Json.Serialization;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Spool;

/// <summary>Usage rows as JSON: a spool written by one release must be read by the next.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UsageRow))]
internal sealed partial class UsageJson : JsonSerializerContext;
