using System.Text.Json.Serialization;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Spool;

/// <summary>Usage rows as JSON: for people, and as releases before the binary form spooled them.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UsageRow))]
internal sealed partial class UsageJson : JsonSerializerContext;
