using System.Text.Json.Serialization;

namespace Banyan.Gateway.Prompts.Examples;

/// <summary>Generated JSON of what expectations are made of.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ExampleJson : JsonSerializerContext;
