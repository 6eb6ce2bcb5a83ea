using System.Text.Json.Serialization;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>The concern's JSON, without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ToolJson : JsonSerializerContext;
