using System.Text.Json.Serialization;

namespace Banyan.Gateway.Nodes.Starting;

/// <summary>Generated JSON of <see cref="LastGood"/>.</summary>
[JsonSerializable(typeof(LastGood))]
internal sealed partial class LastGoodJson : JsonSerializerContext;
