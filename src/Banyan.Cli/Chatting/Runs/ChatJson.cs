using System.Text.Json.Serialization;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>Generated JSON of what a chat sends, and of the errors it makes itself.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ChatJson : JsonSerializerContext;
